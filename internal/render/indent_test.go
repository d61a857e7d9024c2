package render

import (
	"testing"

	"quire/internal/theme"
)

// Chinese and Japanese paragraphs begin with ideographic spaces.
func TestPage_KeepsIdeographicIndents(t *testing.T) {
	const src = "　　第一段的文字在這裡。\n\n　二つ目の段落です。\\\n　「はい」と言った。\n\n- 　點　目\n\n> 　引用文\n"
	const want = "　　第一段的\n文字在這裡。\n\n　二つ目の段\n落です。\n　「はい」と\n言った。\n\n• 　點　目\n\n│ 　引用文\n"
	if got := pageText(newPage(src, Options{Theme: theme.Dark(), Width: 12})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
