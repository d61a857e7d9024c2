package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/render"
	"quire/internal/search"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/reader"
	"quire/internal/tui/shelf"
)

// Every hit of every query of words has a mark: in the lines of search, on the page, and in the row of the shelf if its title
// or tags match.
func TestMarks_EveryHitOfTheCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("with the race detector the made notes show as much")
	}
	t.Parallel()
	for _, name := range []string{"blog", "vault"} {
		folder := filepath.Join("../../../shared/corpora", name)
		if _, err := os.Stat(folder); err != nil {
			t.Skip("../shared/corpora is missing")
		}
		checkMarks(t, folder, 1, 150)
	}
}

func TestMarks_EveryHitOfMadeNotes(t *testing.T) {
	folder := t.TempDir()
	for name, body := range madeNotes {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	perNote := 100
	if testing.Short() {
		perNote = 10
	}
	checkMarks(t, folder, perNote, 2000)
}

var madeNotes = map[string]string{
	"scripts.md": "# Letters\n\nDie Straße in Łódź, l'œuvre, an oﬃce, ΌΣΟΣ, naïve Ёж.\n\nภาษาไทยง่ายนิดเดียวเมื่อข้อความยาวมากจนต้องตัดบรรทัดหลายครั้งในหน้าจอแคบ\n\n" +
		"한국어로 쓴 글, 日本語の記事はとても長いので行の終わりで折り返されます、そして続きます。カタカナ ガギグ 語\n\nहिन्दी में लिखा हुआ। מילים בעברית، كلمات عربية\n",
	"markup.md": "---\ntitle: Caf\\u00e9 \"Markup\"\ntags: [front end, Łódź]\ndescription: \"A folded\n  value of it\"\naliases: [Nickname]\n---\n\nAn un**break**able cr&egrave;me seal on the [night train](https://example.com/x) north, " +
		"with ==marked== words, `code spans`, a note[^1] and ~~struck~~ text over\nline ends and <b>ta</b>gs.\n\n> A quotation that goes on for\n> more than a line or two, *as quotations\n> do*.\n\n" +
		"- one item of a list\n- another item with [[scripts|a wiki link]]s in it\n\n| column | other column |\n|---|---|\n| some words in a cell of a table that is far too long for a line of the page | more words in the other cell, as many as in the first one, to make it wrap |\n\n" +
		"```go\nfunc main() { fmt.Println(\"code\") }\n```\n\n[^1]: The footnote's text.\n\n<div>Text in <i>HT</i>ML &amp; more</div>\n",
	"signs.md":       "Ship it 🚀 now, p->next, - [ ] open, C++ and C#, 👩🏽\u200d🚀 flies, 5 € or #️⃣, a ≤ b.\n\nIn #hash/tag and re:Invent 2021, snake_case, event-driven 3.14.\n",
	"a-plain-one.md": "Words only, of no title but the file's.\n\nAnotherveryverylongwordthatdoesnotfitonalineofthepageandmustbecutsomewhereinthemiddle end.\n",
}

// checkMarks draws queries from the notes of a folder, perNote from each and at most most.
func checkMarks(t *testing.T, folder string, perNote, most int) {
	t.Helper()
	l, err := library.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.Load(context.Background(), l, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := marksChecker{T: t, Catalog: c, pages: map[string]*markedNote{}}
	r := rand.New(rand.NewPCG(1, 4))
	var queries []string
	for h, err := range c.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for range perNote {
			queries = append(queries, drawQuery(r, m.note(h.Path())))
		}
	}
	r.Shuffle(len(queries), func(i, j int) { queries[i], queries[j] = queries[j], queries[i] })
	queries = queries[:min(len(queries), most)]
	hits := 0
	for _, q := range queries {
		if m.failures > 20 {
			break
		}
		hits += m.checkQuery(q)
	}
	if hits < len(queries)/2 {
		t.Errorf("only %d hits of %d queries", hits, len(queries))
	}
	t.Logf("%s: %d hits of %d queries", folder, hits, len(queries))
}

type marksChecker struct {
	*testing.T
	*catalog.Catalog
	pages    map[string]*markedNote
	failures int
}

// markedNote is a note with its page.
type markedNote struct {
	*note.Parsed
	page *render.Page
}

func (m *marksChecker) note(path string) *markedNote {
	if got, ok := m.pages[path]; ok {
		return got
	}
	source, p, err := m.OpenNote(m.Context(), path)
	if err != nil {
		m.Fatal(err)
	}
	got := &markedNote{p, render.New(m.WithEmbeds(m.Context(), source), render.Options{Theme: theme.Dark(), Width: 44, Header: true})}
	m.pages[path] = got
	return got
}

// drawQuery returns a query of words of a note: a word, folded or not, the beginning of one, a phrase, or signs.
func drawQuery(r *rand.Rand, p *markedNote) string {
	lines := strings.Split(strings.TrimSpace(p.Plain), "\n")
	if r.IntN(6) == 0 {
		lines = append([]string{p.Note.Title}, p.Note.Tags...)
	}
	words := strings.Fields(lines[r.IntN(len(lines))])
	if len(words) == 0 {
		words = []string{p.Note.Title}
	}
	from := r.IntN(len(words))
	phrase := strings.Join(words[from:min(from+2+r.IntN(3), len(words))], " ")
	word := words[from]
	trimmed := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch runes := []rune(trimmed); r.IntN(7) {
	case 0:
		return quoteQuery(text.Fold(trimmed), "")
	case 1:
		return quoteQuery(strings.ToUpper(trimmed), "")
	case 2:
		return quoteQuery(string(runes[:(len(runes)+1)/2]), "*")
	case 3:
		return quoteQuery(word, "")
	case 4:
		return quoteQuery(trimmed, "")
	case 5:
		return quoteQuery(text.Fold(phrase), "")
	}
	return quoteQuery(phrase, "")
}

func quoteQuery(s, prefix string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` + prefix
}

// checkQuery checks all hits of a query and returns how many there are.
func (m *marksChecker) checkQuery(typed string) int {
	q, err := query.Parse(typed)
	if err != nil {
		return 0 // nothing to search for
	}
	found, err := m.Search(m.Context(), search.Request{Query: q, Sort: search.Path})
	if err != nil {
		m.Fatal(err)
	}
	hits := found.Hits
	finder := match.NewFinder(q.Phrases())
	for _, h := range hits {
		if what := m.findUnmarked(h.Path(), q, finder); what != "" {
			m.failures++
			m.Errorf("%s in %s: no mark in %s", typed, h.Path(), what)
		}
	}
	return len(hits)
}

// findUnmarked returns where a hit has no mark, or "".
func (m *marksChecker) findUnmarked(path string, q query.Query, finder *match.Finder) string {
	p := m.note(path)
	n := p.Note
	found := findMatches(m.Context(), m.Catalog, path, finder, nil, nil)
	if !slices.ContainsFunc(found.lines, func(l matchJSON) bool { return len(l.Spans) > 0 }) && len(finder.Find(n.Path)) == 0 {
		return fmt.Sprintf("the lines of search: %v", found.lines)
	}
	for _, l := range found.lines {
		for _, s := range l.Spans {
			if s[0] < 0 || s[0] >= s[1] || s[1] > len(l.Text) {
				return fmt.Sprintf("the line %q: %v", l.Text, l.Spans)
			}
		}
	}
	inRow := isFoundIn(finder, append([]string{n.Title}, n.Tags...))
	if inRow || isFoundIn(finder, strings.Split(p.Plain, "\n")) {
		if _, ok := reader.FindPassage(p.page, q.Words()); !ok {
			return "the page"
		}
	}
	if inRow && !isRowMarked(n, q.Words()) {
		return "the row"
	}
	return ""
}

func isFoundIn(finder *match.Finder, texts []string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return len(finder.Find(s)) > 0 })
}

// oneRow is a shelf with one note.
type oneRow struct{ *note.Note }

func (oneRow) Len() int            { return 1 }
func (r oneRow) Row(int) shelf.Row { return shelf.Row{Title: r.Title, Tags: r.Tags} }

// isRowMarked reports whether the words change how the row of a note looks.
func isRowMarked(n *note.Note, words []string) bool {
	const width = 2000
	m := shelf.New(theme.Dark()).Resize(width, 1)
	return m.SetRows(oneRow{n}, words, 0).Lines(width)[0] != m.SetRows(oneRow{n}, nil, 0).Lines(width)[0]
}
