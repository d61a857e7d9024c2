package query

import "testing"

func TestCompleteLastWord_AddsStarToPlainWord(t *testing.T) {
	for in, want := range map[string]string{
		"event": "event*", "#aws event": "#aws event*", "#aws event ": "#aws event* ", "a OR b": "a OR b*", "a (b OR c)": "a (b OR c*)",
		"(a OR b": "(a OR b*", "/etc": "/etc*", "f(x": "f(x*", "a =>": "a =>*", "a ->": "a ->", "*": "**", "a is:": "a* is:", "a )": "a* )",
		"event*": "event*", "#aws": "#aws", "re:Invent": "re:Invent", "event #aw": "event #aw", `"cell based"`: `"cell based"`, `a "cell`: `a "cell`, "title:x": "title:x",
		"/event/": "/event/", "-event": "-event", "a -(b OR c)": "a -(b OR c)", "a date:week": "a date:week", "is:draft": "is:draft", "": "",
	} {
		if got := Saved(nil).CompleteLastWord(in); got != want {
			t.Errorf("%q is kept as %q, want %q", in, got, want)
		}
	}
}
