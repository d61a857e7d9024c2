package address

import (
	"strings"
	"testing"

	"quire/internal/safe"
)

// Encoding and explaining an address of a megabyte must take less than a frame, since a key press triggers it.
func BenchmarkLongAddress(b *testing.B) {
	for name, addr := range map[string]string{"ascii": "https://x.example/?" + strings.Repeat("a=b&", 250_000), "letters": "https://x.example/" + strings.Repeat("é", 500_000), "mail": "mailto:a@b.c?body=" + strings.Repeat("%0A", 333_000)} {
		for what, do := range map[string]func(){
			"browser": func() { EncodeForBrowser(addr) }, "clipboard": func() { EncodeForClipboard(addr) }, "explain": func() { Explain(addr) }, "word": func() { safe.ShellWord(addr) }, "text": func() { safe.Text(addr) },
		} {
			b.Run(name+"/"+what, func(b *testing.B) {
				for b.Loop() {
					do()
				}
			})
		}
	}
}
