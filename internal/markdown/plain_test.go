package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each word of the visible text is traced to the source as it is written there.
func TestPlainTextWithSource_SourceRange(t *testing.T) {
	for _, c := range []struct{ source, word, want string }{
		{"One cr&egrave;me please", "crème", "cr&egrave;me"}, {"An un**break**able seal", "unbreakable", "un**break**able"},
		{"Take the [night train](x.md) north", "night train north", "night train](x.md) north"},
		{"A write ahead\nlog", "ahead log", "ahead\nlog"}, {"> quoted over\n> lines", "over lines", "over\n> lines"},
		{"a \\*star\\* here", "*star*", "\\*star\\*"}, {"`code &amp; span`", "code &amp; span", "code &amp; span"},
		{"    indented code\n    on lines", "code", "code"}, {"```\nfenced code\n```\n", "fenced", "fenced"},
		{"<div>some <b>bold</b> text</div>", "some bold", "some <b>bold"}, {"| a | b |\n|---|---|\n| c&amp;d | e |\n", "c&d", "c&amp;d"},
		{"infor\u00admation &shy;or zero\u200bwidth end", "information or zerowidth", "infor\u00admation &shy;or zero\u200bwidth"}, {"infor\u00admation", "formation", "for\u00admation"}, {"- one\n- two [[Some Note|labelled]] three", "two labelled", "two [[Some Note|labelled"},
		{"text\\& end", "text& end", "text\\& end"}, {"the end &copy;", "end ©", "end &copy;"}, {"bad \xff byte", "byte", "byte"},
		{"see [[Tags#The picker]] <b>and</b> The picker", "Tags > The picker", "Tags#The picker"}, {"<p>x &#97; b <i>y</i></p>\n\ncab y", "b y", "b <i>y"},
	} {
		d := Parse([]byte(c.source))
		s := d.PlainTextWithSource()
		i := strings.Index(s.Text, c.word)
		if i < 0 {
			t.Errorf("%q: no %q in %q", c.source, c.word, s.Text)
			continue
		}
		from, to := s.SourceRange(i, i+len(c.word))
		if got := string(d.Source[from:to]); got != c.want {
			t.Errorf("%q: %q comes from %q, want %q", c.source, c.word, got, c.want)
		}
	}
}

// The text is the same with and without the map, which leads to the place of nearly every word.
func TestPlainTextWithSource_Corpora(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpora/blog/*/*.md")
	vault, _ := filepath.Glob("../../../shared/corpora/vault/*/*.md")
	if files = append(files, vault...); len(files) == 0 {
		t.Skip("no corpora")
	}
	words, traced := 0, 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := Parse(raw)
		s := d.PlainTextWithSource()
		if s.Text != d.PlainText() || len(s.sources) != len(s.Text) {
			t.Fatalf("%s: texts of %d and %d bytes, %d places", file, len(s.Text), len(d.PlainText()), len(s.sources))
		}
		for at := 0; at < len(s.Text); {
			end := at + len(s.Text[at:]) - len(strings.TrimLeft(s.Text[at:], "abcdefghijklmnopqrstuvwxyz"))
			if end > at {
				words++
				if from, to := s.SourceRange(at, end); bytes.Equal(d.Source[from:to], []byte(s.Text[at:end])) {
					traced++
				}
			}
			at = end + 1
		}
	}
	if words < 100_000 || traced < words*99/100 {
		t.Errorf("%d of %d words traced", traced, words)
	}
	t.Logf("%d of %d words traced", traced, words)
}
