package note

import (
	"os"
	"path/filepath"
	"testing"

	"quire/internal/testcorpus"
)

// readCorpusFiles returns the bytes of the notes of a corpus by path.
func readCorpusFiles(b *testing.B, name string) map[string][]byte {
	all := map[string][]byte{}
	for file := range parseCorpus(b, name) {
		raw, err := os.ReadFile(filepath.Join(testcorpus.Path(b, name), file))
		if err != nil {
			b.Fatal(err)
		}
		all[file] = raw
	}
	return all
}

// benchmarkNotes runs f once for each note, b.N notes in all.
func benchmarkNotes(b *testing.B, f func(file string, raw []byte)) {
	for _, name := range []string{"blog", "vault"} {
		b.Run(name, func(b *testing.B) {
			all := readCorpusFiles(b, name)
			b.ReportAllocs()
			b.ResetTimer()
			for n := 0; n < b.N; {
				for file, raw := range all {
					if n++; n > b.N {
						break
					}
					f(file, raw)
				}
			}
		})
	}
}

// BenchmarkParse measures parsing whole notes.
func BenchmarkParse(b *testing.B) {
	benchmarkNotes(b, func(file string, raw []byte) { Parse(file, raw) })
}

// BenchmarkHeader measures decoding and front matter, without Markdown.
func BenchmarkHeader(b *testing.B) {
	benchmarkNotes(b, func(file string, raw []byte) {
		n := &Note{}
		Options{}.applyPath(n, file)
		text, _ := DecodeText(raw)
		h, _, _, _ := readHeader(text)
		if h != nil {
			var tags tagSet
			applyFrontMatter(n, &Details{}, h.fields, &tags)
		}
	})
}
