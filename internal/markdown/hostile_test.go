package markdown

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"quire/internal/testcorpus"
)

// patterns nest deep, or make a parser search again and again, when they are repeated.
var patterns = []string{
	"*a **a ", "*a_ ", "_a* ", "***a ", "**a* ", "a* ", "~a* ", "==a* ", "=", "x~~~~", "|*a_ |\n", "> *a_ \n", "- *a_ \n",
	"[a", "![a", "[a](", "[a][", "[a](<", "[a](b \"", "[a](b '", "[a](b (", "[a](<b> '", "[a](b'", "[[a ", "![[", "[[a|", "[^a] ", "[^a]: ", "[^a]: x\n", "[a]: b\n", "[x]",
	"> ", "- ", "1. ", "* * ", "+\n", "- a\n  - b\n", "a\n: b\n\n", "[^1]\n\n[^1]: a\n\n",
	"<b>", "<b><i></b>", "<a href=x>", "<div>\n", "<ul><li>", "<p><a href=x>", "<blockquote>", "<details>\n\n", "<div>a\n\nb", "<table><tr><td>", "<pre>", "<iframe>", "<script>", "<svg>x",
	"<!-- ", "<?", "<![CDATA[", "<a ", "<a b=\"", "<a\n", "<br>", "<img src=x>", "&amp;", "&#27;", "\\*",
	"`a``", "`{{", "{{ a ", "{% a ", "{% raw %}", "{% comment %}", "{% comment %}{% endcomment %}", "{:.a}", "{{< ref \"x\" >}}", "%% a ", "%%\n", "^a ",
	"https://a/）", "http://a@", "==https://a/x== ", "https://a/;", "www.a.b/（", ":", "http://a.",
	"{#a} ", "{#a}\n", "{: #a b=\"", "<a id=x>", "<a id=x>\n", "# a {#b}\n", "a\n: b\n\n{:auto_ids}\n\n",
	"|a", "|-", "| a |\n|---|\n", "|\\|`a`", "# a\n", "a\n===\n", "~~~\n", "  \n", "\t", "> [!note]\n> > [!a]\n",
	"!!! a\n    ", "??? a \"b\"\n", "=== \"a\"\n", ":::a\n", ":::a\n:::\n", ":::a[b]{c}\n\n::::d\n", "::: {.a}\n- ",
	"*[a]: b\n", "*[a", "*[a]:\n", "a\n*[b]: *c\n", "<video>", "<object>a", "<Tabs items={['a']}>", "<Tab title=\"a\">\n", "<Card title=\"a\">b</Card>\n", "<Note>\n\n",
}

func TestParse_SurvivesHostilePatterns(t *testing.T) {
	size := 20000
	if testing.Short() {
		size = 5000
	}
	for _, p := range patterns {
		src := strings.Repeat(p, size/len(p))
		checkDocument(t, Parse([]byte(src)))
		checkDocument(t, Parse([]byte("x "+src)))
		checkDocument(t, Parse([]byte("> - "+strings.ReplaceAll(src, "\n", "\n>   "))))
	}
}

func TestParse_LimitsNestedLists(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	d := Parse([]byte(b.String()))
	checkDocument(t, d)
	if d.LimitReason == "" {
		t.Error("Limited does not say that a list was cut")
	}
}

func TestParse_LimitsTableCells(t *testing.T) {
	src := strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("x\n", 20000)
	d := Parse([]byte(src))
	if d.LimitReason == "" || d.Root.FirstChild().Kind() != KindUnparsedText || strings.ReplaceAll(d.PlainText(), "\n", "") != strings.ReplaceAll(src, "\n", "") {
		t.Error("a small source became a table of 60 million cells")
	}
}

// Text that is too long for Markdown keeps its place and is shown as written.
func TestParse_ShowsTooLongTextAsWritten(t *testing.T) {
	line := strings.Repeat("word ", maxLine/5) + "end"
	rows := "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", maxCells/3+1)
	long := strings.Repeat("some words of a paragraph\n", maxParagraph/20)
	for name, src := range map[string]string{
		"a line": "# a\n\n" + line + "\n\n*b*\n", "rows": "# a\n\n" + rows + "\n*b*\n", "a paragraph": "# a\n\n" + long + "\n*b*\n", "all": line + "\n" + rows + "\n" + long,
	} {
		d := Parse([]byte(src))
		checkDocument(t, d)
		got, want := strings.Join(strings.Fields(d.PlainText()), ""), strings.Join(strings.Fields(src), "")
		if want = strings.NewReplacer("#a", "a", "*b*", "b").Replace(want); got != want {
			t.Errorf("%s: %d bytes of text, want %d", name, len(got), len(want))
		}
		if last := d.Root.LastChild(); name != "all" && (len(d.Headings()) != 1 || last.Kind() != ast.KindParagraph || d.Text(last) != "b") {
			t.Errorf("%s: the blocks around it are lost", name)
		}
		if d.LimitReason == "" || d.Root.ChildCount() < 20 {
			t.Errorf("%s: %q, %d blocks", name, d.LimitReason, d.Root.ChildCount())
		}
		checkSameInParts(t, name, []byte(src), 100000)
	}
	fenced := Parse([]byte("```\n" + long + "```\n\nb\n"))
	if fenced.Root.ChildCount() != 2 || fenced.CodeText(fenced.Root.FirstChild()) != long {
		t.Errorf("code of %d bytes did not stay a single block: %d blocks", len(long), fenced.Root.ChildCount())
	}
}

// A short note must not need a gigabyte for its addresses.
func TestParse_LimitsRepeatedAddresses(t *testing.T) {
	d := Parse([]byte("[a]: /" + strings.Repeat("u", 50000) + "\n\n" + strings.Repeat("[a] ", 50000)))
	sum := 0
	for _, l := range d.Links() {
		sum += len(l.Dest)
	}
	if sum > 4<<20 || d.LimitReason == "" || len(d.Links()) < 10000 {
		t.Errorf("%d links with %d bytes of addresses, %q", len(d.Links()), sum, d.LimitReason)
	}
}

// Text that a limit hides from goldmark must stay readable.
func TestParse_LimitsLoseNoText(t *testing.T) {
	for _, p := range []string{"*a_b ", "> x", "- y", "[z", "[a](b", "~~~~ ", "`" + strings.Repeat("`", 60) + "x "} {
		src := strings.Repeat(p, 3000)
		d := Parse([]byte("w " + src))
		got := strings.Join(strings.Fields(d.PlainText()), "")
		want := strings.Join(strings.Fields("w "+src), "")
		if got != want {
			t.Errorf("%q: %d bytes of text, not %d: %q…", p, len(got), len(want), excerpt([]byte(got)))
		}
	}
}

func TestParse_KeepsLongAddressesWhole(t *testing.T) {
	long := "data:image/png;base64," + strings.Repeat("iVBORw0KGgo_", 20000)
	d := Parse([]byte("![a](" + long + ") " + strings.Repeat("x_y* ", 2000) + "[b](c_d*e_f)"))
	links := d.Links()
	if len(links) != 2 || links[0].Dest != long || links[1].Dest != "c_d*e_f" {
		t.Errorf("%d links", len(links))
	}
}

func TestParse_SurvivesHostileCorpus(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Rough, "hostile"}, func(t *testing.T, name string) {
		err := filepath.WalkDir(testcorpus.Path(t, name), func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			checkDocument(t, Parse(raw))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, p := range patterns {
		f.Add(strings.Repeat(p, 3))
	}
	for _, c := range linkCases {
		f.Add(c.src)
	}
	for _, c := range treeCases {
		f.Add(c.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkDocument(t, Parse([]byte(src)))
	})
}

func BenchmarkParse(b *testing.B) {
	body, _ := readBody(b, filepath.Join(corpora, "blog/_posts/2021-12-07-reinvent-2021.md"))
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(body)
	}
}

func BenchmarkPlain(b *testing.B) {
	body, _ := readBody(b, filepath.Join(corpora, "blog/_posts/2021-12-07-reinvent-2021.md"))
	d := Parse(body)
	b.ReportAllocs()
	for b.Loop() {
		d.PlainText()
	}
}

// Brackets nested too deeply become text without loss; any number of links side by side stay links.
func TestParse_LimitsNestedBrackets(t *testing.T) {
	src := strings.Repeat("[", 9000) + "a" + strings.Repeat("]", 9000) + " [b](c)"
	d := Parse([]byte(src))
	checkDocument(t, d)
	if d.LimitReason == "" || len(d.Links()) != 1 || strings.TrimSpace(d.PlainText()) != strings.TrimSuffix(src, "[b](c)")+"b" {
		t.Errorf("%q, %d links, %d bytes of text", d.LimitReason, len(d.Links()), len(d.PlainText()))
	}
	d = Parse([]byte(strings.Repeat("[a](b) ", 2*maxOpenBrackets)))
	if d.LimitReason != "" || len(d.Links()) != 2*maxOpenBrackets {
		t.Errorf("%q, %d links side by side", d.LimitReason, len(d.Links()))
	}
}
