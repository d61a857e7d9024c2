package snapshot

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/query"
)

// What ReadForNames returns answers every query, though it reads what the index knows of the texts only when a query needs it.
func TestReadForNames_SearchFindsTheSame(t *testing.T) {
	notes, stamps, x := makeNotes(300)
	data := writeSnapshot(t, notes, stamps, x.Segments())
	open := func() (*Snapshot, *index.Index, *index.Segments) {
		s, err := Open(bytes.NewReader(data), int64(len(data)), testKey)
		if err != nil {
			t.Fatal(err)
		}
		got, _, words, err := s.ReadForNames()
		if err != nil {
			t.Fatal(err)
		}
		return s, index.NewBuilder().ReuseSegments(words).Build(got, links.New(got, nil, profile.Sites{})), words
	}
	s, y, words := open()
	for _, q := range testQueries {
		if a, b := searchHits(t, x, q), searchHits(t, y, q); !slices.Equal(a, b) {
			t.Errorf("%q: %d hits, want %d", q, len(b), len(a))
		}
	}
	if words.HasReadError() {
		t.Error("read error in a valid snapshot")
	}
	for _, i := range []int{partTerms, partBodies} {
		data[s.parts[i].offset+s.parts[i].size/2]++
		_, y, words = open()
		for _, text := range testQueries {
			q, _ := query.Parse(text)
			if a, b := searchHits(t, x, text), searchHits(t, y, text); !q.SearchesTexts() && !slices.Equal(a, b) {
				t.Errorf("%q with changed texts: %d hits, want %d", text, len(b), len(a))
			}
		}
		if !words.HasReadError() {
			t.Errorf("part %d was changed: no read error", i)
		}
		if err := Write(io.Discard, testKey, notes, stamps, words, testGraph); err == nil {
			t.Errorf("part %d was changed: written again", i)
		}
		data[s.parts[i].offset+s.parts[i].size/2]--
	}
}
