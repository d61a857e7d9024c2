package searchtest

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// match reports whether a note matches a node of a query.
func (l *Library) match(n query.Node, p *note.Parsed, isRead func(search.Hit) bool) bool {
	m := p.Note
	switch n := n.(type) {
	case query.And:
		return !slices.ContainsFunc(n, func(x query.Node) bool { return !l.match(x, p, isRead) })
	case query.Or:
		return slices.ContainsFunc(n, func(x query.Node) bool { return l.match(x, p, isRead) })
	case query.Not:
		return !l.match(n.X, p, isRead)
	case query.Named:
		return l.match(n.X, p, isRead)
	case query.Word:
		return containsText(l.texts(p), n.Text, n.Prefix)
	case query.Phrase:
		return containsText(l.texts(p), n.Text, n.Prefix)
	case query.Expression:
		return matchLines(n, string(p.Body), p.Doc.PlainText())
	case query.Tag:
		return slices.ContainsFunc(m.Tags, func(t string) bool {
			t, want := foldText(note.FoldName(t)), foldText(note.FoldName(n.Name))
			if !n.Prefix {
				want = strings.TrimSuffix(want, "/")
			}
			return t == want || strings.HasPrefix(t, want+"/") || n.Prefix && strings.HasPrefix(t, want)
		})
	case query.Field:
		values := map[string]string{"title": m.Title}
		for _, f := range note.TextFields() {
			values[f.Name] = *f.At(m)
		}
		if n.Name == query.Path {
			return strings.Contains(foldText(m.Path), foldText(n.Text))
		}
		return containsText([]passage{newPassage(values[n.Name.String()])}, n.Text, n.Prefix)
	case query.Date, query.After, query.Before:
		return matchDate(n, m.Date.Time)
	case query.KeyValue:
		return matchKeyValue(p, n)
	case query.HasKey:
		return hasKey(p, n)
	case query.Modified:
		return !m.Modified.IsZero() && matchDate(query.Date(n), m.Modified.Local())
	case query.State:
		return l.state(n, p, isRead)
	case query.LinksTo:
		to, _ := l.Resolver.LookUpName(n.Note)
		return l.linksTo(m, to.Path)
	case query.From:
		named, _ := l.Resolver.LookUpName(n.Note)
		from := l.Resolver.Note(named.Path)
		return from != nil && l.linksTo(from, m.Path)
	}
	panic("unknown part")
}

// matchLines reports whether a line of one of the texts matches an expression.
func matchLines(n query.Expression, texts ...string) bool {
	x, err := n.Compile()
	for _, t := range texts {
		for line := range strings.Lines(norm.NFC.String(t)) {
			if err == nil && x.MatchString(strings.TrimRight(line, "\r\n")) {
				return true
			}
		}
	}
	return false
}

// linksTo reports whether a note links to the note at a path.
func (l *Library) linksTo(from *note.Note, to string) bool {
	for _, t := range l.linkTargets(from) {
		if t.Status == links.Note && t.Path == to && to != "" {
			return true
		}
	}
	return false
}

// linkTargets returns where the links of a note lead. It resolves them once: a query about orphans asks for every pair of notes.
func (l *Library) linkTargets(n *note.Note) []links.Target {
	if known, ok := l.targets.Load(n); ok {
		return known.([]links.Target)
	}
	all := l.Resolver.Targets(n)
	l.targets.Store(n, all)
	return all
}

// state reports whether a note is in a state.
func (l *Library) state(n query.State, p *note.Parsed, isRead func(search.Hit) bool) bool {
	m := p.Note
	switch n {
	case query.Draft:
		return m.Draft
	case query.Untagged:
		return len(m.Tags) == 0
	case query.Problem:
		return m.ProblemCount > 0
	case query.Todo:
		return slices.ContainsFunc(p.Tasks(), func(t note.Task) bool { return t.State.IsOpen() })
	case query.Unread:
		return isRead == nil || !isRead(newHit(p))
	case query.Broken:
		return slices.ContainsFunc(l.linkTargets(m), func(t links.Target) bool { return t.Status == links.Broken })
	}
	return !slices.ContainsFunc(l.Notes, func(o *note.Parsed) bool { return o != p && l.linksTo(o.Note, m.Path) })
}

// matchDate reports whether a note of date t matches a part of a query about dates.
func matchDate(n query.Node, t time.Time) bool {
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
		return day[:len(n.Period.String())] > n.Period.String()
	case query.Before:
		return day[:len(n.Period.String())] < n.Period.String()
	}
	return false
}

// passage is a part of a note within which phrases are matched.
type passage struct {
	plain string
	words []string // with their signs: c++
	tight string   // plain without blanks: what punctuation alone is looked for in
}

// wordPattern is a word, or a symbol of one code point.
var wordPattern = regexp.MustCompile(`[\pL\pN\pM]+(\+\+|#)?|[^\x00-\x7f\pL\pN\pM\pP\pZ\pC\p{Sc}\p{Sk}©®™℠°\x{2500}-\x{259f}\x{fffd}]`)

// newPassage splits a text into its words.
func newPassage(text string) passage {
	text = foldText(text)
	return passage{text, splitWords(text), strings.Join(strings.Fields(text), "")}
}

// splitWords returns the words of a text. Signs between two letters or digits, as in a++b and c++11, are part of neither.
func splitWords(text string) []string {
	var words []string
	for _, at := range wordPattern.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		if next, _ := utf8.DecodeRuneInString(text[at[1]:]); unicode.In(next, unicode.L, unicode.N) {
			word = strings.TrimRight(word, "+#")
		}
		words = append(words, word)
	}
	return words
}

// texts returns the parts of a note that a word is looked for in: its title, names, tags, headings and lines.
func (l *Library) texts(p *note.Parsed) []passage {
	if texts, ok := l.passages.Load(p); ok {
		return texts.([]passage)
	}
	texts := append([]string{p.Note.Title, p.Note.Description}, p.Note.Aliases...)
	texts = append(texts, p.Note.Tags...)
	for _, h := range p.Note.Details().Headings {
		texts = append(texts, h.Text)
	}
	var all []passage
	for _, t := range append(texts, strings.Split(p.Doc.PlainText(), "\n")...) {
		all = append(all, newPassage(t))
	}
	slug := newPassage(addressName(p.Note))
	slug.tight = "" // its signs are nobody's writing
	all = append(all, slug)
	l.passages.Store(p, all)
	return all
}

// addressName returns the last segment of the address that is not index.
func addressName(n *note.Note) string {
	if n.Slug != "index" && n.Slug != "_index" {
		return n.Slug
	}
	parts := strings.Split("/"+n.Path, "/")
	return parts[len(parts)-2]
}

// containsText reports whether one of the passages contains the words of a text next to each other, or its signs.
func containsText(texts []passage, text string, prefix bool) bool {
	asked := newPassage(text)
	goesOn := prefix && len(asked.words) > 0 && strings.HasSuffix(asked.plain, asked.words[len(asked.words)-1])
	return slices.ContainsFunc(texts, func(t passage) bool {
		if len(asked.words) == 0 {
			return strings.Contains(t.tight, asked.tight)
		}
		if strings.ContainsFunc(asked.plain, isUnspaced) {
			return strings.Contains(t.plain, asked.plain)
		}
		for at := 0; at+len(asked.words) <= len(t.words); at++ {
			if sameWords(t.words[at:], asked.words, goesOn) {
				return true
			}
		}
		return false
	})
}

// isUnspaced reports whether r is of a script that is written without spaces between words.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// sameWords reports whether text begins with the words asked, the last of which may go on.
func sameWords(text, asked []string, goesOn bool) bool {
	for i, w := range asked {
		if text[i] != w && strings.TrimRight(text[i], "+#") != w && !(goesOn && i == len(asked)-1 && strings.HasPrefix(text[i], w)) {
			return false
		}
	}
	return true
}

// spellOut replaces letters that have no decomposition in Unicode and are commonly spelled with others.
var spellOut = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t", "ſ", "s", "ς", "σ")

// foldText returns s in lower case without accents, with ligatures and other compatibility forms of letters as the letters.
func foldText(s string) string {
	var b strings.Builder
	for _, r := range spellOut.Replace(strings.ToLower(s)) {
		form := norm.NFD
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			form = norm.NFKC // voicing marks make other letters
		case unicode.IsLetter(r):
			form = norm.NFKD
		}
		for _, part := range form.String(string(r)) {
			if !unicode.In(part, unicode.Inherited) {
				b.WriteRune(unicode.ToLower(part))
			}
		}
	}
	return b.String()
}
