package index

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

// slow answers queries by looking at every note, in the plainest way there is.
// It shares nothing with the index but the tree of the query.
type slow struct {
	notes []*note.Parsed
	links *links.Resolver
	cache map[*note.Parsed][]slowText
}

func (s slow) search(q query.Query) (paths []string) {
	for _, p := range s.notes {
		if q.Root == nil || s.match(q.Root, p) {
			paths = append(paths, p.Note.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

func (s slow) match(n query.Node, p *note.Parsed) bool {
	m := p.Note
	switch n := n.(type) {
	case query.And:
		return !slices.ContainsFunc(n, func(x query.Node) bool { return !s.match(x, p) })
	case query.Or:
		return slices.ContainsFunc(n, func(x query.Node) bool { return s.match(x, p) })
	case query.Not:
		return !s.match(n.X, p)
	case query.Word:
		return slowHas(s.texts(p), n.Text, n.Prefix)
	case query.Phrase:
		return slowHas(s.texts(p), n.Text, n.Prefix)
	case query.Tag:
		return slices.ContainsFunc(m.Tags, func(t string) bool {
			t, want := plain(note.Fold(t)), plain(note.Fold(n.Name))
			if !n.Prefix {
				want = strings.TrimSuffix(want, "/")
			}
			return t == want || strings.HasPrefix(t, want+"/") || n.Prefix && strings.HasPrefix(t, want)
		})
	case query.Field:
		values := map[query.FieldName]string{query.Title: m.Title, query.Author: m.Author, query.Series: m.Series, query.Lang: m.Lang}
		if n.Name == query.Path {
			return strings.Contains(plain(m.Path), plain(n.Text))
		}
		return slowHas([]slowText{newSlowText(values[n.Name])}, n.Text, n.Prefix)
	case query.Date, query.After, query.Before:
		return slowDate(n, m.Date.Time)
	case query.State:
		return s.state(n, p)
	case query.LinksTo:
		to, _ := s.links.Named(n.Note)
		return s.leads(m, to.Path)
	case query.From:
		named, _ := s.links.Named(n.Note)
		from := s.links.Note(named.Path)
		return from != nil && s.leads(from, m.Path)
	}
	panic("unknown part")
}

func (s slow) leads(from *note.Note, to string) bool {
	for _, t := range s.links.Targets(from) {
		if t.Status == links.Note && t.Path == to && to != "" {
			return true
		}
	}
	return false
}

func (s slow) state(n query.State, p *note.Parsed) bool {
	m := p.Note
	switch n {
	case query.Draft:
		return m.Draft
	case query.Untagged:
		return len(m.Tags) == 0
	case query.Problem:
		return m.ProblemCount > 0
	case query.Unread:
		return true
	case query.Broken:
		return slices.ContainsFunc(s.links.Targets(m), func(t links.Target) bool { return t.Status == links.Broken })
	}
	return !slices.ContainsFunc(s.notes, func(o *note.Parsed) bool { return o != p && s.leads(o.Note, m.Path) })
}

func slowDate(n query.Node, t time.Time) bool {
	if t.IsZero() {
		return false
	}
	day := t.Format("2006-01-02")
	switch n := n.(type) {
	case query.Date:
		low, high := n.From.String(), "9999"
		if !n.To.IsZero() {
			high = n.To.String()
		}
		return day >= low && (day[:min(len(high), len(day))] <= high)
	case query.After:
		return day[:len(n.Day.String())] > n.Day.String()
	case query.Before:
		return day[:len(n.Day.String())] < n.Day.String()
	}
	return false
}

// slowText is a piece of a note within which words can stand next to one another.
type slowText struct {
	plain string
	words []string // with their signs: c++
}

var slowWord = regexp.MustCompile(`[\pL\pN\pM]+(\+\+|#)?`)

func newSlowText(text string) slowText {
	text = plain(text)
	return slowText{text, slowWord.FindAllString(text, -1)}
}

func (s slow) texts(p *note.Parsed) []slowText {
	if texts, ok := s.cache[p]; ok {
		return texts
	}
	texts := append([]string{p.Note.Title, p.Note.Description, slowSlug(p.Note)}, p.Note.Aliases...)
	texts = append(texts, p.Note.Tags...)
	for _, h := range p.Details.Headings {
		texts = append(texts, h.Text)
	}
	var all []slowText
	for _, t := range append(texts, strings.Split(p.Doc.Plain(), "\n")...) {
		all = append(all, newSlowText(t))
	}
	s.cache[p] = all
	return all
}

// slowSlug is the last part of an address that is not index.
func slowSlug(n *note.Note) string {
	if n.Slug != "index" && n.Slug != "_index" {
		return n.Slug
	}
	parts := strings.Split("/"+n.Path, "/")
	return parts[len(parts)-2]
}

func slowHas(texts []slowText, text string, prefix bool) bool {
	asked := newSlowText(text)
	goesOn := prefix && len(asked.words) > 0 && strings.HasSuffix(asked.plain, asked.words[len(asked.words)-1])
	return slices.ContainsFunc(texts, func(t slowText) bool {
		if strings.ContainsFunc(asked.plain, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) }) {
			return strings.Contains(t.plain, asked.plain)
		}
		for at := 0; at+len(asked.words) <= len(t.words); at++ {
			if slowSame(t.words[at:], asked.words, goesOn) {
				return true
			}
		}
		return false
	})
}

func slowSame(text, asked []string, goesOn bool) bool {
	for i, w := range asked {
		if text[i] != w && strings.TrimRight(text[i], "+#") != w && !(goesOn && i == len(asked)-1 && strings.HasPrefix(text[i], w)) {
			return false
		}
	}
	return true
}

// plain is s in lower case, without accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.In(r, unicode.Inherited) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// check compares the index with the scan, for the query and for every beginning of it while it is typed.
func (s slow) check(t *testing.T, x *Index, text string) int {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for end := len(text); end > 0; end-- {
		if end < len(text) && !utf8.RuneStart(text[end]) {
			continue
		}
		typed := q.Typing()
		if end < len(text) {
			partly, _ := query.Parse(text[:end])
			typed = partly.Typing()
		}
		if signOnly(typed.Root) {
			continue
		}
		if got, want := paths(x.Search(typed, Options{})), s.search(typed); !slices.Equal(got, want) {
			t.Errorf("%s while typing: %d notes, the scan finds %d\n%s", typed, len(got), len(want), difference(got, want))
			break
		}
	}
	got, want := paths(x.Search(q, Options{})), s.search(q)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %d notes, the scan finds %d\n%s", text, len(got), len(want), difference(got, want))
	}
	return len(got)
}

// signOnly reports whether a word has no letters: such a word asks for nothing, which the scan does not know.
func signOnly(n query.Node) (found bool) {
	query.Walk(n, func(n query.Node) {
		if w, ok := n.(query.Word); ok && !slowWord.MatchString(w.Text) {
			found = true
		}
		if w, ok := n.(query.Phrase); ok && !slowWord.MatchString(w.Text) {
			found = true
		}
	})
	return found
}

func paths(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Note.Path)
	}
	slices.Sort(out)
	return out
}

func difference(got, want []string) string {
	var b strings.Builder
	for _, p := range got {
		if !slices.Contains(want, p) {
			b.WriteString("  more: " + p + "\n")
		}
	}
	for _, p := range want {
		if !slices.Contains(got, p) {
			b.WriteString("  less: " + p + "\n")
		}
	}
	return b.String()
}
