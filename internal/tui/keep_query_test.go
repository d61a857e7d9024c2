package tui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/testcorpus"
)

// shelfState is what the user sees of the shelf.
type shelfState struct {
	hits     []string // the paths, in order
	selected string
	top      int
	rows     []string
}

func (d *driver) shelfState() shelfState {
	s := shelfState{selected: d.m.shelf.selectedPath(), top: d.m.shelf.list.Top(), rows: d.m.shelf.list.Lines(d.m.layout.window.Dx())}
	for _, h := range d.m.shelf.results.found.Hits {
		s.hits = append(s.hits, h.Path())
	}
	return s
}

func (s shelfState) equals(o shelfState) bool {
	return slices.Equal(s.hits, o.hits) && s.selected == o.selected && s.top == o.top && slices.Equal(s.rows, o.rows)
}

// queryMaker makes random queries of the words and tags of a library.
type queryMaker struct {
	*rand.Rand
	words, tags []string
}

func newQueryMaker(t *testing.T, s search.Library, seed uint64) queryMaker {
	m := queryMaker{Rand: rand.New(rand.NewPCG(seed, 3))}
	for h, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		m.words = append(m.words, strings.Fields(h.Title())...)
		m.tags = append(m.tags, h.Tags()...)
	}
	m.words = append(m.words, "the", "a", "zzzz", "->", "c++", "/etc/passwd", "re:Invent")
	m.tags = append(m.tags, "none")
	return m
}

// part returns the beginning of a text, or all of it.
func (m queryMaker) part(s string) string {
	if letters := []rune(s); m.IntN(2) == 0 {
		return string(letters[:1+m.IntN(len(letters))])
	}
	return s
}

func (m queryMaker) word() string { return m.words[m.IntN(len(m.words))] }

func (m queryMaker) term() string {
	switch m.IntN(14) {
	case 0, 1:
		tag := m.tags[m.IntN(len(m.tags))]
		if strings.Contains(tag, " ") {
			return `#"` + tag + `"`
		}
		return "#" + m.part(tag)
	case 2:
		return "title:" + m.part(m.word())
	case 3:
		return `"` + m.word() + " " + m.part(m.word()) + `"`
	case 4:
		return "-" + m.term()
	case 5:
		return "(" + m.query(2) + ")"
	case 6:
		return []string{"is:untagged", "is:orphan", "date:2021", "has:broken", "is:dra", "date:", "(", ")", "OR", `"the `, "/the .*a/", "/(/", "date:1y", "modified:week"}[m.IntN(14)]
	}
	return m.part(m.word())
}

func (m queryMaker) query(most int) string {
	terms := make([]string, 1+m.IntN(most))
	for i := range terms {
		if terms[i] = m.term(); i > 0 && m.IntN(5) == 0 {
			terms[i] = "OR " + terms[i]
		}
	}
	return strings.Join(terms, " ") + strings.Repeat(" ", m.IntN(2))
}

// Enter keeps the rows, their order, the selected one and the place of the window, and so does a query that is edited again
// and canceled.
func TestQueryLine_EnterKeepsWhatIsOnScreen(t *testing.T) {
	testcorpus.Each(t, []string{"blog", "vault", testcorpus.Journal, testcorpus.Handbook}, func(t *testing.T, name string) {
		queries := 120
		if testing.Short() {
			queries = 15
		}
		d := drive(t, corpus(t, name))
		m := newQueryMaker(t, d.m.library.Library, 1)
		found := 0
		for range queries {
			typed := m.query(4)
			d.keys("/")
			d.send(tea.PasteMsg{Content: typed})
			for range m.IntN(2) * m.IntN(40) {
				d.keys("ctrl+n")
			}
			before := d.shelfState()
			d.keys("enter")
			kept := d.m.shelf.query.Text()
			if after := d.shelfState(); !before.equals(after) {
				t.Fatalf("%q, kept as %q, moves the shelf from\n%+v\nto\n%+v", typed, kept, before, after)
			}
			if len(before.hits) > 0 {
				found++
			}
			d.keys("/", "x", "ctrl+n", "esc")
			if after := d.shelfState(); !before.equals(after) || d.m.shelf.query.Text() != kept {
				t.Fatalf("%q, kept as %q, is not restored by esc: %q, from\n%+v\nto\n%+v", typed, kept, d.m.shelf.query.Text(), before, after)
			}
			d.keys("esc")
		}
		if found < queries/3 {
			t.Errorf("only %d of %d queries find anything", found, queries)
		}
	})
}

func TestQueryLine_ShowsKeptPrefixAndDropsItAgain(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	for typed, kept := range map[string]string{
		"#aws sp": "#aws sp*", "hub ": "hub*", "#aw": "#aw", "title:hu": "title:hu", `"the hu"`: `"the hu"`, "(hub OR sp": "(hub OR sp*", "sp*": "sp*", "-hub": "-hub",
	} {
		d.keys("/", `"`+typed+`"`, "enter")
		if got := d.m.shelf.query.Text(); got != kept {
			t.Errorf("%q is kept as %q, want %q", typed, got, kept)
		}
		d.keys("/")
		if got := strings.TrimSpace(d.m.shelf.query.Text()); got != strings.TrimSpace(typed) {
			t.Errorf("%q is edited as %q", typed, got)
		}
		if d.keys("enter"); d.m.shelf.query.Text() != kept {
			t.Errorf("%q is kept again as %q", typed, d.m.shelf.query.Text())
		}
		d.keys("/", "x", "esc")
		if got := d.m.shelf.query.Text(); got != kept {
			t.Errorf("%q is restored as %q", typed, got)
		}
		d.keys("/", "ctrl+u", "enter")
	}
}

// The picker changes the tags of a query, and the sign of its last word still goes when it is edited.
func TestQueryLine_DropsKeptPrefixAfterPicker(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).keys("/", `"hu"`, "enter", "t", `"aws"`, "space", "enter")
	if got := d.m.shelf.query.Text(); got != "#aws hu*" {
		t.Fatalf("the query is %q", got)
	}
	if d.keys("/"); d.m.shelf.query.Text() != "#aws hu " {
		t.Errorf("edited as %q", d.m.shelf.query.Text())
	}
}

// A click on a row keeps the query as enter does.
func TestQueryLine_ClickKeepsWhatIsOnScreen(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).keys("/", `"sp"`)
	before := d.shelfState()
	d.click(5, d.m.layout.rows.Min.Y)
	d.keys("q")
	if got := d.m.shelf.query.Text(); got != "sp*" || fmt.Sprint(d.shelfState().hits) != fmt.Sprint(before.hits) {
		t.Errorf("%q finds %v, not %v", got, d.shelfState().hits, before.hits)
	}
}

// What is typed and what is kept is one query, and both find the beginnings of tags only while no tag is so called.
func TestRunSearch_TagIsExactWhereThereIsOne(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "---\ntags: [go]\n---\n", "b.md": "---\ntags: [golang]\n---\n", "c.md": "x\n"}))
	for text, want := range map[string]int{"#g": 2, "#go": 1, "#gol": 1, "#x": 0} {
		for _, typing := range []bool{true, false} {
			found, err := runSearch(t.Context(), d.m.library.Library, searchRequest{text: text, typing: typing}, nil, nil)
			if err != nil || found.Total != want {
				t.Errorf("%s, typing %v: %d notes, %v, want %d", text, typing, found.Total, err, want)
			}
		}
	}
	if q, _ := query.Parse("#go"); q.WithLastWordAsPrefix().String() != "#go" {
		t.Error("a tag became a prefix")
	}
}
