package catalog

import (
	"cmp"
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/testcorpus"
	"quire/internal/text"
)

// relatedNotes is how many related notes a reader is taken to look at.
const relatedNotes = 10

// TestMeasureRelated logs, for each of the folders in $QUIRE_RELATED_LIBRARIES (separated by colons), how many of the notes with
// links have a note among their ten most related that their author linked with them, beside plain tf-idf in the same run: the
// cosine of (1 + ln tf) × ln(N / df), of all words. It does so twice: with the notes as they are, and without the texts of their links, which
// often are the title of the other note. The links themselves score for neither.
//
//	QUIRE_RELATED_LIBRARIES=~/notes:~/wiki go test -run MeasureRelated -v ./internal/catalog
//
// In a table, "hit" is the share of notes with such a note, "recall" the mean share of the linked notes that are found (of ten at
// most), and "first" the mean of 1 / rank of the first.
func TestMeasureRelated(t *testing.T) {
	dirs := filepath.SplitList(os.Getenv("QUIRE_RELATED_LIBRARIES"))
	if len(dirs) == 0 {
		t.Skip("QUIRE_RELATED_LIBRARIES is not set")
	}
	t.Logf("%-24s %6s %6s │ %-21s │ %-21s │ %s", "", "notes", "linked", "plain: hit recall first", "related", "ms each (slowest)")
	for _, dir := range dirs {
		for _, withLinkTexts := range []bool{true, false} {
			l := readLinkedNotes(t, dir, withLinkTexts)
			name := filepath.Base(dir)
			if !withLinkTexts {
				name = "  without link texts"
			}
			plain, related := l.measure(l.findByCosine), l.measure(l.findRelated)
			t.Logf("%-24s %6d %6d │ %5.1f %5.1f %5.1f     │ %5.1f %5.1f %5.1f     │ %.1f (%.1f)", name, len(l.notes), plain.linked, plain.hit, plain.recall, plain.first,
				related.hit, related.recall, related.first, related.mean, related.slowest)
		}
	}
}

// linkedNotes is a library with the links that its authors made.
type linkedNotes struct {
	tb     testing.TB
	notes  []*note.Parsed
	linked []map[string]bool // by note: the paths of the notes that it links to or that link to it
	index  *index.Index

	frequencies []map[string]float64
	withTerm    map[string][]int
	norms       []float64
}

func readLinkedNotes(tb testing.TB, dir string, withLinkTexts bool) *linkedNotes {
	ctx := context.Background()
	lib, err := library.Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	defer lib.Close()
	c, err := Load(ctx, lib, Options{NoIndex: true})
	if err != nil {
		tb.Fatal(err)
	}
	l := &linkedNotes{tb: tb, withTerm: map[string][]int{}}
	numbers := map[string]int{}
	for i, n := range c.contents.Notes {
		numbers[n.Path] = i
		l.linked = append(l.linked, map[string]bool{})
	}
	b := index.NewBuilder()
	for i, n := range c.contents.Notes {
		p, err := c.ParseNote(ctx, n.Path)
		if err != nil {
			tb.Fatal(err)
		}
		all, err := c.Links(ctx, n.Path)
		if err != nil {
			tb.Fatal(err)
		}
		for _, link := range all {
			j, ok := numbers[link.Target.Path]
			if !ok || j == i || link.Target.Status != links.Note {
				continue
			}
			l.linked[i][link.Target.Path], l.linked[j][n.Path] = true, true
			if !withLinkTexts {
				p.Plain = strings.Replace(p.Plain, link.Text, "", 1)
			}
		}
		l.notes = append(l.notes, p)
		b.Add(p)
	}
	l.index = b.Build(c.contents.Notes, c.links)
	l.index.WaitForBodies()
	l.countTerms()
	return l
}

// countTerms prepares the plain tf-idf.
func (l *linkedNotes) countTerms() {
	for i, p := range l.notes {
		tf := map[string]float64{}
		for _, w := range text.Tokenize(text.NFC(p.Note.Title+"\n"+p.Plain), text.KindLetters) {
			tf[w.Text]++
		}
		l.frequencies = append(l.frequencies, tf)
		for term := range tf {
			l.withTerm[term] = append(l.withTerm[term], i)
		}
	}
	for i := range l.notes {
		sum := 0.0
		for term := range l.frequencies[i] {
			sum += l.weight(i, term) * l.weight(i, term)
		}
		l.norms = append(l.norms, max(math.Sqrt(sum), 1e-9))
	}
}

func (l *linkedNotes) weight(i int, term string) float64 {
	return (1 + math.Log(l.frequencies[i][term])) * math.Log(float64(len(l.notes))/float64(len(l.withTerm[term])))
}

// findByCosine returns the paths of the notes that are nearest by plain tf-idf.
func (l *linkedNotes) findByCosine(i int) []string {
	sums := map[int]float64{}
	for term := range l.frequencies[i] {
		for _, j := range l.withTerm[term] {
			sums[j] += l.weight(i, term) * l.weight(j, term) / l.norms[j]
		}
	}
	delete(sums, i)
	var found []int
	for j, sum := range sums {
		if sum > 0 {
			found = append(found, j)
		}
	}
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) })
	var paths []string
	for _, j := range found[:min(len(found), relatedNotes)] {
		paths = append(paths, l.notes[j].Note.Path)
	}
	return paths
}

// findRelated returns the paths of the related notes.
func (l *linkedNotes) findRelated(i int) []string {
	found, err := l.index.Related(context.Background(), l.notes[i], relatedNotes)
	if err != nil {
		l.tb.Fatal(err)
	}
	var paths []string
	for _, f := range found {
		paths = append(paths, f.Path())
	}
	return paths
}

// relatedQuality is how well related notes are found; see TestMeasureRelated.
type relatedQuality struct {
	linked             int
	hit, recall, first float64 // in percent
	mean, slowest      float64 // in ms
}

func (l *linkedNotes) measure(find func(i int) []string) (q relatedQuality) {
	for i, linked := range l.linked {
		if len(linked) == 0 {
			continue
		}
		start := time.Now()
		found := find(i)
		took := float64(time.Since(start).Microseconds()) / 1000
		q.mean, q.slowest = q.mean+took, max(q.slowest, took)
		hits := 0
		for rank, path := range found {
			if !linked[path] {
				continue
			}
			if hits++; hits == 1 {
				q.hit, q.first = q.hit+1, q.first+1/float64(rank+1)
			}
		}
		q.recall += float64(hits) / float64(min(relatedNotes, len(linked)))
		q.linked++
	}
	n := float64(max(q.linked, 1))
	q.hit, q.recall, q.first, q.mean = 100*q.hit/n, 100*q.recall/n, 100*q.first/n, q.mean/n
	return q
}

// Among the first related notes are more of those that the author linked than among those by plain tf-idf, and for no fewer notes
// one of them.
func TestRelated_FindsMoreLinkedNotesThanTfIdf(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compares every note with all others")
	}
	testcorpus.Each(t, []string{"blog", "vault"}, func(t *testing.T, name string) {
		l := readLinkedNotes(t, testcorpus.Path(t, name), true)
		plain, related := l.measure(l.findByCosine), l.measure(l.findRelated)
		if related.hit < plain.hit || related.recall <= plain.recall {
			t.Errorf("related: %+v\nplain tf-idf: %+v", related, plain)
		}
	})
}
