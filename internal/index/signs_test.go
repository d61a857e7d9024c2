package index

import (
	"strings"
	"testing"
	"time"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testclock"
)

var signNotes = []string{
	"emoji.md\n---\ntitle: Ship it 🚀\ndate: 2024-06-01\n---\nWrite ✅\ufe0f now. 👩🏽\u200d🚀 and 👍🏽, 🇩🇪🇫🇷.\n",
	"arrow.md\n---\ntitle: Client → server\ndate: 2024-05-01\nauthor: Ann 🦀\n---\nx ≤ y, a⇒b. Press #\ufe0f\u20e3 or 1\ufe0f\u20e3.\n",
	"code.md\n---\ntitle: Pointers\ndate: 2024-04-01\n---\n`p->next`, `a --> b`, `std::string`, `- [ ] open`, `x[ ]`; it costs $5 or 5 €. AWS™ Lambda.\n",
	"plain.md\n---\ntitle: A well-known thing\ndate: 2024-03-01\n---\nWrite it now, in C++ and C#. Client server.\n",
	"bare.md\n---\ntitle: Words only\ndate: 2024-02-01\n---\nnothing but words here\n",
}

func TestSearch_SignsAndEmojiAreWords(t *testing.T) {
	c := corpusOf(signNotes...)
	for _, q := range []struct{ text, want string }{
		{"🚀", "emoji"}, {"title:🚀", "emoji"}, {"title:✅", ""}, {"✅", "emoji"}, {"✅\ufe0f", "emoji"}, {"write -✅", "plain"},
		{`"ship it 🚀"`, "emoji"}, {`"it 🚀 ship"`, ""}, {"it🚀", "emoji"}, {`"write now"`, ""}, {"🚀 OR →", "emoji arrow"}, {"-🚀 -→", "code plain bare"},
		{"👍", "emoji"}, {"👍🏿", "emoji"}, {"👩\u200d🚀", "emoji"}, {"👩", ""}, {"🇩🇪", "emoji"}, {"🇪🇫", ""}, {"🇩🇪🇫🇷", "emoji"}, {"🇫🇷🇩🇪", ""},
		{"\"#\ufe0f\u20e3\"", "arrow"}, {"1\ufe0f\u20e3", "arrow"}, {"2\ufe0f\u20e3", ""}, {"author:🦀", "arrow"}, {"author:🚀", ""},
		{"→", "arrow"}, {`"client → server"`, "arrow"}, {`"client server"`, "plain"}, {"≤", "arrow"}, {"a⇒b", "arrow"},
		{`"->"`, "code"}, {`"-->"`, "code"}, {`"--->"`, ""}, {"::", "code"}, {`"- [ ]"`, "code"}, {"[", "code"}, {`"[ ]"`, "code"}, {`"] ["`, ""}, {"[]", "code"},
		{"$", "code"}, {"€", "code"}, {"™", "code"}, {`"aws lambda"`, "code"}, {"$5", "code"}, {"5€", "code"}, {"%", ""}, {"-%", "emoji arrow code plain bare"},
		{"title:-", "plain"}, {"title:→", "arrow"}, {"author:-", ""}, {"++", "plain"}, {"c++", "plain"}, {"c#", "plain"},
		{"well-known", "plain"}, {`"well known"`, "plain"}, {"it,", "emoji code plain"}, {`"now, in"`, "plain"}, {`"now in"`, "plain"}, {"std::string", "code"}, {`"std string"`, "code"},
	} {
		if got := c.find(q.text, search.Request{Sort: search.Date}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
	}
	for typed, want := range map[string]string{"👩": "emoji", "shi": "emoji", "write ✅": "emoji", "clien": "arrow plain", "→": "arrow", `"ship it 🚀`: "emoji"} {
		q, _ := query.Parse(typed)
		var got []string
		for _, h := range c.hits(q, search.Request{Sort: search.Date, Typing: true}) {
			got = append(got, h.ID())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s while typing finds %q, want %q", typed, got, want)
		}
	}
}

// A slug keeps no symbol of its title, and still says nothing else than the title does.
func TestSearch_SlugOfTitleWithSymbolCountsOnce(t *testing.T) {
	c := corpusOf(
		"one.md\n---\ntitle: 🚀 Launch plan\nslug: launch-plan\ndate: 2020-01-01\n---\nx\n",
		"two.md\n---\ntitle: A launch plan\nslug: a-launch-plan\ndate: 2021-01-01\n---\nx\n",
	)
	q, err := query.Parse("launch")
	if err != nil {
		t.Fatal(err)
	}
	hits := c.hits(q, search.Request{})
	if len(hits) != 2 || hits[0].Score() != hits[1].Score() {
		t.Errorf("%+v do not count the same", hits)
	}
}

// The time of a search grows with the query and with the text, not with their product.
func TestSearch_LongQueryOfSignsIsQuick(t *testing.T) {
	for _, sign := range []string{"💥", "-", "→", "[] "} {
		c := corpusOf("many.md\n# Many\n\na "+strings.Repeat(sign, 20_000)+"\n", "few.md\n# Few\n\na "+sign+"\n")
		for _, text := range []string{strings.Repeat(sign, 400), strings.Repeat(`"`+sign+`" `, 400)} {
			q, err := query.Parse(`"` + text + `"`)
			if strings.Contains(text, `"`) {
				q, err = query.Parse(text)
			}
			if err != nil {
				t.Fatal(err)
			}
			var hits []search.Hit
			if took := testclock.Measure(func() { hits = c.hits(q, search.Request{}) }); took > 5*time.Second {
				t.Errorf("400 of %q took %v", sign, took)
			}
			if len(hits) == 0 || hits[0].ID() != "many" && len(hits) < 2 {
				t.Errorf("400 of %q find %v", sign, hits)
			}
		}
	}
}
