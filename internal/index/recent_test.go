package index

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"quire/internal/note"
	"quire/internal/query"
)

// What is kept from the keys before changes no answer.
func TestTypedAsAskedAtOnce(t *testing.T) {
	c := load(t, "blog")
	texts := append([]string{
		`"in the cloud" lambda`, `title:"how to use"`, `"a b" "a b c"`, "the OR of OR and", `-"in the" aws`, `"lambda function in" -the`, `"東京 に" go`,
	}, blogQueries...)
	for _, text := range texts {
		for end := 1; end <= len(text); end++ {
			for _, sort := range []Sort{Auto, Title} {
				q, _ := query.Parse(text[:end])
				got := fmt.Sprint(c.Search(q, Options{Typing: true, Sort: sort}))
				warm := c.recent.things
				c.recent.things = nil
				if want := fmt.Sprint(c.Search(q, Options{Typing: true, Sort: sort})); got != want {
					t.Errorf("%q by %v: %.200s after the keys before it, %.200s without", text[:end], sort, got, want)
				}
				c.recent.things = warm
			}
		}
	}
}

func TestRecentIsBounded(t *testing.T) {
	x := &Index{}
	r := &x.recent
	found := func(bytes int) func() (*int, int) { return func() (*int, int) { return &bytes, bytes } }
	for i := range 3 * recentThings {
		recall(x, fmt.Sprint("small", i), found(1))
		if recall(x, "small0", found(7)); i > 0 && *recall(x, "small0", found(8)) != 1 {
			t.Fatal("what was asked for all the time is not kept")
		}
	}
	if len(r.things) != recentThings {
		t.Errorf("%d things are kept", len(r.things))
	}
	for i := range 10 {
		recall(x, fmt.Sprint("large", i), found(recentOne))
	}
	if len(r.things) != 3 || r.things[2].key != "large9" {
		t.Errorf("%d large ones are kept, the last is %s", len(r.things), r.things[len(r.things)-1].key)
	}
	recall(x, "too large", found(recentOne+1))
	if r.get("too large") != nil || len(r.things) != 3 {
		t.Error("one that is too large took the place of others")
	}
}

// unreliable is a bulk that cannot be read now and then.
type unreliable struct {
	bytes []byte
	fails bool
}

func (u *unreliable) Size() int64 { return int64(len(u.bytes)) }

func (u *unreliable) Piece(at int64, size int) ([]byte, error) {
	if u.fails {
		return nil, errors.New("no")
	}
	return slices.Clone(u.bytes[at:][:size]), nil
}

// An answer that lacks what could not be read is not given again when it can.
func TestWhatCouldNotBeReadIsNotKept(t *testing.T) {
	c := made("a.md\nSome words of a text\n", "b.md\nOther words of a text\n")
	var file bytes.Buffer
	words := c.Words()
	if err := words.WriteBodies(bufio.NewWriter(&file)); err != nil {
		t.Fatal(err)
	}
	bulk := &unreliable{bytes: file.Bytes()}
	words.Move(bulk)
	for _, q := range []string{"words", `"words of a text"`, `"words of a te"*`} {
		bulk.fails = true
		if got := c.find(q, Options{}); got != "" {
			t.Fatalf("%s is in %s", q, got)
		}
		bulk.fails = false
		if got := c.find(q, Options{}); got != "a b" {
			t.Errorf("%s is in %q", q, got)
		}
	}
	if !words.Damaged() {
		t.Error("nobody will know")
	}
}

// Where the words before the last are is known from key to key in a library of many segments, too: one that was read again often.
func TestRecentOfManySegments(t *testing.T) {
	const segments = 12
	var all []*note.Parsed
	x := NewBuilder().Build(nil, nil)
	for i := range segments {
		all = append(all, note.Parse(fmt.Sprintf("n%02d.md", i), []byte("Some words of a text\n")))
		b := NewBuilder().From(x)
		b.Add(all[i])
		x = b.Build(notesOf(all), nil)
	}
	if len(x.segments) != segments {
		t.Fatalf("%d segments", len(x.segments))
	}
	q, _ := query.Parse(`"words of a te`)
	if hits := x.Search(q, Options{Typing: true}); len(hits) != segments {
		t.Fatalf("%d hits", len(hits))
	}
	for _, g := range x.segments {
		for _, part := range []string{"head", "body"} {
			if s := (&search{Index: x}); s.trails(part, g)(queryWords("words of a", false), nil) == nil {
				t.Errorf("the %s of the segment at %d is looked through again", part, g.base)
			}
		}
	}
}
