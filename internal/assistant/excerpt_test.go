package assistant

import (
	"strings"
	"testing"
)

func TestNewExcerpt_EndsAtEndOfBlock(t *testing.T) {
	source := "---\ntitle: Oats\n---\n\none two three\nfour\n\n```\nfive\n\nsix\n```\n\nseven eight\n"
	for _, c := range []struct {
		words, last int
		ends        string
	}{
		{1, 6, "four\n"}, // the front matter does not count
		{4, 6, "four\n"},
		{7, 6, "four\n"}, // the code is one block, and does not fit
		{8, 12, "```\n"},
		{100, 14, "eight\n"},
	} {
		e := NewExcerpt(source, Part{MaxWords: c.words})
		if e.Last != c.last || !strings.HasSuffix(e.Text, c.ends) || (e.Next == 0) != (e.Last == 14) {
			t.Errorf("%d words: up to line %d, next %d, %q", c.words, e.Last, e.Next, e.Text)
		}
	}
}

func TestNewExcerpt_PartsJoinToWhole(t *testing.T) {
	source := strings.Repeat("A line about <bread> & butter, \"quoted\".\n\n", 5000)
	for _, p := range []Part{{}, {MaxWords: 700}, {OnlyOnce: true}} {
		var b strings.Builder
		parts := 0
		for p.First = 1; p.First > 0; parts++ {
			e := NewExcerpt(source, p)
			if 2*quotedBytes(e.Text) > MaxAnswer && !p.OnlyOnce || quotedBytes(e.Text) > MaxAnswer {
				t.Fatalf("%+v: %d bytes", p, quotedBytes(e.Text))
			}
			if e.Next > 0 && e.Next <= p.First {
				t.Fatalf("%+v goes on at line %d", p, e.Next)
			}
			b.WriteString(e.Text)
			p.First = e.Next
		}
		if b.String() != source || parts < 2 {
			t.Errorf("%+v: %d parts of %d bytes, want all %d", p, parts, b.Len(), len(source))
		}
	}
}

func TestNewExcerpt_SaysThatLongLineIsCut(t *testing.T) {
	e := NewExcerpt("short\n"+strings.Repeat("é<", 200_000)+"\nend\n", Part{First: 2})
	if e.LongLine != 2 || e.Next != 3 || 2*quotedBytes(e.Text) > MaxAnswer || !strings.HasSuffix(e.Text, "…") {
		t.Errorf("%d bytes, %+v", quotedBytes(e.Text), Excerpt{First: e.First, Last: e.Last, Next: e.Next, LongLine: e.LongLine})
	}
	if n := e.Notice("a.md"); !strings.Contains(n, "line 2") || !strings.Contains(n, "first_line 3") {
		t.Errorf("notice %q", n)
	}
}

func TestNewExcerpt_EmptySource(t *testing.T) {
	if e := NewExcerpt("", Part{}); e.Text != "" || e.Next != 0 || e.Lines != 0 || e.Notice("a.md") != "" {
		t.Errorf("%+v", e)
	}
}

func TestNoteURI_RoundTrips(t *testing.T) {
	for _, path := range []string{"a.md", "a b/ü #1?.md", "100%/\x1b[2J.md", "a\xff.md", "日本/語.md", "..md"} {
		uri := NoteURI(path)
		got, ok := parseNoteURI(uri)
		if !ok || got != path {
			t.Errorf("%q: %s gives %q", path, uri, got)
		}
		for _, r := range uri {
			if r <= ' ' || r >= 0x7f {
				t.Errorf("%q: %s holds %q", path, uri, r)
			}
		}
	}
	for _, uri := range []string{"", "quire://note/", "file:///etc/passwd", "quire://note/%zz"} {
		if path, ok := parseNoteURI(uri); ok {
			t.Errorf("%q gives %q", uri, path)
		}
	}
}

func TestShrinkRecord_FitsAnAnswer(t *testing.T) {
	deep := any("end")
	for range 200 {
		deep = map[string]any{"next": deep}
	}
	wide := map[string]any{}
	for i := range 2000 {
		wide[strings.Repeat("k", i)] = strings.Repeat("<", 500)
	}
	record := map[string]any{"path": strings.Repeat("a/", 3000), "extra": map[string]any{"deep": deep, "wide": wide}, "tags": []any{strings.Repeat("t", 9000)}}
	for range 3000 {
		record["tags"] = append(record["tags"].([]any), wide)
	}
	small := shrinkRecord(record)
	if n := answerBytes(small); n > recordBytes {
		t.Errorf("%d bytes, at most %d fit", n, recordBytes)
	}
	if path, _ := small.(map[string]any)["path"].(string); !strings.HasPrefix(path, "a/a/") {
		t.Errorf("the path became %q", path)
	}
}
