package query

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

var sampleSaved = Saved{
	"week": "date:7d OR modified:7d", "aws": "#aws -@noise", "noise": "#meta OR is:draft", "loop": "a @pool", "pool": "@LOOP b", "self": "@self",
	"broken": "#aws (", "blank": " ", "deep": "@week @aws", "x": "@deep @deep", "word": "event",
}

func TestSaved_StandForTheirQueries(t *testing.T) {
	week, _ := Parse(sampleSaved["week"])
	for in, want := range map[string]Node{
		"@week":            Named{"week", week.Root},
		"@WEEK lambda":     And{Named{"WEEK", week.Root}, wordNode("lambda")},
		"-@word (@word)":   And{Not{Named{"word", wordNode("event")}}, Named{"word", wordNode("event")}},
		"@nobody x@word":   And{wordNode("@nobody"), wordNode("x@word")},
		"@":                wordNode("@"),
		`"@word" #@word`:   And{Phrase{Text: "@word"}, tagNode("@word")},
		"@word* @week.old": And{Word{"@word", true}, wordNode("@week.old")},
	} {
		q, err := sampleSaved.Parse(in)
		if err != nil || !reflect.DeepEqual(q.Root, want) {
			t.Errorf("%s is %#v, %v, want %#v", in, q.Root, err, want)
		}
		if again, err := sampleSaved.Parse(q.String()); err != nil || !reflect.DeepEqual(again, q) {
			t.Errorf("%s prints as %s", in, q)
		}
		if typed := q.WithLastAsPrefix(); strings.HasSuffix(in, "@week") && typed.String() != q.String() {
			t.Errorf("%s while typing is %s", in, typed)
		}
		if kept := sampleSaved.CompleteLastWord(in); strings.HasSuffix(in, "@week") && kept != in {
			t.Errorf("%s is kept as %s", in, kept)
		}
	}
	if q, _ := sampleSaved.Parse("@word x"); fmt.Sprint(q.Words()) != "[event x]" {
		t.Errorf("the words to mark are %v", q.Words())
	}
}

func TestSaved_MistakesStandAtTheName(t *testing.T) {
	for _, c := range []struct {
		in, message, left string
		offset, length    int
	}{
		{"x @loop", "the saved query contains itself: @loop > @pool > @LOOP", "x @loop", 2, 5},
		{"@self", "the saved query contains itself: @self > @self", "", 0, 5},
		{"a @broken", "in the saved query @broken: missing closing )", "a @broken", 2, 7},
		{"@blank b", "the saved query @blank is empty", "b", 0, 6},
	} {
		q, err := sampleSaved.Parse(c.in)
		slip, ok := err.(*SyntaxError)
		if !ok || slip.Message != c.message || slip.Offset != c.offset || slip.Length != c.length || q.String() != c.left {
			t.Errorf("%s leaves %s: %+v", c.in, q, err)
		}
	}
}

// Saved queries that name each other again and again take bounded time.
func TestSaved_IsBounded(t *testing.T) {
	wide, chain := Saved{"q40": "x"}, Saved{"q40": "x"}
	for i := range 40 {
		wide[fmt.Sprint("q", i)] = strings.Repeat(fmt.Sprint("@q", i+1, " "), 5)
		chain[fmt.Sprint("q", i)] = fmt.Sprint("@q", i+1)
	}
	for name, saved := range map[string]Saved{"wide": wide, "chain": chain} {
		if _, err := saved.Parse("@q0"); err == nil || !strings.Contains(err.Error(), "too many saved queries") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if q, err := sampleSaved.Parse("@x"); err != nil || q.String() != "@x" {
		t.Errorf("%s, %v", q, err)
	}
}
