//go:build ignore

package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// libraryVersion changes when the notes that are made do.
const libraryVersion = 1

// library makes n notes of 1 to 5 KB below cache, or finds those it made before. They are the same everywhere.
func library(cache string, n int) (string, error) {
	dir := filepath.Join(cache, fmt.Sprintf("library-%d-v%d", n, libraryVersion))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	fmt.Fprintf(os.Stderr, "making %d notes in %s\n", n, dir)
	making := dir + ".part"
	if err := os.RemoveAll(making); err != nil {
		return "", err
	}
	w := newWriter(n)
	for i := range n {
		name := filepath.Join(making, w.path(i))
		if i%perFolder == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return "", err
			}
		}
		if err := os.WriteFile(name, []byte(w.note(i)), 0o644); err != nil {
			return "", err
		}
	}
	return dir, os.Rename(making, dir)
}

// perFolder is the number of notes in one folder.
const perFolder = 1000

// writer writes made notes.
type writer struct {
	notes int
	words []string
	b     strings.Builder
	r     *rand.Rand
	zipf  *rand.Zipf
}

func newWriter(notes int) *writer { return &writer{notes: notes, words: vocabulary(80_000)} }

var (
	onsets  = strings.Fields("b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w y")
	vowels  = strings.Fields("a e i o u a e i o e ai ea ee ie oo ou")
	codas   = strings.Fields("b ck d ft g ll m n nd ng nt p r rd rm rn rt s sh sk ss st t th x")
	endings = strings.Fields("al ed en er es ing ion ive ly ment ness or ous s")
	little  = strings.Fields("the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were her all she there would their we him been has when who will more no if out so what up said its about than into them can only other time new some could these two may then do first any my now such like our over man me even most made after also did many off before must through back years where much your way down should because long each just state people those too how little good world")
)

// vocabulary is n words, the commonest first: those of English, then made ones that can be
// pronounced. A word of English keeps the rank it has there, so that short and long words are as frequent as in texts.
func vocabulary(n int) []string {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	words := append(make([]string, 0, n), little...)
	seen := map[string]bool{}
	for _, w := range words {
		seen[w] = true
	}
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	for len(words) < n {
		w := ""
		for range 1 + r.IntN(2+3*len(words)/n) {
			w += pick(onsets) + pick(vowels)
		}
		w += pick(codas)
		if r.IntN(3) == 0 {
			w += pick(endings)
		}
		if !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// slug is the name of note i in links.
func (w *writer) slug(i int) string {
	r := rand.New(rand.NewPCG(2, uint64(i)))
	return fmt.Sprintf("%s-%s-%d", w.words[len(little)+r.IntN(5000)], w.words[len(little)+r.IntN(20000)], i)
}

func (w *writer) path(i int) string { return fmt.Sprintf("part-%03d/%s.md", i/perFolder, w.slug(i)) }

// some writes n words, the commonest oftenest.
func (w *writer) some(n int) {
	for i := range n {
		if i > 0 {
			w.b.WriteByte(' ')
		}
		w.b.WriteString(w.words[w.zipf.Uint64()])
	}
}

// note is the text of note i.
func (w *writer) note(i int) string {
	w.r = rand.New(rand.NewPCG(3, uint64(i)))
	w.zipf = rand.NewZipf(w.r, 1.07, 3, uint64(len(w.words)-1))
	w.b.Reset()
	w.b.WriteString("---\ntitle: \"")
	w.some(3 + w.r.IntN(6))
	fmt.Fprintf(&w.b, "\"\ndate: %d-%02d-%02d\nauthor: author %d\ndescription: ", 2000+w.r.IntN(26), 1+w.r.IntN(12), 1+w.r.IntN(28), w.r.IntN(40))
	w.some(8 + w.r.IntN(8))
	w.b.WriteString("\ntags:\n")
	for range w.r.IntN(5) {
		tag := w.words[len(little)+w.r.IntN(1+w.r.IntN(300))] // few tags on many notes
		if w.r.IntN(4) == 0 {
			tag += "/" + w.words[len(little)+w.r.IntN(8)]
		}
		w.b.WriteString("  - " + tag + "\n")
	}
	w.b.WriteString("---\n")
	w.text(1000 + w.r.IntN(4000))
	return w.b.String()
}

// text writes paragraphs, sections, lists, code and links until there are size bytes.
func (w *writer) text(size int) {
	for w.b.Len() < size {
		switch w.r.IntN(12) {
		case 0, 1:
			w.b.WriteString("\n## ")
			w.some(2 + w.r.IntN(5))
			w.b.WriteByte('\n')
		case 2:
			w.b.WriteByte('\n')
			for range 2 + w.r.IntN(5) {
				w.b.WriteString("- ")
				w.some(4 + w.r.IntN(9))
				w.b.WriteByte('\n')
			}
		case 3:
			w.b.WriteString("\n```go\nfunc ")
			w.some(1)
			w.b.WriteString("() {\n\treturn \"")
			w.some(4)
			w.b.WriteString("\"\n}\n```\n")
		default:
			w.paragraph()
		}
	}
}

func (w *writer) paragraph() {
	w.b.WriteByte('\n')
	for range 1 + w.r.IntN(5) {
		w.some(8 + w.r.IntN(14))
		switch w.r.IntN(6) {
		case 0:
			fmt.Fprintf(&w.b, ", see [[%s]]", w.slug(w.r.IntN(w.notes)))
		case 1:
			to := w.r.IntN(w.notes)
			fmt.Fprintf(&w.b, ", as [%s](../%s)", w.words[w.zipf.Uint64()], w.path(to))
		case 2:
			w.b.WriteString(" **")
			w.some(2)
			w.b.WriteString("**")
		}
		w.b.WriteString(". ")
	}
	w.b.WriteByte('\n')
}

// long makes one note of about size bytes, in a folder of its own: what lies beside a note is its library.
func long(cache string, size int) (string, error) {
	name := filepath.Join(cache, fmt.Sprintf("long-%d-v%d", size, libraryVersion), "long.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	f, err := os.Create(name + ".part")
	if err != nil {
		return "", err
	}
	out := bufio.NewWriter(f)
	w := newWriter(1000)
	w.r = rand.New(rand.NewPCG(4, uint64(size)))
	w.zipf = rand.NewZipf(w.r, 1.07, 3, uint64(len(w.words)-1))
	for written := 0; written < size; written += w.b.Len() {
		w.b.Reset()
		w.text(min(size-written, 4000))
		if _, err := out.WriteString(w.b.String()); err != nil {
			return "", err
		}
	}
	if err := out.Flush(); err != nil {
		return "", err
	}
	if err := f.Close(); err != nil {
		return "", err
	}
	return name, os.Rename(f.Name(), name)
}
