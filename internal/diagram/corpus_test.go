package diagram

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/text"
)

var update = flag.Bool("update", false, "rewrite the drawings of the corpus; look at each that changes")

// corpusFile holds diagrams as people write them, each with its drawing, or the reason why it is shown as source.
const corpusFile = "testdata/mermaid.txt"

// corpusCase is a diagram of the corpus.
type corpusCase struct{ name, source, drawing string }

func readCorpus(t *testing.T) []corpusCase {
	t.Helper()
	b, err := os.ReadFile(corpusFile)
	if err != nil {
		t.Fatal(err)
	}
	var cases []corpusCase
	for part := range strings.SplitSeq(strings.TrimPrefix(string(b), "=== "), "\n=== ") {
		name, rest, _ := strings.Cut(part, "\n")
		source, drawing, _ := strings.Cut(rest+"\n", "\n--- drawing\n")
		cases = append(cases, corpusCase{name, strings.TrimSuffix(source, "\n"), strings.TrimRight(drawing, "\n")})
	}
	return cases
}

var eighty = Options{Width: 80, Cells: text.Wcwidth}

func TestDraw_CorpusIsDrawnAsItWasLookedAt(t *testing.T) {
	var b strings.Builder
	cases, drawn := readCorpus(t), 0
	for _, c := range cases {
		got := ""
		rows, err := Draw(c.source, eighty)
		if err != nil {
			got = "shown as source: " + err.Error()
		} else {
			drawn++
			got = strings.TrimRight(showRows(rows), "\n")
			checkRows(t, c.name, rows)
		}
		if got != c.drawing && !*update {
			t.Errorf("%s\n%s\nis drawn as\n%s\nwant\n%s", c.name, c.source, got, c.drawing)
		}
		fmt.Fprintf(&b, "=== %s\n%s\n--- drawing\n%s\n", c.name, c.source, got)
	}
	if len(cases) < 100 || drawn < 90 {
		t.Errorf("%d diagrams, %d of them drawn", len(cases), drawn)
	}
	if *update {
		if err := os.WriteFile(corpusFile, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// checkRows checks that the rows of a drawing fit, and end in no blanks.
func checkRows(t *testing.T, name string, rows [][]Run) {
	t.Helper()
	for _, row := range rows {
		line := ""
		for _, r := range row {
			line += r.Text
		}
		if text.Wcwidth.Width(line) > 80 || line != strings.TrimRight(line, " ") {
			t.Errorf("%s: %q", name, line)
		}
	}
}

func TestDraw_IsTheSameEachTimeAndInASCII(t *testing.T) {
	for _, c := range readCorpus(t) {
		first, err := Draw(c.source, eighty)
		if err != nil {
			continue
		}
		for range 3 {
			if again, _ := Draw(c.source, eighty); showRows(again) != showRows(first) {
				t.Fatalf("%s: drawn as\n%s\nand as\n%s", c.name, showRows(first), showRows(again))
			}
		}
		o := eighty
		o.ASCII = true
		plain, err := Draw(c.source, o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		for _, row := range plain {
			for _, r := range row {
				if r.Part == Lines && strings.IndexFunc(r.Text, func(r rune) bool { return r > 0x7e }) >= 0 {
					t.Errorf("%s: %q", c.name, r.Text)
				}
			}
		}
	}
}

// hostileSources are diagrams that try to take time, memory or the terminal.
func hostileSources() map[string]string {
	chain, mesh, nested := "graph TD\n", "graph LR\n", "graph TD\n"
	for i := range 10_000 {
		chain += fmt.Sprintf("n%d-->n%d\n", i, i+1)
	}
	for i := range 60 {
		mesh += fmt.Sprintf("n%d --> n%d & n%d\n", i, (i*7+1)%60, (i*13+5)%60)
	}
	for i := range 100 {
		nested += fmt.Sprintf("subgraph s%d\n", i)
	}
	groups := "graph TD\nsubgraph a\n"
	for i := range 58 {
		groups += fmt.Sprintf("n%d\n", i)
		if i == 29 {
			groups += "end\nsubgraph b\n"
		}
	}
	groups += "end\n" + strings.Repeat("a --> b\n", 110)
	crowd := "sequenceDiagram\n"
	for i := range 190 {
		crowd += fmt.Sprintf("p%d->>p%d: %s\n", i%60, (i*7+3)%60, strings.Repeat("long ", 60))
	}
	far := "graph TD\na ---------------------------------------------------------------------------------> b\n"
	states := "stateDiagram-v2\n" + strings.Repeat("state a {\n", 500)
	talk := "sequenceDiagram\n" + strings.Repeat("A->>B: "+strings.Repeat("word ", 60)+"\n", 190)
	return map[string]string{
		"ten thousand nodes": chain, "a mesh": mesh, "subgraphs without end": nested, "a long edge": far, "states without end": states,
		"a long talk": talk, "a crowd": crowd, "groups of many": groups, "a large label": "graph TD\na[" + strings.Repeat("x", 60_000) + "]", "a megabyte": strings.Repeat("graph TD\n", 120_000),
		"open brackets": "graph TD\n" + strings.Repeat("[", 60_000), "quotes": "graph TD\n" + strings.Repeat("\"", 60_001), "loops": "graph TD\n" + strings.Repeat("a-->a\n", 120),
		"escapes": "graph TD\na[\x1b]0;x\a \x1b[2J red] --> b[\u202egnp.exe]", "cycles": "graph TD\na-->b-->c-->a\nb-->a\nc-->b\na-->c\n" + strings.Repeat("a-->c\n", 100),
		"groups in a circle": "graph TD\nsubgraph x\na\nend\nsubgraph y\nb\nend\nx-->y\ny-->x\nx-->x\na-->x",
	}
}

func TestDraw_HostileDiagramsAreBounded(t *testing.T) {
	for name, source := range hostileSources() {
		t.Run(name, func(t *testing.T) {
			spent := testclock.Measure(func() {
				rows, err := Draw(source, eighty)
				if err == nil {
					checkRows(t, name, rows)
				}
				for _, c := range showRows(rows) {
					if c < ' ' && c != '\n' || c == '\u202e' {
						t.Errorf("a row has %q", c)
					}
				}
				Links(source)
			})
			if !testing.Short() && spent > 150*time.Millisecond {
				t.Errorf("takes %v", spent)
			}
		})
	}
}

func FuzzDraw(f *testing.F) {
	b, err := os.ReadFile(corpusFile)
	if err != nil {
		f.Fatal(err)
	}
	for part := range strings.SplitSeq(string(b), "\n=== ") {
		_, rest, _ := strings.Cut(part, "\n")
		source, _, _ := strings.Cut(rest, "\n--- drawing\n")
		f.Add(source, 80)
	}
	f.Fuzz(func(t *testing.T, source string, width int) {
		rows, err := Draw(source, Options{Width: width % 200, Cells: text.Wcwidth})
		if err != nil {
			return
		}
		for _, row := range rows {
			line := ""
			for _, r := range row {
				line += r.Text
			}
			if text.Wcwidth.Width(line) > width%200 {
				t.Errorf("%q is wider than %d", line, width%200)
			}
		}
	})
}

// Random drawings at the limits of size.
func TestDraw_LargestGraphsAreBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 6 {
		var b strings.Builder
		b.WriteString("graph TD\n")
		for range maxEdges {
			fmt.Fprintf(&b, "n%d -->|label| n%d\n", r.IntN(maxNodes), r.IntN(maxNodes))
		}
		if spent := testclock.Measure(func() { _, _ = Draw(b.String(), Options{Width: 2000, Cells: text.Wcwidth}) }); !testing.Short() && spent > 300*time.Millisecond {
			t.Errorf("takes %v", spent)
		}
	}
}
