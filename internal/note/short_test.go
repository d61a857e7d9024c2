package note

import (
	"testing"

	"quire/internal/testcorpus"
)

func TestParseDate_EveryShortText(t *testing.T) {
	signs := []string{"0", "1", "9", "12", "2024", "-", "/", ".", ":", "T", "Z", "+", " ", ",", "Jan", "may ", "th", "PM", "a", "é", "\xff"}
	for _, start := range []string{"", "2024-01-02", "2024-01-02T03:04", "March 4"} {
		testcorpus.TryShortTexts(t, signs, 2, func(text string) {
			d, ok := ParseDate(start + text)
			if ok != !d.IsZero() {
				t.Errorf("%q: %v, but ok is %v", start+text, d, ok)
			}
			dateFromName(start + text)
		})
	}
}

// TestOptions_EveryShortText parses short names and texts as Logseq and Obsidian read them.
func TestOptions_EveryShortText(t *testing.T) {
	logseq := Options{Hashtags: true, TagLinks: true, LogseqProperties: true, LogseqNames: true}
	signs := []string{"#", "/", "_", "___", "%", "%2", ".", "-", ":: ", "[[", "]]", ",", "'", "\\", "{:", "(", " ", "\n", "a", "1", "é", "\u200d", "🚀", "\xff"}
	testcorpus.TryShortTexts(t, signs, 2, func(text string) {
		for _, raw := range []string{text, "tags:: " + text, "a #" + text} {
			if p := logseq.Parse("pages/a"+text+".md", []byte(raw)); p.Note.Title == "" {
				t.Errorf("%q: no title", text)
			}
		}
		if p := Parse("a/"+text+"\u200d.md", nil); p.Note.Title == "" {
			t.Errorf("%q: no title", text)
		}
		days := Options{LogseqNames: true, LogseqDayFormat: "d" + text}
		days.Parse("journals/2024_01_02.md", nil)
	})
}

func TestParse_InvisibleNamesHaveTitles(t *testing.T) {
	for _, o := range []Options{{}, {LogseqNames: true}} {
		for name, want := range map[string]string{"\u200d": `\u200d`, "\u200b\u200b": `\u200b\u200b`, "a\u200b": "a"} {
			if got := o.Parse("pages/"+name+".md", nil).Note.Title; got != want {
				t.Errorf("%q: title %q, want %q", name, got, want)
			}
		}
	}
}
