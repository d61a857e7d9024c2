package snapshot

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

var key = Key{1, 2, 3}

// fill gives everything in v a value of its own, so that what a snapshot forgets is missed.
func fill(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64, reflect.Int32:
		v.SetInt(int64(*next))
	case reflect.Uint8, reflect.Uint64, reflect.Uint32:
		v.SetUint(uint64(*next % 3))
	case reflect.Float64:
		v.SetFloat(float64(*next) / 7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), next)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(any(fmt.Sprint("value ", *next))))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(int64(1000**next), 500).UTC()))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), next)
			}
		}
	default:
		panic(v.Kind().String())
	}
}

// written is a snapshot of notes.
func written(tb testing.TB, notes []*note.Note, stamps []note.Stamp, words *index.Words) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, key, notes, stamps, words, []byte("graph")); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// read reads all of a snapshot.
func read(data []byte) ([]*note.Note, []note.Stamp, *index.Words, error) {
	s, err := Open(bytes.NewReader(data), int64(len(data)), key)
	if err != nil {
		return nil, nil, nil, err
	}
	if g, err := s.Graph(); err != nil || string(g) != "graph" {
		return nil, nil, nil, ErrOdd
	}
	if _, _, err := s.Top(); err != nil {
		return nil, nil, nil, err
	}
	if _, _, err := s.Shelf(); err != nil {
		return nil, nil, nil, err
	}
	if _, _, err := s.Notes(); err != nil {
		return nil, nil, nil, err
	}
	return s.All()
}

// Every field of a note comes back, those of the future too.
func TestNothingOfANoteIsForgotten(t *testing.T) {
	full, details, next := &note.Note{}, &note.Details{}, 0
	fill(reflect.ValueOf(full).Elem(), &next)
	fill(reflect.ValueOf(details).Elem(), &next)
	details.Fields = append(details.Fields,
		note.Field{Key: "k", Value: []any{int64(-5), 1.5, true, false, nil, []any{}, []any(nil), note.Fields{{Key: "in", Value: "x", Line: 3}}, note.Fields(nil)}},
		note.Field{Key: "nil"})
	details.Fields[0].Value = full.Title // which is there already
	full.ID, full.Path = "a", "a.md"
	full.SetDetails(details)
	empty := &note.Note{Path: "b.md", Tags: []string{}, Date: note.Date{Time: time.Date(-3, 1, 2, 3, 4, 5, 6, time.FixedZone("", -5400))}}
	empty.SetDetails(&note.Details{Links: []note.Link{}})
	local := &note.Note{Path: "c.md", Modified: time.Now().Round(0)}
	notes := []*note.Note{full, empty, local}
	stamps := []note.Stamp{{Size: 1, Modified: -2, Changed: 3, File: 1 << 63}, {}, {Size: 1 << 40, Modified: local.Modified.UnixNano()}}
	words := index.NewBuilder().Build(notes, nil).Words()
	gotNotes, gotStamps, _, err := read(written(t, notes, stamps, words))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotStamps, stamps) {
		t.Errorf("stamps %v, were %v", gotStamps, stamps)
	}
	for i, n := range notes {
		got, want := gotNotes[i].Details(), n.Details()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("details\n%+v\nwere\n%+v", got, want)
		}
		gotNotes[i].SetDetails(got)
		n.SetDetails(want)
		if !reflect.DeepEqual(gotNotes[i], n) {
			t.Errorf("note\n%+v\nwas\n%+v", gotNotes[i], n)
		}
	}
}

// made are n notes and their index.
func made(n int) ([]*note.Note, []note.Stamp, *index.Index) {
	b := index.NewBuilder()
	notes, stamps := make([]*note.Note, n), make([]note.Stamp, n)
	for i := range n {
		raw := fmt.Sprintf("---\ntitle: Note %d of the sea\ndate: 2021-01-%02d\ntags: [a%d, b]\n---\n# Head\n\nSome words %d and [[n%05d]] lantern café 日本語\n", i, i%28+1, i%7, i%13, i/2)
		p := note.Parse(fmt.Sprintf("n%05d.md", i), []byte(raw))
		b.Add(p)
		notes[i], stamps[i] = p.Note, note.Stamp{Size: p.Note.Size, Changed: int64(i)}
	}
	return notes, stamps, b.Build(notes, links.New(notes, nil, links.Site{}))
}

func hits(tb testing.TB, x *index.Index, text string) (out []string) {
	tb.Helper()
	q, err := query.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	for _, h := range x.Search(q, index.Options{}) {
		out = append(out, fmt.Sprintf("%s %.4f", h.Note.Path, h.Score))
	}
	return out
}

var questions = []string{"", "lantern", "cafe", "words 3", `"some words"`, "#a3", "#b -#a1", "title:7", "is:orphan", "has:broken", "la*", "日本", "date:2021-01-05", "nothing"}

func TestAnswersAreTheSame(t *testing.T) {
	notes, stamps, x := made(2000)
	got, gotStamps, words, err := read(written(t, notes, stamps, x.Words()))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotStamps, stamps) {
		t.Error("other stamps")
	}
	y := index.NewBuilder().FromWords(words).Build(got, links.New(got, nil, links.Site{}))
	for _, q := range questions {
		if a, b := hits(t, x, q), hits(t, y, q); !slices.Equal(a, b) {
			t.Errorf("%q: %d hits, were %d", q, len(b), len(a))
		}
	}
}

func TestWhatIsOddIsRefused(t *testing.T) {
	notes, stamps, x := made(300)
	data := written(t, notes, stamps, x.Words())
	if _, _, _, err := read(data); err != nil {
		t.Fatal(err)
	}
	refused := func(what string, data []byte) {
		t.Helper()
		if _, _, _, err := read(data); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		n := r.IntN(len(data))
		refused(fmt.Sprint("cut at ", n), data[:n])
	}
	for range 500 {
		flipped := slices.Clone(data)
		at, bit := r.IntN(len(data)), r.IntN(8)
		flipped[at] ^= 1 << bit
		refused(fmt.Sprintf("byte %d, bit %d", at, bit), flipped)
	}
	garbage := make([]byte, len(data))
	refused("zeros", garbage)
	for i := range garbage {
		garbage[i] = byte(r.Uint32())
	}
	refused("garbage", garbage)
	refused("garbage between", slices.Concat(data[:len(magic)], garbage[len(magic):len(data)-footerSize], data[len(data)-footerSize:]))
	refused("longer", append(slices.Clone(data), 0))
	refused("twice", append(slices.Clone(data), data...))
	refused("empty", nil)
	if _, err := Open(bytes.NewReader(data), int64(len(data)), Key{9}); err == nil {
		t.Error("another library's: accepted")
	}
	other := bytes.ReplaceAll(slices.Clone(data), []byte(magic), []byte("quire snapshot 0\n"))
	refused("another version", other)
}

// FuzzNotes reads blocks that no checksum vouches for.
func FuzzNotes(f *testing.F) {
	some, theirs, x := made(3)
	data := written(f, some, theirs, x.Words())
	s, _ := Open(bytes.NewReader(data), int64(len(data)), key)
	var all [parts][]byte
	for i := range all {
		all[i], _ = s.bytes(i)
	}
	bulk, _ := s.Bodies()
	f.Add(all[shelf], all[stamps], all[rest], all[heads], all[terms])
	f.Fuzz(func(_ *testing.T, a, b, c, d, e []byte) {
		notes, err := readNotes(a)
		if err != nil {
			return
		}
		_, _ = readStamps(b, notes)
		if keepDetails(c, notes) == nil {
			for i := range notes {
				notes[i].Details()
			}
		}
		_, _ = index.ReadWords(d, e, bulk, pointers(notes))
	})
}

// The top is what the whole shelf begins with.
func TestTopIsTheBeginningOfTheShelf(t *testing.T) {
	b := index.NewBuilder()
	var notes []*note.Note
	for i := range 3*Newest + 7 {
		p := note.Parse(fmt.Sprintf("d%d/n%04d.md", i%4, i), fmt.Appendf(nil, "---\ntitle: T%d\ndate: 20%02d-03-%02d\ntags: [a, b%d]\n---\nText [[x]].\n", i%11, i*7%90, 1+i%28, i))
		b.Add(p)
		notes = append(notes, p.Note)
	}
	slices.SortFunc(notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) })
	x := b.Build(notes, nil)
	data := written(t, notes, make([]note.Stamp, len(notes)), x.Words())
	s, err := Open(bytes.NewReader(data), int64(len(data)), key)
	if err != nil {
		t.Fatal(err)
	}
	newest, total, err := s.Top()
	if err != nil || total != len(notes) || len(newest) != Newest {
		t.Fatalf("%d of %d notes: %v", len(newest), total, err)
	}
	listed, _, err := s.Shelf()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range append(listed, newest...) {
		if n.LinkCount > 0 || len(n.Details().Links) > 0 {
			t.Fatalf("%s: links are counted that nobody can ask for", n.Path)
		}
	}
	all, _, words, err := s.All()
	if err != nil {
		t.Fatal(err)
	}
	if all[0].LinkCount != 1 || all[0].Details().Links[0].Dest != "x" {
		t.Errorf("%+v", all[0].Details())
	}
	again := index.NewBuilder().FromWords(words).Build(all, nil)
	for i, h := range x.Search(query.Query{}, index.Options{}) {
		if i < Newest && (newest[i].Path != h.Note.Path || newest[i].Title != h.Note.Title || !slices.Equal(newest[i].Tags, h.Note.Tags)) {
			t.Errorf("%d: %+v instead of %+v", i, newest[i], h.Note)
		}
		if got := again.Search(query.Query{}, index.Options{})[i].Note.Path; got != h.Note.Path {
			t.Errorf("%d: the order that was kept has %s, not %s", i, got, h.Note.Path)
		}
	}
}
