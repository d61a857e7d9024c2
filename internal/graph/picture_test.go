package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/search"
)

func joinRuns(lines [][]Run) string {
	var b strings.Builder
	for _, l := range lines {
		for _, r := range l {
			b.WriteString(r.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func starGraph(t testing.TB, in, out, next int) *LocalGraph {
	texts := map[string]string{"hub.md": "# The hub\n"}
	for i := range out {
		texts["hub.md"] += fmt.Sprintf("[[out%d]] ", i)
		texts[fmt.Sprintf("out%d.md", i)] = "x"
		for k := range next {
			texts[fmt.Sprintf("out%d.md", i)] += fmt.Sprintf(" [[far%d_%d]]", i, k)
			texts[fmt.Sprintf("far%d_%d.md", i, k)] = "x"
		}
	}
	for i := range in {
		texts[fmt.Sprintf("in%d.md", i)] = "[[hub]]"
		for k := range next {
			texts[fmt.Sprintf("back%d_%d.md", i, k)] = fmt.Sprintf("[[in%d]]", i)
		}
	}
	notes, web := parseNotes(t, texts)
	for _, n := range notes {
		if n.ID() == "hub" {
			return newLocalGraph(t, n, web)
		}
	}
	t.Fatal("no hub")
	return nil
}

// newLocalGraph returns the notes around centre.
func newLocalGraph(t testing.TB, centre search.Hit, web LinkSource) *LocalGraph {
	t.Helper()
	s, err := NewLocalGraph(t.Context(), centre, web)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDraw_Wide(t *testing.T) {
	p := starGraph(t, 2, 3, 2).Draw(Options{Width: 110, Rows: 20})
	got := joinRuns(append([][]Run{p.Header()}, p.Lines(0, p.Rows, p.Rows/2)...))
	for _, part := range []string{
		"back0_0 ─┬→ in0 ──", "back0_1 ─╯ ", "──→│ The hub │──", "╭→ out0 ──", "┬→ far0_0", "╰→ far2_1", "links here · 2", "links to · 3",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
}

func TestDraw_Narrow(t *testing.T) {
	p := starGraph(t, 2, 2, 2).Draw(Options{Width: 40, Rows: 40})
	want := `links here · 2
╭─ in0
│  ├─ back0_0
│  ╰─ back0_1
├─ in1
│  ├─ back1_0
│  ╰─ back1_1
↓
The hub
│  links to · 2
├→ out0
│  ├→ far0_0
│  ╰→ far0_1
╰→ out1
   ├→ far1_0
   ╰→ far1_1
`
	if got := joinRuns(p.Lines(0, p.Rows, 0)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestDraw_NoteWithoutLinks(t *testing.T) {
	for _, w := range []int{40, 120} {
		p := starGraph(t, 0, 0, 0).Draw(Options{Width: w, Rows: 20})
		got := joinRuns(p.Lines(0, p.Rows, p.Rows/2))
		for _, part := range []string{"no backlinks", "The hub", "no links to notes"} {
			if !strings.Contains(got, part) {
				t.Errorf("width %d: no %q in\n%s", w, part, got)
			}
		}
		if strings.ContainsAny(got, "→┤├┼") {
			t.Errorf("width %d: a line leads to no note\n%s", w, got)
		}
	}
}

// At every size each row fits, each node is in its stated row, and each node can be reached by Move.
func TestDraw_FitsAndIsNavigableAtEverySize(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		s := starGraph(t, random.IntN(30), random.IntN(30), random.IntN(4))
		s.Centre = search.NewHit(&note.Note{Path: s.Centre.Path(), ID: "hub", Title: strings.Repeat("長い wide 9\ufe0f\u20e39\ufe0f\u20e3 title ", 1+random.IntN(12))}, 0, 0)
		for _, w := range []int{1, 3, 20, 40, 80, 103, 104, 116, 120, 200} {
			o := Options{Width: w, Rows: random.IntN(40), MaxPerSide: random.IntN(20), ASCII: random.IntN(2) == 0}
			p := s.Draw(o)
			middle := p.CentreRow(random.IntN(p.Rows + 1))
			lines := p.Lines(0, p.Rows, middle)
			if len(lines) != p.Rows {
				t.Fatalf("%+v: %d lines, not %d", o, len(lines), p.Rows)
			}
			found := map[int]int{}
			for y, l := range append(lines, p.Header()) {
				if n := p.pen.runsWidth(l); n > max(w, 20) && w > 20 {
					t.Fatalf("%+v: row %d is %d wide\n%s", o, y, n, joinRuns(lines))
				}
				for _, r := range l {
					if r.Node > 0 {
						found[r.Node] = y
					}
				}
			}
			for i, node := range p.Nodes[1:] {
				if y, ok := found[i+1]; w >= 20 && (!ok || y != node.Row) {
					t.Fatalf("%+v: node %d: want row %d, got %d\n%s", o, i+1, node.Row, y, joinRuns(lines))
				}
			}
			checkReachable(t, p, middle, o)
		}
	}
}

// checkReachable fails if some node cannot be reached from the centre by Move.
func checkReachable(t *testing.T, p *Picture, middle int, o Options) {
	t.Helper()
	seen, queue := map[int]bool{0: true}, []int{0}
	for len(queue) > 0 {
		node := queue[0]
		queue = queue[1:]
		for _, d := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			if to := p.Move(node, d[0], d[1], middle); !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	if len(seen) != len(p.Nodes) {
		t.Fatalf("%+v: Move reaches %d of %d nodes\n%s", o, len(seen), len(p.Nodes), joinRuns(p.Lines(0, p.Rows, middle)))
	}
}

func TestMove_FollowsBranches(t *testing.T) {
	p := starGraph(t, 2, 3, 2).Draw(Options{Width: 120, Rows: 20})
	name := func(i int) string { return p.Nodes[i].Note.ID() }
	node := 0
	for _, step := range []struct {
		dx, dy int
		want   string
	}{
		{1, 0, "out1"}, {0, 1, "out2"}, {0, 1, "out2"}, {1, 0, "far2_0"}, {0, -1, "far1_1"}, {1, 0, "far1_1"}, {-1, 0, "out1"},
		{-1, 0, "hub"}, {-1, 0, "in1"}, {0, -1, "in0"}, {-1, 0, "back0_0"}, {1, 0, "in0"}, {1, 0, "hub"},
	} {
		if node = p.Move(node, step.dx, step.dy, p.Rows/2); name(node) != step.want {
			t.Errorf("%+d %+d leads to %s, want %s\n%s", step.dx, step.dy, name(node), step.want, joinRuns(p.Lines(0, p.Rows, p.Rows/2)))
		}
	}
	if got := p.Move(99, 1, 0, 0); got != 0 {
		t.Errorf("Move from an invalid index: got %d, want 0", got)
	}
}

// A note that every other note links to is drawn without delay.
func BenchmarkNewLocalGraph(b *testing.B) {
	texts := map[string]string{"hub.md": "# hub"}
	for i := range 20000 {
		texts[fmt.Sprintf("n%05d.md", i)] = fmt.Sprintf("[[hub]] [[n%05d]]", i/3)
	}
	notes, web := parseNotes(b, texts)
	var hub search.Hit
	for _, n := range notes {
		if n.ID() == "hub" {
			hub = n
		}
	}
	web.Resolver.NotesLinkingTo("hub.md")
	for b.Loop() {
		s := newLocalGraph(b, hub, web)
		p := s.Draw(Options{Width: 120, Rows: 30})
		p.Lines(0, 30, 15)
	}
}
