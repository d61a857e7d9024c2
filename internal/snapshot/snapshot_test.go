package snapshot

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

var testKey = Key{1, 2, 3}

var testGraph = links.Graph{Inputs: "inputs", Edges: []links.Edge{{To: -1, Status: links.External}, {To: 7, Status: links.Note}, {To: -1}}}

// fillFields gives every exported field in v a different value, so that a test notices fields that are not stored.
func fillFields(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*next))
	case reflect.Uint8, reflect.Uint64, reflect.Uint32:
		v.SetUint(uint64(1 + *next%2))
	case reflect.Float64:
		v.SetFloat(float64(*next) / 7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillFields(v.Index(i), next)
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
				fillFields(v.Field(i), next)
			}
		}
	default:
		panic(v.Kind().String())
	}
}

// writeSnapshot returns a snapshot of notes as bytes.
func writeSnapshot(tb testing.TB, notes []*note.Note, stamps []note.Stamp, words *index.Segments) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, testKey, notes, stamps, words, testGraph); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// readSnapshot reads every part of a snapshot.
func readSnapshot(data []byte) ([]*note.Note, []note.Stamp, *index.Segments, error) {
	s, err := Open(bytes.NewReader(data), int64(len(data)), testKey)
	if err != nil {
		return nil, nil, nil, err
	}
	if decode, err := s.ReadGraph(); err != nil {
		return nil, nil, nil, err
	} else if g, err := decode(); err != nil || !reflect.DeepEqual(g, testGraph) {
		return nil, nil, nil, ErrInvalid
	}
	if _, _, err := s.ReadNewest(); err != nil {
		return nil, nil, nil, err
	}
	if _, _, err := s.ReadList(); err != nil {
		return nil, nil, nil, err
	}
	if _, _, err := s.ReadNotes(); err != nil {
		return nil, nil, nil, err
	}
	return s.ReadAll()
}

// Every field of a note is read back, including fields that are added to the struct later.
func TestReadNotes_KeepsEveryField(t *testing.T) {
	full, details, next := &note.Note{}, &note.Details{}, 0
	fillFields(reflect.ValueOf(full).Elem(), &next)
	fillFields(reflect.ValueOf(details).Elem(), &next)
	details.Fields = append(details.Fields,
		note.Field{Key: "k", Value: []any{int64(-5), 1.5, true, false, nil, []any{}, []any(nil), note.Fields{{Key: "in", Value: "x", Line: 3}}, note.Fields(nil)}},
		note.Field{Key: "nil"})
	details.Fields[0].Value = full.Title // a text that occurs twice
	full.ID, full.Path = "a", "a.md"
	full.SetDetails(details)
	empty := &note.Note{Path: "b.md", Tags: []string{}, Date: note.Date{Time: time.Date(-3, 1, 2, 3, 4, 5, 6, time.FixedZone("", -5400))}}
	empty.SetDetails(&note.Details{Links: []note.Link{}})
	local := &note.Note{Path: "c.md", Modified: time.Now().Round(0)}
	notes := []*note.Note{full, empty, local}
	stamps := []note.Stamp{{Size: 1, Modified: -2, Changed: 3, File: 1 << 63}, {}, {Size: 1 << 40, Modified: local.Modified.UnixNano()}}
	words := index.NewBuilder().Build(notes, nil).Segments()
	gotNotes, gotStamps, _, err := readSnapshot(writeSnapshot(t, notes, stamps, words))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotStamps, stamps) {
		t.Errorf("stamps %v, want %v", gotStamps, stamps)
	}
	for i, n := range notes {
		got, want := gotNotes[i].Details(), n.Details()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("details\n%+v\nwant\n%+v", got, want)
		}
		gotNotes[i].SetDetails(got)
		n.SetDetails(want)
		if !reflect.DeepEqual(gotNotes[i], n) {
			t.Errorf("note\n%+v\nwant\n%+v", gotNotes[i], n)
		}
	}
}

// makeNotes returns n notes with their stamps and index.
func makeNotes(n int) ([]*note.Note, []note.Stamp, *index.Index) {
	b := index.NewBuilder()
	notes, stamps := make([]*note.Note, n), make([]note.Stamp, n)
	for i := range n {
		raw := fmt.Sprintf("---\ntitle: Note %d of the sea\ndate: 2021-01-%02d\ntags: [a%d, b]\n---\n# Head\n\nSome words %d and [[n%05d]] lantern café 日本語\n", i, i%28+1, i%7, i%13, i/2)
		p := note.Parse(fmt.Sprintf("n%05d.md", i), []byte(raw))
		b.Add(p)
		notes[i], stamps[i] = p.Note, note.Stamp{Size: p.Note.Size, Changed: int64(i)}
	}
	return notes, stamps, b.Build(notes, links.New(notes, nil, profile.Sites{}))
}

// searchIndex returns the hits of a query.
func searchIndex(tb testing.TB, x *index.Index, q query.Query) []search.Hit {
	tb.Helper()
	found, err := x.Search(context.Background(), search.Request{Query: q})
	if err != nil {
		tb.Fatal(err)
	}
	return found.Hits
}

func searchHits(tb testing.TB, x *index.Index, text string) (out []string) {
	tb.Helper()
	q, err := query.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	for _, h := range searchIndex(tb, x, q) {
		out = append(out, fmt.Sprintf("%s %.4f", h.Path(), h.Score()))
	}
	return out
}

var testQueries = []string{"", "lantern", "cafe", "words 3", `"some words"`, "#a3", "#b -#a1", "title:7", "is:orphan", "has:broken", "la*", "日本", "date:2021-01-05", "nothing"}

func TestReadAll_SearchFindsTheSame(t *testing.T) {
	notes, stamps, x := makeNotes(2000)
	got, gotStamps, words, err := readSnapshot(writeSnapshot(t, notes, stamps, x.Segments()))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotStamps, stamps) {
		t.Error("stamps differ")
	}
	y := index.NewBuilder().ReuseSegments(words).Build(got, links.New(got, nil, profile.Sites{}))
	for _, q := range testQueries {
		if a, b := searchHits(t, x, q), searchHits(t, y, q); !slices.Equal(a, b) {
			t.Errorf("%q: %d hits, want %d", q, len(b), len(a))
		}
	}
}

// A range of the bodies is what was written, wherever it begins and ends among the pages; a changed page gives an error,
// and the other pages still read.
func TestPagedPart_ReadsRangesAndNoticesChanges(t *testing.T) {
	want := make([]byte, 3*pageSize+100)
	for i := range want {
		want[i] = byte(i * 7 >> 3)
	}
	var sums pageChecksummer
	if _, err := sums.Write(want); err != nil {
		t.Fatal(err)
	}
	file := slices.Clone(want)
	p := &PagedPart{bytes.NewReader(file), part{size: int64(len(want))}, sums.finish()}
	if err := iotest.TestReader(io.NewSectionReader(p, 0, p.Size()), want); err != nil {
		t.Error(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		from := r.IntN(len(want))
		got := make([]byte, r.IntN(len(want)-from+1))
		if n, err := p.ReadAt(got, int64(from)); n != len(got) || err != nil || !bytes.Equal(got, want[from:from+n]) {
			t.Fatalf("%d bytes at %d: %d, %v", len(got), from, n, err)
		}
	}
	file[pageSize+5]++
	for from, wantErr := range map[int]bool{0: false, pageSize: true, 2*pageSize - 1: true, 2 * pageSize: false, pageSize - 1: true} {
		if n, err := p.ReadAt(make([]byte, 2), int64(from)); (err != nil) != wantErr || wantErr && n != 0 {
			t.Errorf("two bytes at %d beside a changed page: %d, %v", from, n, err)
		}
	}
}

func TestOpen_RejectsInvalidBytes(t *testing.T) {
	notes, stamps, x := makeNotes(300)
	data := writeSnapshot(t, notes, stamps, x.Segments())
	if _, _, _, err := readSnapshot(data); err != nil {
		t.Fatal(err)
	}
	refused := func(what string, data []byte) {
		t.Helper()
		if _, _, _, err := readSnapshot(data); err == nil {
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
		offset, bit := r.IntN(len(data)), r.IntN(8)
		flipped[offset] ^= 1 << bit
		refused(fmt.Sprintf("byte %d, bit %d", offset, bit), flipped)
	}
	garbage := make([]byte, len(data))
	refused("zeros", garbage)
	for i := range garbage {
		garbage[i] = byte(r.Uint32())
	}
	refused("garbage", garbage)
	refused("garbage between valid head and footer", slices.Concat(data[:len(magic)], garbage[len(magic):len(data)-footerSize], data[len(data)-footerSize:]))
	refused("longer", append(slices.Clone(data), 0))
	refused("twice", append(slices.Clone(data), data...))
	refused("empty", nil)
	if _, err := Open(bytes.NewReader(data), int64(len(data)), Key{9}); err == nil {
		t.Error("another key: accepted")
	}
	other := bytes.ReplaceAll(slices.Clone(data), []byte(magic), []byte("quire snapshot 0\n"))
	refused("another version", other)
}

// FuzzNotes decodes parts without checking their checksums.
func FuzzNotes(f *testing.F) {
	notes, noteStamps, x := makeNotes(3)
	data := writeSnapshot(f, notes, noteStamps, x.Segments())
	s, _ := Open(bytes.NewReader(data), int64(len(data)), testKey)
	var partBytes [partCount][]byte
	for i := range partBytes {
		partBytes[i], _ = s.readPart(i)
	}
	bodiesPart, _ := s.OpenBodies()
	f.Add(partBytes[partList], partBytes[partStamps], partBytes[partDetails], partBytes[partHeads], partBytes[partTerms])
	f.Fuzz(func(_ *testing.T, a, b, c, d, e []byte) {
		notes, err := readNotes(a)
		if err != nil {
			return
		}
		_, _ = readStamps(b, notes)
		if readDetails(c, notes) == nil {
			for i := range notes {
				notes[i].Details()
			}
		}
		_, _ = index.ReadSegments(d, e, bodiesPart, bodiesPart.Size(), notePointers(notes))
	})
}

// The newest part holds the same notes as the start of the list that a search without a query gives.
func TestReadNewest_EqualsStartOfSearchOrder(t *testing.T) {
	b := index.NewBuilder()
	var notes []*note.Note
	for i := range 3*maxNewest + 7 {
		p := note.Parse(fmt.Sprintf("d%d/n%04d.md", i%4, i), fmt.Appendf(nil, "---\ntitle: T%d\ndate: 20%02d-03-%02d\ntags: [a, b%d]\n---\nText [[x]].\n", i%11, i*7%90, 1+i%28, i))
		b.Add(p)
		notes = append(notes, p.Note)
	}
	slices.SortFunc(notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) })
	x := b.Build(notes, nil)
	data := writeSnapshot(t, notes, make([]note.Stamp, len(notes)), x.Segments())
	s, err := Open(bytes.NewReader(data), int64(len(data)), testKey)
	if err != nil {
		t.Fatal(err)
	}
	newest, total, err := s.ReadNewest()
	if err != nil || total != len(notes) || len(newest) != maxNewest {
		t.Fatalf("%d of %d notes: %v", len(newest), total, err)
	}
	listed, _, err := s.ReadList()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range append(listed, newest...) {
		if n.LinkCount > 0 || len(n.Details().Links) > 0 {
			t.Fatalf("%s: has a count of links without the links", n.Path)
		}
	}
	all, _, words, err := s.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if all[0].LinkCount != 1 || all[0].Details().Links[0].Dest != "x" {
		t.Errorf("%+v", all[0].Details())
	}
	rebuilt := index.NewBuilder().ReuseSegments(words).Build(all, nil)
	for i, h := range searchIndex(t, x, query.Query{}) {
		if i < maxNewest && (newest[i].Path != h.Path() || newest[i].Title != h.Title() || !slices.Equal(newest[i].Tags, h.Tags())) {
			t.Errorf("%d: got %+v, want %+v", i, newest[i], h)
		}
		if got := searchIndex(t, rebuilt, query.Query{})[i].Path(); got != h.Path() {
			t.Errorf("%d: the stored order has %s, want %s", i, got, h.Path())
		}
	}
}
