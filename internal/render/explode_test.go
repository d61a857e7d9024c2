package render

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"quire/internal/note"
	"quire/internal/theme"
)

var (
	scale = flag.Float64("scale", 0.02, "size of the inputs of TestNothingExplodes; 1 is the size in the suites of cmark and cmark-gfm")
	shape = flag.String("shape", "", "only inputs whose name contains this")
)

// pathologicalInputs returns inputs on which Markdown parsers have taken exponential or quadratic time: those of the
// suites of cmark and cmark-gfm, and some more. The scale multiplies their size.
func pathologicalInputs(scale float64) map[string]string {
	k := func(n int) int { return max(2, int(float64(n)*scale)) }
	r := strings.Repeat
	deep := func(n int, line func(int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
		}
		return b.String()
	}
	return map[string]string{
		"nested strong emphasis":         r("*a **a ", k(65000)) + "b" + r(" a** a*", k(65000)),
		"open strong emphasis":           r("*a **a ", k(32500)),
		"many emphasis closers":          r("a_ ", k(65000)),
		"many emphasis openers":          r("_a ", k(65000)),
		"many link closers":              r("a]", k(65000)),
		"many link openers":              r("[a", k(65000)),
		"mismatched openers and closers": r("*a_ ", k(50000)),
		"crossed emphasis, twice":        r("*x ", k(10000)) + r("_y ", k(10000)) + r("*_ ", k(10000)),
		"openers and closers of 3":       "a" + r("**b", k(50000)) + r("c* ", k(50000)),
		"link openers and emphasis":      r("[ a_", k(50000)),
		"pattern [ (](":                  r("[ (](", k(80000)),
		"pattern ![[]()":                 r("![[]()", k(160000)),
		"hard link emphasis":             "**x [a*b**c*](d)" + r("*a_ [b](c) ", k(20000)),
		"nested brackets":                r("[", k(50000)) + "a" + r("]", k(50000)),
		"nested block quotes":            r("> ", k(50000)) + "a",
		"nested block quotes tight":      r(">", k(50000)) + "a",
		"100 quotes":                     r("> ", 100) + "a",
		"deeply nested lists":            deep(k(1000), func(i int) string { return r("  ", i) + "* a\n" }),
		"lists on one line":              r("- ", k(40000)) + "x",
		"400 lists":                      r("- ", 400) + "x",
		"U+0000":                         r("abc\u0000xyz\u0000", k(65000)),
		"backticks":                      deep(k(5000), func(i int) string { return "e" + r("`", i) }),
		"backticks in long lines":        deep(k(2000), func(i int) string { return r("`", i) + " x\n" }),
		"unclosed <":                     r("<", k(100000)),
		"unclosed links A":               r("[a](<b", k(30000)),
		"unclosed links B":               r("[a](b", k(30000)),
		"unclosed <!--":                  "</" + r("<!--", k(300000)),
		"unclosed <?":                    "</" + r("<?", k(300000)),
		"unclosed <!A":                   "</" + r("<!A ", k(150000)),
		"unclosed CDATA":                 "</" + r("<![CDATA[", k(100000)),
		"empty lines in deep lists":      r("- ", k(30000)) + "x" + r("\n", k(30000)),
		"empty lines in lists":           "- a\n" + r("\n", k(50000)) + "b",
		"empty lines in quotes":          r("> ", 30) + "x\n" + r("> \n", k(50000)),
		"emphasis in deep quotes":        r(">", k(100000)) + r("a*", k(100000)),
		"reference collisions":           deep(k(50000), func(i int) string { return fmt.Sprintf("[%d]: /u\n", i) }) + r("[1] ", k(50000)),
		"references without end":         deep(k(30000), func(i int) string { return fmt.Sprintf("[a%d]: x 'y\n", i) }),
		"long reference label":           "[" + r("a", k(500000)) + "]: /u\n\n[x]",
		"many references to one":         "[a]: /" + r("u", k(50000)) + "\n\n" + r("[a] ", k(50000)),
		"table of many columns":          r("|a", k(3000)) + "|\n" + r("|-", k(3000)) + "|\n" + r("|b\n", k(3000)),
		"table of many rows":             "|a|b|\n|-|-|\n" + r("|c|d|\n", k(100000)),
		"rows without a table":           r("|a|b|\n", k(100000)),
		"pipes":                          r("|", k(200000)),
		"table in a table":               r("| a |\n| - |\n", k(30000)),
		"escaped pipes":                  "|a|\n|-|\n|" + r("\\|", k(100000)) + "|\n",
		"strikethrough openers":          r("~~a ", k(50000)),
		"strikethrough":                  r("~", k(100000)) + "a",
		"highlight openers":              r("==a ", k(50000)),
		"autolinks":                      r("http://a.b/ ", k(30000)),
		"autolink parentheses":           "http://a.b/" + r("(", k(50000)),
		"autolink ends":                  "www.a.b" + r(")", k(50000)) + r(".", k(50000)) + r("&amp;", k(20000)),
		"mail openers":                   r("a@", k(60000)) + r("a.", k(60000)),
		"www prefix":                     r("www.", k(80000)),
		"footnotes":                      deep(k(20000), func(i int) string { return fmt.Sprintf("[^%d]\n\n[^%d]: x\n\n", i, i) }),
		"one footnote":                   "[^a]: x\n\n" + r("[^a] ", k(50000)),
		"footnote chain":                 deep(k(5000), func(i int) string { return fmt.Sprintf("[^%d]: [^%d]\n\n", i, i+1) }) + "[^0]",
		"tasks":                          r("- [ ] a\n", k(50000)),
		"headings":                       r("# a\n\n", k(10000)),
		"headings without text":          r("#\n", k(50000)),
		"underlined headings":            r("a\n=\n", k(30000)),
		"fences":                         r("```\n", k(50000)),
		"open fence":                     "```go\n" + r("x := \"`\"\n", k(50000)),
		"fence info":                     "```" + r("x", k(200000)) + "\n",
		"entities":                       r("&amp;&#27;&lt;", k(50000)),
		"entities without end":           r("&a", k(100000)),
		"entity digits":                  "&#" + r("1", k(100000)) + ";",
		"backslashes":                    r("\\", k(200000)),
		"html":                           r("<b><i>", k(30000)),
		"html blocks":                    r("<div>\n\n", k(30000)),
		"html attributes":                "<a " + r("b=c ", k(60000)),
		"html quotes":                    r("<a b=\"", k(40000)),
		"html closers":                   r("</b>", k(60000)),
		"details":                        r("<details>\n<summary>x</summary>\n\n", k(10000)),
		"wiki openers":                   r("[[a|", k(50000)),
		"embeds":                         r("![[a]]", k(30000)),
		"comments":                       r("%% a ", k(50000)),
		"callouts":                       r("> [!note] a\n>\n", k(30000)),
		"nested callouts":                deep(k(300), func(i int) string { return r("> ", i+1) + "[!note]\n" }),
		"definitions":                    r("a\n: b\n\n", k(20000)),
		"liquid":                         r("{{ a {% b ", k(30000)),
		"raw":                            r("{% raw %}", k(30000)),
		"one word":                       r("a", k(1000000)),
		"one line of words":              r("word ", k(500000)),
		"wide letters":                   r("漢", k(300000)),
		"combining marks":                "a" + r("\u0301", k(200000)),
		"joiners":                        r("👩\u200d", k(50000)),
		"rules":                          r("---\n\n", k(50000)),
		"spaces":                         r(" ", k(1000000)) + "a",
		"tabs":                           r("\t", k(300000)) + "a",
		"line feeds":                     r("\n", k(1000000)),
		"hashtags":                       r("#a ", k(50000)),
		"ordered":                        deep(k(30000), func(i int) string { return fmt.Sprintf("%d. a\n", i) }),
		"lists of lists":                 r("* a\n  1. b\n", k(30000)),
		"quotes with code":               r("> ```\n", k(30000)),
		"YAML aliases":                   "---\na: &a [x,x]\n" + deep(k(1000), func(i int) string { return "b" + fmt.Sprint(i) + ": &b" + fmt.Sprint(i) + " [*a,*a,*a,*a]\n" }) + "---\n",
		"YAML brackets":                  "---\na: " + r("[", k(20000)) + "\n---\n",
		"YAML braces":                    "---\na: " + r("{a: ", k(20000)) + "\n---\n",
		"YAML billion laughs":            "---\na0: &a0 [x,x]\n" + deep(40, func(i int) string { return fmt.Sprintf("a%d: &a%d [*a%d,*a%d,*a%d]\n", i+1, i+1, i, i, i) }) + "---\n",
		"YAML merges":                    "---\na0: &a0 {x: y}\n" + deep(40, func(i int) string { return fmt.Sprintf("a%d: &a%d {<<: [*a%d,*a%d]}\n", i+1, i+1, i, i) }) + "---\n",
		"TOML tables":                    "+++\n" + deep(k(20000), func(i int) string { return fmt.Sprintf("[a%d.b.c]\n", i) }) + "+++\n",
		"TOML brackets":                  "+++\na = " + r("[", k(20000)) + "\n+++\n",
		"TOML keys":                      "+++\n" + r("a.", k(20000)) + "b = 1\n+++\n",
		"JSON brackets":                  "{\"a\": " + r("[", k(50000)) + "\n}\n",
		"JSON objects":                   r("{\"a\":", k(50000)),
		"references in references":       deep(k(2000), func(i int) string { return fmt.Sprintf("[a%d]: <[a%d]> 'b'\n", i, i+1) }) + r("[a0][a1]", k(20000)),
		"mixed containers":               r("> - 1. ", k(20000)) + "a",
		"emphasis over lines":            r("*a\n", k(50000)),
		"strong without end":             r("**a\n", k(50000)),
		"code in links":                  r("[`a](", k(30000)),
		"images in images":               r("![", k(50000)) + "a" + r("](b)", k(50000)),
		"links in links":                 r("[a](b", k(20000)) + r(")", k(20000)),
		"angle links":                    r("[a](<b>c", k(30000)),
		"titles":                         r("[a](b \"c", k(30000)),
	}
}

// firstScreen does what the user waits for: it parses the note and lays out its first 60 rows.
func firstScreen(raw []byte, width int) int {
	p := note.Parse("x.md", raw)
	page := New(newSource(p), Options{Theme: theme.Dark(), Width: width, Header: true})
	rows := 0
	for i := 0; i < page.BlockCount() && rows < 60; i++ {
		rows += len(page.Block(i))
	}
	return rows
}

// runPathological runs the inputs in a process that may crash, and prints how long each took.
func runPathological() {
	debug.SetMaxStack(128 << 20) // shows a recursion as deep as the input already at a tenth of its size
	debug.SetMemoryLimit(1 << 30)
	for name, src := range pathologicalInputs(*scale) {
		if !strings.Contains(name, *shape) {
			continue
		}
		fmt.Printf("begin %s\n", name)
		began, worked := time.Now(), cpuTime()
		rows := firstScreen([]byte(src), 80)
		took := time.Since(began)
		if worked > 0 { // independent of other load on the machine
			took = cpuTime() - worked
		}
		fmt.Printf("end %s: %d bytes, %d rows, %d ms, %d MB at most\n", name, len(src), rows, took.Milliseconds(), peakMemory())
	}
	fmt.Println("all")
}

// peakMemory returns the process's highest memory use in MB, or 0 if the system does not say.
func peakMemory() int {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := bytes.Cut(b, []byte("VmHWM:"))
	kb := 0
	_, _ = fmt.Sscan(string(rest), &kb)
	return kb >> 10
}

// cpuTime returns the processor time that the process has used, in steps of 10 ms, or 0 if the system does not say.
func cpuTime() time.Duration {
	b, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, system := 0, 0
	_, _ = fmt.Sscan(fields[11], &user)
	_, _ = fmt.Sscan(fields[12], &system)
	return time.Duration(user+system)*10*time.Millisecond + 1
}

// TestNothingExplodes checks that each input shows its first screen in time. At full size, which takes a minute or two:
//
//	go test ./internal/render -run Explodes -scale 1 -v
func TestNothingExplodes(t *testing.T) {
	if os.Getenv("QUIRE_TEST_EXPLODES") != "" {
		runPathological()
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	all := len(pathologicalInputs(0))
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute+time.Duration(float64(all)*50**scale)*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, self, "-test.run", "^TestNothingExplodes$", "-scale", fmt.Sprint(*scale), "-shape", *shape)
	c.Env = append(os.Environ(), "QUIRE_TEST_EXPLODES=1")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	began, limit := "", 5000
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "begin "); ok {
			began = name
			continue
		}
		_, figures, ok := strings.Cut(line, ": ")
		var size, rows, ms, mb int
		if _, err := fmt.Sscanf(figures, "%d bytes, %d rows, %d ms, %d MB", &size, &rows, &ms, &mb); !ok || err != nil {
			continue
		}
		t.Log(line)
		if ms > limit || mb > 1024 {
			t.Errorf("too slow or too much memory: %s", line)
		}
	}
	if err != nil || !strings.Contains(string(out), "\nall\n") {
		first, _, _ := strings.Cut(stderr.String(), "\n\n")
		t.Errorf("the process ended in %q: %v, %s", began, err, first)
	}
}
