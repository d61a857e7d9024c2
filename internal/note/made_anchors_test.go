package note

import (
	"slices"
	"strings"
	"testing"
)

func TestParse_AnchorsMadeByTheSite(t *testing.T) {
	for text, want := range map[string]string{
		"## <!-- option ropes.length -->\n": "option ropes.length",
		"<!-- md:option ropes.length -->\n": "ropes.length +ropes.length",
		"<!-- to do: measure ropes -->\n":   "",
		"Rope[^1]\n\n[^1]: Long.\n":         "fn:1 fnref:1",
		"text\n\n<RopeTable />\n":           "*",
		"<RopeTable/>\n\n<KnotTable/>\n":    "*",
		"<RopeTable kind=\"x\" />\n":        "",
		"## Ropes <New />\n":                "",
		"<rope-table />\n":                  "",
		"```\n<RopeTable />\n```\n":         "",
		"--8<-- \"ropes.md\"\n":             "*",
		"[!INCLUDE [ropes](ropes.md)]\n":    "*",
		"<!--@include: ./ropes.md-->\n":     "*",
		"{% include ropes.md %}\n":          "*",
		"{% include_relative ropes.md %}\n": "*",
		"{% include ropes.html %}\n":        "",
		"<Endpoint path=\"/ropes/<id>\" method=\"get\">\n\nText\n\n</Endpoint>\n": "ropes-id-get get-ropes-id",
	} {
		var got []string
		for _, b := range Parse("a.mdx", []byte(text)).Details.Blocks {
			got = append(got, b.Anchor())
		}
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
