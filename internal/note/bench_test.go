package note

import (
	"os"
	"path/filepath"
	"testing"
)

// files are the bytes of the notes of a corpus, by path.
func files(b *testing.B, name string) map[string][]byte {
	all := map[string][]byte{}
	for file := range corpus(b, name) {
		raw, err := os.ReadFile(filepath.Join(corpora, name, file))
		if err != nil {
			b.Fatal(err)
		}
		all[file] = raw
	}
	return all
}

// each runs f once for each note, b.N notes in all.
func each(b *testing.B, f func(file string, raw []byte)) {
	for _, name := range []string{"blog", "vault"} {
		b.Run(name, func(b *testing.B) {
			all := files(b, name)
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

// BenchmarkParse is the whole of a note.
func BenchmarkParse(b *testing.B) {
	each(b, func(file string, raw []byte) { Parse(file, raw) })
}

// BenchmarkHeader is decoding and front matter alone, Markdown apart.
func BenchmarkHeader(b *testing.B) {
	each(b, func(file string, raw []byte) {
		n := &Note{}
		identify(n, file)
		text, _ := Decode(raw)
		h, _, _, _ := readHeader(text)
		if h != nil {
			var tags tagSet
			readFields(n, &Details{}, h.fields, &tags)
		}
	})
}
