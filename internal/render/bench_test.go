package render

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

func postSource(b *testing.B) []byte {
	b.Helper()
	src, err := os.ReadFile(filepath.Join(corpora, "blog/_posts/2021-12-07-reinvent-2021.md"))
	if err != nil {
		b.Skip(err)
	}
	return src
}

// layoutAll lays out all of a new page.
func layoutAll(b *testing.B, n *note.Parsed) int {
	b.Helper()
	return New(newSource(n), Options{Theme: theme.Dark(), Width: 80, Header: true}).LineCount()
}

func BenchmarkPost(b *testing.B) {
	src := postSource(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	n := note.Parse("x.md", src)
	for b.Loop() {
		layoutAll(b, n)
	}
}

// BenchmarkLarge shows that the time grows in proportion to the size.
func BenchmarkLarge(b *testing.B) {
	kitchen, err := os.ReadFile("testdata/kitchen.md")
	if err != nil {
		b.Fatal(err)
	}
	prose := []byte(strings.Repeat("Some words with *emphasis*, a [link](to.md) and `code`, as prose has them.\n", 6) + "\n")
	for _, k := range []int{1, 4} {
		for name, src := range map[string][]byte{
			"prose":    bytes.Repeat(prose, k*512),
			"kitchen":  bytes.Repeat(kitchen, k*64),
			"items":    bytes.Repeat([]byte("- an item of a list\n"), k*5000),
			"headings": bytes.Repeat([]byte("## A heading\n\n"), k*2500),
			"code":     []byte("```\n" + strings.Repeat("some code\n", k*5000) + "```\n"),
			"table":    []byte("| a | b |\n|---|---|\n" + strings.Repeat("| some | words |\n", k*2500)),
			"oneword":  bytes.Repeat([]byte("*a*b"), k*25000),
			"oneline":  bytes.Repeat([]byte("word "), k*25000),
		} {
			b.Run(fmt.Sprintf("%s/%d", name, k), func(b *testing.B) {
				n := note.Parse("x.md", src)
				b.SetBytes(int64(len(src)))
				b.ReportAllocs()
				for b.Loop() {
					layoutAll(b, n)
				}
			})
		}
	}
}
