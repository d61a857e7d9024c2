package render

import (
	"strings"
	"testing"

	"quire/internal/theme"
)

func TestAbbreviations_AreListedAfterTheText(t *testing.T) {
	p := newPage("An HTML page.[^1]\n\n*[HTML]: Hypertext Markup Language, of the web\n*[CSS]: Styles\n\n[^1]: A note.\n\nThe end.\n", Options{Width: 30, Theme: theme.Plain()})
	want := "An HTML page.¹\n\nThe end.\n\n────────\nHTML: Hypertext Markup\n  Language, of the web\nCSS: Styles\n\n────────\n¹ A note. ↩"
	if got := strings.TrimSpace(pageText(p)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
