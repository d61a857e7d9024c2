package suggest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

func sampleLibrary() *searchtest.Library {
	var parsed []*note.Parsed
	for name, text := range map[string]string{
		"a.md": "---\ntags: [aws, serverless]\n---\nlambda waits", "b.md": "---\ntags: [aws, Éclair]\n---\nlambda runs",
		"c.md": "---\ntags: [go/tools, awk]\n---\nlambda again", "d.md": "---\ntags: [front end]\n---\nnothing",
	} {
		parsed = append(parsed, note.Parse(name, []byte(text)))
	}
	return searchtest.NewLibrary(parsed, nil, profile.Sites{})
}

func TestForEmpty_NamesTermsAndTags(t *testing.T) {
	for text, want := range map[string]string{
		"lambda zebra":           "without zebra: 3 notes",
		"lambda* zebra*":         "without zebra: 3 notes",
		"#aws lambda zebra":      "without zebra: 2 notes",
		"#aws nothing":           "without nothing: 2 notes; without #aws: 1 note",
		"#awz":                   "no tag awz, did you mean #aws? (2 notes)",
		"#awz waits":             "no tag awz, did you mean #aws? (1 note); without #awz: 1 note",
		"#serv":                  "no tag serv, did you mean #serverless? (1 note)",
		"#eclairs":               "no tag eclairs, did you mean #Éclair? (1 note)",
		"#frontend":              `no tag frontend, did you mean #"front end"? (1 note)`,
		"#go nothing":            "without nothing: 1 note; without #go: 1 note",
		"#zz":                    "",
		"-#awz zebra":            "without zebra: 4 notes",
		"zebra":                  "",
		"":                       "",
		"(#awz OR zebra) lambda": "no tag awz, did you mean #aws? (2 notes); without #awz OR zebra: 3 notes",
	} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ForEmpty(t.Context(), sampleLibrary(), search.Request{Query: q})
		if err != nil {
			t.Fatal(err)
		}
		all := make([]string, len(got))
		for i, s := range got {
			all[i] = s.String()
			again, err := query.Parse(s.Query)
			if found, _ := sampleLibrary().Search(t.Context(), search.Request{Query: again}); err != nil || found.Total != s.Notes {
				t.Errorf("%s suggests %s, which finds %d notes, %v", text, s.Query, found.Total, err)
			}
		}
		if shown := strings.Join(all, "; "); shown != want {
			t.Errorf("%s: %q, want %q", text, shown, want)
		}
	}
}

// A long query is no query that lacks a term, and each term costs a search.
func TestForEmpty_IsBounded(t *testing.T) {
	for n, want := range map[int]int{4: 4, maxTerms - 1: most, maxTerms: 0} {
		terms := strings.Repeat("-zebra ", n)
		q, _ := query.Parse(terms + "wolf")
		if got, err := ForEmpty(t.Context(), sampleLibrary(), search.Request{Query: q}); err != nil || (len(got) > 0) != (want > 0) || len(got) > most {
			t.Errorf("%d terms: %v, %v", n+1, got, err)
		}
	}
}

func TestForEmpty_EndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"lambda zebra", "#awz"} {
		q, _ := query.Parse(text)
		if got, err := ForEmpty(ctx, sampleLibrary(), search.Request{Query: q}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %s, %v", text, fmt.Sprint(got), err)
		}
	}
}
