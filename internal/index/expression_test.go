package index

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// scanTexts gives an index the texts of the notes of a scan.
type scanTexts struct{ *searchtest.Library }

func (s scanTexts) ReadBody(ctx context.Context, path string) ([]byte, error) {
	p, err := s.ParseNote(ctx, path)
	if err != nil {
		return nil, err
	}
	return p.Body, nil
}

func (s scanTexts) ReadVisibleText(ctx context.Context, path string) (string, error) {
	p, err := s.ParseNote(ctx, path)
	if err != nil {
		return "", err
	}
	return p.Doc.PlainText(), nil
}

func TestSearch_ExpressionsMatchLines(t *testing.T) {
	c := corpusOf(
		"plain.md\nThe Lambda waits\nfor events\n",
		"marked.md\nThe La**mb**da [waits](wait.md) for ev&#101;nts\n",
		"wrapped.md\nthe lambda\nwaits here\n",
		"header.md\n---\ndescription: the lambda waits\n---\nnothing\n",
		"code.md\n```\nx := lambda(1)\n```\n\n- [ ] open task\n",
		"windows.md\nfirst\r\nlambda ends\r\n",
		"long.md\n"+strings.Repeat("word ", 20_000)+"needle\n",
		"nfd.md\nGro\u0308ße\n",
		"empty.md\n",
	)
	for text, want := range map[string]string{
		"/lambda waits/":     "marked plain wrapped",
		"/Lambda waits/":     "marked plain",
		"/^lambda/":          "windows",
		"/lambda ends$/":     "windows",
		"/^- \\[ \\]/":       "code",
		"/lambda\\(\\d\\)/":  "code",
		"/waits for events/": "marked plain",
		"/description/":      "",
		"/needle/":           "long",
		"/größe/":            "nfd",
		"/x*/ path:empty":    "",
		"-/./":               "empty",
		"/lambda/ -/waits/":  "code windows",
		"/^nothing$/ OR #no": "header",
	} {
		if got := strings.Fields(c.find(text, search.Request{Sort: search.Path})); strings.Join(got, " ") != want {
			t.Errorf("%s finds %q, want %q", text, got, want)
		}
	}
}

// countingTexts counts the notes that are read.
type countingTexts struct {
	scanTexts
	read atomic.Int64
}

func (s *countingTexts) ReadBody(ctx context.Context, path string) ([]byte, error) {
	s.read.Add(1)
	return s.scanTexts.ReadBody(ctx, path)
}

// Only the notes that the rest of the query leaves are read, and none twice for the same expression.
func TestSearch_ExpressionReadsNotesThatRestLeaves(t *testing.T) {
	c := corpusOf("a.md\n#x lambda\n", "b.md\n#x event\n", "c.md\n#y lambda\n", "d.md\n#y event\n", "e.md\nevent lambda\n")
	source := &countingTexts{scanTexts: scanTexts{c.scan}}
	c.source = source
	for _, step := range []struct {
		text, want string
		reads      int64
	}{
		{"/lambda/ #x", "a", 2},
		{"#x /lambda/", "a", 0},
		{"#x OR /lambda/", "a b c e", 3},
		{"/lambda/", "a c e", 0},
		{"-/lambda/", "b d", 0},
		{"event (/nt$/ OR #y)", "b d", 2},
		{"#none /event/", "", 0},
	} {
		source.read.Store(0)
		if got := c.find(step.text, search.Request{Sort: search.Path}); got != step.want || source.read.Load() != step.reads {
			t.Errorf("%s finds %s and reads %d notes, want %s and %d", step.text, got, source.read.Load(), step.want, step.reads)
		}
	}
}

// Without texts an expression finds nothing, and notes that are gone do not match.
func TestSearch_ExpressionWithoutTexts(t *testing.T) {
	c := corpusOf("a.md\nlambda\n", "b.md\nevent\n")
	c.source = failingTexts{}
	if got := c.find("/./", search.Request{}); got != "" {
		t.Errorf("notes that cannot be read: %s", got)
	}
	c = corpusOf("a.md\nlambda\n", "b.md\nevent\n")
	c.source = nil
	if got := c.find("/./", search.Request{}) + c.find("/./ lambda", search.Request{}) + c.find("event OR /./", search.Request{}); got != "b" {
		t.Errorf("no texts: %s", got)
	}
}

type failingTexts struct{}

func (failingTexts) ReadBody(context.Context, string) ([]byte, error) { return nil, fs.ErrNotExist }

func (failingTexts) ReadVisibleText(context.Context, string) (string, error) {
	return "", fs.ErrNotExist
}

// cancelingTexts ends the context of the search when the first note is read.
type cancelingTexts struct {
	scanTexts
	cancel func()
}

func (s cancelingTexts) ReadBody(ctx context.Context, path string) ([]byte, error) {
	s.cancel()
	return s.scanTexts.ReadBody(ctx, path)
}

// A search that is canceled while it reads returns an error, and remembers nothing of what it left out.
func TestSearch_ExpressionIsCanceled(t *testing.T) {
	c := corpusOf("a.md\nlambda\n", "b.md\nlambda\n")
	ctx, cancel := context.WithCancel(t.Context())
	c.source = cancelingTexts{scanTexts{c.scan}, cancel}
	q, err := query.Parse("/lambda/")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Search(ctx, search.Request{Query: q}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	c.source = scanTexts{c.scan}
	if got := orderedPaths(c.hits(q, search.Request{Sort: search.Path})); !slices.Equal(got, []string{"a.md", "b.md"}) {
		t.Errorf("after that: %q", got)
	}
}
