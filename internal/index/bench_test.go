package index

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// The benchmarks run on made notes of about 3 KB: 5,000, or as many as
// QUIRE_BENCH_NOTES says. Words are made of syllables and as frequent as those of a language
// (Zipf); a tenth of the notes begin with "e", so that typing "e", "ev", "eve" … meets many.

var syllables = strings.Fields("e the an in er on re ed nd ha at en es of or nt ea ti to it st io le is ou ar as de rt ve ing ion con pro ever al")

// vocabulary is n made words, the commonest first and shortest.
func vocabulary(n int) []string {
	r := rand.New(rand.NewPCG(3, 5))
	seen := map[string]bool{}
	words := make([]string, 0, n)
	for len(words) < n {
		w := ""
		for range 1 + r.IntN(2+len(words)*4/n) {
			w += syllables[r.IntN(len(syllables))]
		}
		for seen[w] {
			w += syllables[r.IntN(len(syllables))]
		}
		seen[w] = true
		words = append(words, w)
	}
	return words
}

func madeNote(i int, words []string) *note.Parsed {
	r := rand.New(rand.NewPCG(7, uint64(i)))
	zipf := rand.NewZipf(r, 1.05, 4, uint64(len(words)-1))
	var b strings.Builder
	some := func(n int) {
		for range n {
			b.WriteString(words[zipf.Uint64()])
			b.WriteByte(' ')
		}
	}
	b.WriteString("---\ntitle: ")
	some(3 + r.IntN(6))
	fmt.Fprintf(&b, "\ndate: %d-%02d-%02d\ntags: [tag%d, tag%d, area/topic%d]\ndescription: ", 2000+r.IntN(25), 1+r.IntN(12), 1+r.IntN(28), r.IntN(20), r.IntN(400), r.IntN(60))
	some(12)
	b.WriteString("\n---\n")
	for size := b.Len() + 1000 + r.IntN(4000); b.Len() < size; {
		if r.IntN(6) == 0 {
			b.WriteString("## ")
			some(4)
			b.WriteString("\n\n")
		}
		some(30 + r.IntN(60))
		fmt.Fprintf(&b, "[see](n%06d.md).\n\n", r.IntN(1+i))
	}
	return note.Parse(fmt.Sprintf("n%06d.md", i), []byte(b.String()))
}

type madeLibrary struct {
	*Index
	notes []*note.Note
	words []string
	bytes int64 // of text
}

var madeOnce = sync.OnceValue(func() madeLibrary {
	n := 5000
	if s := os.Getenv("QUIRE_BENCH_NOTES"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	m := madeLibrary{words: vocabulary(200_000), notes: make([]*note.Note, n)}
	b := NewBuilder()
	var done sync.WaitGroup
	var adding [2]time.Duration
	var sizes [2]int64
	for worker := range 2 {
		done.Go(func() {
			for i := worker; i < n; i += 2 {
				p := madeNote(i, m.words)
				m.notes[i] = p.Note
				sizes[worker] += p.Note.Size + int64(len(p.Body))
				start := time.Now()
				b.Add(p)
				adding[worker] += time.Since(start)
			}
		})
	}
	done.Wait()
	m.bytes = sizes[0] + sizes[1]
	r := links.New(m.notes, nil, profile.Sites{})
	before := heap()
	start := time.Now()
	m.Index = b.Build(m.notes, r)
	took := time.Since(start)
	m.order(search.Date, false)
	fmt.Printf("%d notes, %d MB of text: adding %v on each of 2 workers, building %v; index %d MB, with notes and links %d MB; heap before building %d MB, taken from the system %d MB\n", n, m.bytes>>20,
		max(adding[0], adding[1]).Round(time.Millisecond), took.Round(time.Millisecond), m.size()>>20, heap()>>20, before>>20, system()>>20)
	return m
})

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

func system() uint64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.Sys
}

// size is the bytes of the words' arrays.
func (x *Index) size() (n int) {
	for _, g := range x.segments {
		for _, p := range []*postings{g.head, g.body()} {
			n += len(p.terms) + 4*cap(p.ends)*4 + int(totalLen(p.docEnds)) + int(totalLen(p.positionEnds))
			for _, b := range p.prefixes {
				n += 8*len(b.docs) + len(b.weights)
			}
		}
	}
	return n
}

var benchQueries = []struct{ kind, text string }{
	{"all", ""}, {"common", "the"}, {"rare", "#"}, {"letter", "e*"}, {"two", "ev*"}, {"three", "eve*"}, {"four", "ever*"},
	{"and", "the ever"}, {"or", "the OR of OR ever"}, {"not", "-the"}, {"phrase", `"the of"`}, {"phrase-prefix", `"the e"*`},
	{"title", "title:the"}, {"title-letter", "title:e*"}, {"tag", "#tag3"}, {"tags", "#tag3 -#area"}, {"date", "date:2005-06"}, {"path", "path:99"},
	{"orphan", "is:orphan"}, {"broken", "has:broken"}, {"links", "links:n000001"}, {"mixed", `#tag3 the ever after:2010 -"of the"`},
}

func BenchmarkSearch(b *testing.B) {
	m := madeOnce()
	for _, c := range benchQueries {
		text := c.text
		if c.kind == "rare" {
			text = m.words[len(m.words)/2]
		}
		q, err := query.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		m.hits(q, search.Request{}) // what is made once
		b.Run(c.kind, func(b *testing.B) {
			hits := 0
			for b.Loop() {
				hits = len(m.hits(q, search.Request{}))
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

// BenchmarkKeys types queries letter by letter, as the shelf asks: all hits and the counts of their tags.
func BenchmarkKeys(b *testing.B) {
	m := madeOnce()
	typed := []string{"everythe", "the ever", "conproin", "e", "a", "o", "t", "title:ever", `"the of an"`, "#tag3 the ever", "-the con", m.words[5000], m.words[50000], m.words[199999]}
	best := map[string]time.Duration{} // of all rounds: what else the machine does is not the index's doing
	for b.Loop() {
		for _, text := range typed {
			for end := 1; end <= len(text); end++ {
				start := time.Now()
				q, _ := query.Parse(text[:end])
				m.tagsOfHits(q, search.Request{Typing: true})
				took := time.Since(start)
				if was, ok := best[text[:end]]; !ok || took < was {
					best[text[:end]] = took
				}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(best), func(a, b string) int { return cmp.Compare(best[a], best[b]) })
	ms := func(share float64) float64 {
		return float64(best[keys[int(share*float64(len(keys)-1))]].Microseconds()) / 1000
	}
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.99), "p99-ms")
	b.ReportMetric(ms(1), "max-ms")
	for _, key := range keys[max(0, len(keys)-8):] {
		b.Logf("%q took %v", key, best[key])
	}
}

func BenchmarkGoTo(b *testing.B) {
	m := madeOnce()
	for _, text := range []string{"e", "the ever", "thvr", "n0042"} {
		m.goTo(text, 50)
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				m.goTo(text, 50)
			}
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	words := vocabulary(200_000)
	var notes []*note.Parsed
	for i := range 500 {
		notes = append(notes, madeNote(i, words))
	}
	b.SetBytes(notes[0].Note.Size)
	builder := NewBuilder()
	i := 0
	for b.Loop() {
		builder.Add(notes[i%len(notes)])
		i++
	}
}

func BenchmarkRelated(b *testing.B) {
	m := madeOnce()
	var parsed []*note.Parsed
	for i := range 100 {
		parsed = append(parsed, madeNote(i*len(m.notes)/100, m.words))
	}
	if _, err := m.Related(b.Context(), parsed[0], 10); err != nil { // what is made once
		b.Fatal(err)
	}
	var slowest time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		_, _ = m.Related(b.Context(), parsed[i%len(parsed)], 10)
		slowest = max(slowest, time.Since(start))
		i++
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "max-ms")
}
