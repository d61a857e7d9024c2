package cli

import (
	"errors"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/text"
)

func TestTemplateError_CaretIsBelowTheMistake(t *testing.T) {
	for _, before := range []string{"", "path ", "日本語 ", "e\u0301 ", "9\ufe0f\u20e3 ", "a\tb\x1b", "first line\n語 "} {
		var f *failure
		if err := (&formatFlag{}).templateError(before+"{{.nope}}", len(before), "why", ""); !errors.As(err, &f) {
			t.Fatalf("%+q: %v", before, err)
		}
		shown, caret, _ := strings.Cut(f.detail, "\n")
		shown, _, _ = strings.Cut(shown, "{{")
		if got, want := text.Wcwidth.Width(caret)-1, text.Wcwidth.Width(shown); got != want {
			t.Errorf("%+q: the caret is below cell %d, want %d", before, got, want)
		}
	}
}

func TestHeadingsHint_AlignsWideAnchors(t *testing.T) {
	n := note.Parse("a.md", []byte("# Title\n\n## Plain: HERE\n\n## 日本語の見出し: HERE\n\n## e\u0301te\u0301: HERE\n"))
	found := 0
	for line := range strings.Lines(headingsHint(n.Note)) {
		if before, _, ok := strings.Cut(line, "HERE"); ok {
			found++
			name, _, _ := strings.Cut(strings.TrimSpace(before[strings.LastIndex(before, "  ")+1:]), ":")
			if got := text.Wcwidth.Width(before[:strings.LastIndex(before, name)]); got != len("  #")+30+1 {
				t.Errorf("the heading begins at cell %d: %q", got, line)
			}
		}
	}
	if found != 3 {
		t.Errorf("%d headings, want 3:\n%s", found, headingsHint(n.Note))
	}
}
