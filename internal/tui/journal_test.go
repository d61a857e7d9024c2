package tui

import (
	"testing"

	"quire/internal/testcorpus"
)

// TestJournal_FollowLinksAndReturn opens notes of the test libraries by title and alias, follows links of several forms, and
// goes back.
func TestJournal_FollowLinksAndReturn(t *testing.T) {
	type step struct {
		title string
		tabs  []string
		from  string
		to    string
	}
	stories := map[string][]step{
		testcorpus.Journal: {
			{"Glossary", []string{"tab", "tab", "tab"}, "_posts/2022-03-03-glossary.md", "_posts/2021-03-01-a-first-starter.md"},
			{"Rye in summer (part 2)", []string{"tab"}, "_posts/2021-06-28-rye-in-summer_(part-2).md", "_posts/2021-06-21-rye-in-summer_(part-1).md"},
			{"How to build this journal", []string{"tab"}, "README.md", "_posts/2021-03-01-a-first-starter.md"},
		},
		testcorpus.Handbook: {
			{"Skiff", []string{"tab"}, "Boats/Dinghy.md", "Boats/Ketch.md"},
			{"Moorings", []string{"tab", "tab", "tab"}, "Rules/Moorings.md", "Howto/Tie a bowline.md"},
			{"Ada Brandt", []string{"tab", "tab"}, "People/Ada Brandt.md", "Boats/Names of boats.md"},
		},
	}
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook}, func(t *testing.T, name string) {
		d := drive(t, corpus(t, name))
		for _, s := range stories[name] {
			d.goTo(s.title).checkPath(s.from)
			d.keys(s.tabs...).keys("enter").checkPath(s.to)
			d.keys("backspace").checkPath(s.from)
		}
	})
}
