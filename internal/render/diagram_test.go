package render

import (
	"strings"
	"testing"

	"quire/internal/theme"
)

const diagramNote = "```mermaid\nflowchart LR\n  a[Kettle] -->|boils| b[Cup]\n  click b \"https://example.org/cup\"\n```\n\n```mermaid\npie\n  \"x\" : 1\n```\n\n" +
	"> ```mermaid\n> graph TD\n> one --> two\n> ```\n\n```mermaid\nflowchart LR\n  c[" + "unbreakablyWideLabel" + "] --> d[" + "even wider even wider" + "]\n  click d \"https://example.org/d\"\n```\n"

func TestDiagram_IsDrawnOrShownWithItsLinks(t *testing.T) {
	for _, tt := range []struct {
		name      string
		o         Options
		want, not []string
	}{
		{"drawn", Options{Width: 60}, []string{"│ Kettle ├──── boils ───▶│ Cup │", "╭ mermaid", "│   │ one │", "┌───"}, []string{"click b", "one --> two"}},
		{"too narrow", Options{Width: 20}, []string{"click d"}, nil},
		{"as written", Options{Width: 60, Sources: Sources{All: true}}, []string{"click b", "one --> two"}, []string{"▶"}},
		{"a pattern that is drawn", Options{Width: 60, Sources: Sources{Pattern: "kettle"}}, []string{"│ Kettle ├"}, nil},
		{"a pattern that is only written", Options{Width: 60, Sources: Sources{Pattern: "flowchart"}}, []string{"a[Kettle]", "│   │ one │"}, nil},
		{"a word that is drawn", Options{Width: 60, Sources: Sources{}.WithWords([]string{"boils"})}, []string{"│ Kettle ├"}, nil},
		{"a word that is only written", Options{Width: 60, Sources: Sources{}.WithWords([]string{"click"})}, []string{"a[Kettle]"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Theme = theme.Dark()
			p := newPage(diagramNote, tt.o)
			var b strings.Builder
			seen := map[int]bool{}
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					b.WriteString(l.Text() + "\n")
					for _, r := range l.Runs {
						if r.Link != NoLink {
							seen[r.Link] = true
						}
					}
				}
			}
			for _, w := range tt.want {
				if !strings.Contains(b.String(), w) {
					t.Errorf("lacks %q:\n%s", w, b.String())
				}
			}
			for _, w := range tt.not {
				if strings.Contains(b.String(), w) {
					t.Errorf("has %q:\n%s", w, b.String())
				}
			}
			if links := p.Links(); len(links) != 2 || links[0].Dest != "https://example.org/cup" || links[1].Text != "even wider even wider" || !seen[0] || !seen[1] {
				t.Errorf("has the links %+v, of which it shows %v", links, seen)
			}
		})
	}
}

// The forms in which diagrams are written besides a fence: those of Quarto, Azure's wikis, Mermaid itself, Hugo and Jekyll.
func TestDiagram_IsDrawnInEachForm(t *testing.T) {
	const source = "graph LR\n  a --> b\n"
	for _, src := range []string{
		"```{mermaid}\n" + source + "```\n", "```{.mermaid width=50%}\n" + source + "```\n", "~~~ Mermaid\n" + source + "~~~\n", "::: mermaid\n" + source + ":::\n",
		"> :::mermaid\n> graph LR\n>   a --> b\n> :::\n", "<pre class=\"mermaid\">\n" + source + "</pre>\n", "{{< mermaid >}}\n" + source + "{{< /mermaid >}}\n", "{% mermaid %}\n" + source + "{% endmermaid %}\n",
	} {
		p := newPage(src+"\nAfter.\n", Options{Width: 60, Theme: theme.Dark()})
		if got := p.Block(0)[1].Text(); !strings.Contains(got, "│ a ├───▶│ b │") || p.BlockCount() != 2 {
			t.Errorf("%s\nhas %d blocks, the first line %q", src, p.BlockCount(), got)
		}
	}
	for _, src := range []string{"::: mermaid\n" + source, "{{< note >}}\n" + source + "{{< /note >}}\n", "```\n" + source + "```\n", "```mermaidx\n" + source + "```\n"} {
		if p := newPage(src, Options{Width: 60, Theme: theme.Dark()}); strings.Contains(p.Block(0)[0].Text(), "┌") {
			t.Errorf("%s\nis drawn", src)
		}
	}
}
