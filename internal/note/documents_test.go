package note

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"quire/internal/markdown"
	"quire/internal/testcorpus"
)

// The lines of each block of code, without the blanks around them, follow each other in the source; the first three tables of a note
// that stand at the margin have as many columns as goldmark's; and a note that is cut is a beginning of it, at the beginning of a line.
func TestPieces_AreThoseOfSource(t *testing.T) {
	check := func(t *testing.T, dir string) (code, tables, notes int) {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			p := Parse(filepath.Base(path), text)
			notes++
			code += checkCode(t, path, p)
			tables += checkTables(t, path, p)
			for _, limit := range []int{1, 20, 300} {
				end, words := p.CutAfterWords(limit)
				if end > len(p.Body) || end > 0 && end < len(p.Body) && p.Body[end-1] != '\n' || words > limit && end < len(p.Body) && bytes.Count(p.Body[:end], []byte("\n\n")) > 30 {
					t.Errorf("%s: cut after %d words at %d, with %d", path, limit, end, words)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return code, tables, notes
	}
	for _, dir := range testcorpus.OtherLibraries() {
		code, tables, notes := check(t, dir)
		t.Logf("%s: %d notes, %d blocks of code, %d tables", dir, notes, code, tables)
	}
	testcorpus.Each(t, []string{"blog", "vault", testcorpus.Journal, testcorpus.Handbook}, func(t *testing.T, name string) {
		if _, _, notes := check(t, testcorpus.Path(t, name)); notes == 0 {
			t.Error("no notes")
		}
	})
}

// checkCode returns the number of blocks of code.
func checkCode(t *testing.T, path string, p *Parsed) int {
	t.Helper()
	count, after := 0, -1
	for d := range p.Documents() {
		for _, c := range d.CodeBlocks() {
			count++
			if c.Offset < after {
				t.Errorf("%s: the blocks of code are out of order at %d", path, c.Offset)
			}
			after = c.Offset
			rest := string(d.Source[c.Offset:])
			for line := range strings.Lines(string(c.Text)) {
				line = strings.TrimSpace(line)
				i := strings.Index(rest, line)
				if i < 0 && !strings.Contains(line, "<") && !strings.Contains(string(p.Body), "<pre") {
					t.Errorf("%s: block %d has the line %q, which does not follow in the source", path, count, line)
					return count
				}
				rest = rest[max(i, 0)+len(line)*min(max(i+1, 0), 1):]
			}
		}
	}
	return count
}

// checkTables compares the number of columns of tables with that of goldmark. It returns the number of tables.
func checkTables(t *testing.T, path string, p *Parsed) int {
	t.Helper()
	count := 0
	for d := range p.Documents() {
		for _, table := range d.Tables() {
			count++
			if table.Columns() == 0 || table.RowOffset(-1) < 0 {
				t.Errorf("%s: table %d has %d columns, and begins at %d", path, count, table.Columns(), table.RowOffset(-1))
				continue
			}
			if count > 3 || !table.IsParsed() {
				continue
			}
			var b bytes.Buffer
			from := bytes.LastIndexByte(d.Source[:table.RowOffset(-1)], '\n') + 1
			lines := strings.SplitAfter(string(d.Source[from:]), "\n")
			if !strings.HasPrefix(strings.TrimSpace(lines[0]), "|") {
				continue // in HTML, a list or a quote
			}
			if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(strings.Join(lines, "")), &b); err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(b.String(), "</thead>")
			if n := strings.Count(head, "<th"); strings.HasPrefix(head, "<table") && n-strings.Count(head, "<thead") != table.Columns() {
				t.Errorf("%s: table %d has %d columns, not %d", path, count, table.Columns(), n-1)
			}
		}
	}
	return count
}

func TestCutAfterWords_KeepsWholeBlocks(t *testing.T) {
	p := Parse("a.md", []byte("---\ntitle: x\n---\none two three\nfour\n\n- five six\n- seven\n  eight\n\n```\nnine ten\n```\n\n# eleven[^1]\n\ntwelve\n\n[^1]: a note\n"))
	for limit, want := range map[int]string{
		1: "four\n\n", 5: "four\n\n", 6: "five six\n", 7: "five six\n", 8: "eight\n\n", 10: "```\n\n", 11: "eleven[^1]\n\n", 12: "twelve\n\n", 100: "a note\n",
	} {
		end, words := p.CutAfterWords(limit)
		if got := string(p.Body[:end]); !strings.HasSuffix(got, want) || words > max(limit, 4) {
			t.Errorf("%d: %q, %d words", limit, got, words)
		}
	}
}

// A long note is cut in its parts as it would be whole.
func TestCutAfterWords_EqualsThatOfWholeTextInLongNotes(t *testing.T) {
	text := []byte(strings.Repeat("## A heading\n\nSome words of a paragraph.\n\n- one\n- two\n\n", 2*markdown.PartSize/50))
	inParts, whole := DefaultOptions().ParseInParts("a.md", text), Parse("a.md", text)
	for _, limit := range []int{10, 5_000, 60_000} {
		a, n := inParts.CutAfterWords(limit)
		if b, m := whole.CutAfterWords(limit); a != b || n != m {
			t.Errorf("%d: %d (%d words) in parts, %d (%d) as a whole", limit, a, n, b, m)
		}
	}
}
