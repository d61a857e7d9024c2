// Package mention finds the places where notes name another note without linking to it, so that a reader sees them and an author
// can link them. It knows nothing of screens and commands.
package mention

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/text"
)

// Mention is a place where a note names another one.
type Mention struct {
	search.Hit        // the note that names the other
	Line       int    // in its file, from 1
	Text       string // the sentence around the name: visible text on a single line
	Span       [2]int // where in Text the name is, in bytes
}

// maxNotes bounds how many notes are read.
const maxNotes = 500

// Names returns the title and the aliases of a note that have two words or more. Single words are too common to mean a note.
func Names(n *note.Note) []string {
	var names []string
	for _, name := range append([]string{n.Title}, n.Aliases...) {
		if len(text.Tokenize(text.NFC(name), text.KindLetters)) > 1 {
			names = append(names, name)
		}
	}
	return names
}

// Find returns the mentions of n in the texts of other notes of l that are not within a link to n: those of the notes that a
// search ranks best first, and of each note in order, one a line. It reads the notes, at most a few hundred.
func Find(ctx context.Context, l catalog.Library, n *note.Note) ([]Mention, error) {
	var either query.Or
	var phrases [][]text.Token
	for _, name := range Names(n) {
		either = append(either, query.Phrase{Text: name})
		phrases = append(phrases, text.TokenizeQuery(name, false))
	}
	if len(either) == 0 {
		return nil, nil
	}
	found, err := l.Search(ctx, search.Request{Query: query.Query{Root: either}, Limit: maxNotes})
	if err != nil {
		return nil, err
	}
	finder := match.NewFinder(phrases)
	var all []Mention
	for _, h := range found.Hits {
		if h.Path() == n.Path {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		source, p, err := l.OpenNote(ctx, h.Path())
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, search.ErrNoNote) {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		if p.Doc == nil {
			continue
		}
		all = append(all, findInNote(h, p, source.Targets, n.Path, finder)...)
	}
	return all, nil
}

// findInNote returns the mentions in one note that are not within a link to the note at path.
func findInNote(h search.Hit, p *note.Parsed, targets []links.Target, path string, names *match.Finder) []Mention {
	var to []markdown.Link // the links to the note
	for i, l := range p.Doc.Links() {
		if i < len(targets) && targets[i].Status == links.Note && targets[i].Path == path {
			to = append(to, l)
		}
	}
	visible := p.Doc.PlainTextWithSource()
	var all []Mention
	at, counted, line := 0, 0, p.BodyLine
	for written := range strings.Lines(visible.Text) {
		shown := strings.TrimRight(written, "\n")
		for _, s := range names.Find(shown) {
			from, _ := visible.SourceRange(at+s.Start, at+s.End)
			if isInside(p.Doc.Source, from, to) || strings.HasSuffix(shown[:s.Start], "[[") { // a link, or the picture of one in code
				continue
			}
			if from >= counted {
				line += bytes.Count(p.Doc.Source[counted:from], []byte{'\n'})
			} else { // what is shown later may be written before, as footnotes
				line = p.BodyLine + bytes.Count(p.Doc.Source[:from], []byte{'\n'})
			}
			counted = from
			if len(all) > 0 && all[len(all)-1].Line == line {
				continue
			}
			m := Mention{Hit: h, Line: line}
			m.Text, m.Span = links.CutContext(shown, [2]int{s.Start, s.End})
			all = append(all, m)
		}
		at += len(written)
	}
	return all
}

// linkSlack is how many bytes the markup of a link may take beside its address and its text.
const linkSlack = 16

// isInside reports whether an offset of the source is within the text of one of some links.
func isInside(source []byte, at int, of []markdown.Link) bool {
	for _, l := range of {
		if at < l.Offset || at > l.Offset+len(l.Dest)+2*len(l.Text)+linkSlack {
			continue
		}
		before, isClosed := source[l.Offset:at], false
		for _, closing := range []string{"](", "][", "]]", "</a>"} {
			isClosed = isClosed || bytes.Contains(before, []byte(closing))
		}
		if !isClosed {
			return true
		}
	}
	return false
}
