package markdown

import "testing"

func TestCodeLanguage_InfoStrings(t *testing.T) {
	for info, want := range map[string]fenceInfo{
		"":                                      {},
		"go":                                    {"go", ""},
		"C++":                                   {"C++", ""},
		`js title="src/a b.js" {1,3} numbered`:  {"js", "src/a b.js"},
		`js {1,3} title='a.js'`:                 {"js", "a.js"},
		`js{1,3}`:                               {"js", ""},
		`js,ignore`:                             {"js", ""},
		`rust,file=src/main.rs`:                 {"rust", "src/main.rs"},
		`{.python title="a b.py" .numberLines}`: {"python", "a b.py"},
		`{python}`:                              {"python", ""},
		`{r setup, echo=FALSE}`:                 {"r", ""},
		`{title="x"}`:                           {"", "x"},
		`title="x.txt"`:                         {"", "x.txt"},
		`file:x.go`:                             {"", "x.go"},
		`go file:x.go`:                          {"go", "x.go"},
		`js:src/x.js`:                           {"js", "src/x.js"},
		`ts:line-numbers {1}`:                   {"ts", ""},
		`sh [npm]`:                              {"sh", "npm"},
		`ts [config.ts] {2}`:                    {"ts", "config.ts"},
		`yaml filename="c.yml" showLineNumbers`: {"yaml", "c.yml"},
		`text "a" b`:                            {"text", ""},
		`html linenums="1" hl_lines="2 3"`:      {"html", ""},
	} {
		if got := parseFenceInfo(info); got != want {
			t.Errorf("%q: %+v, want %+v", info, got, want)
		}
	}
}

func TestCodeLanguage_OfElements(t *testing.T) {
	for src, want := range map[string]string{
		"<pre><code class=\"x language-go\">a</code></pre>": "go", "<pre class='lang-js'>a</pre>": "js", "<pre class=go>a</pre>": "",
	} {
		d := Parse([]byte(src))
		if got := d.CodeLanguage(d.Root.FirstChild()); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

// Colours that were copied with the output of a program go; whatever else a terminal would obey is shown.
func TestCodeText_WithoutColours(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"```log\n\x1b[31mERROR\x1b[0m x\x1b[K\n```", "ERROR x\n"},
		{"    \x1b[1;38;5;196mred\x1b[m\n", "red\n"},
		{"<pre>\x1b[32mok\x1b[0m</pre>", "ok\n"},
		{"```\n\x1b[2J\x1b]0;t\a\x1b[31\n```", "␛[2J␛]0;t␇␛[31\n"},
	} {
		d := Parse([]byte(c.src))
		if got := d.CodeText(d.Root.FirstChild()); got != c.want {
			t.Errorf("%q: %q, want %q", c.src, got, c.want)
		}
	}
}

// FuzzFenceInfo checks that any info string is parsed.
func FuzzFenceInfo(f *testing.F) {
	f.Add(`js title="a.js" {1,3}`)
	f.Add("{.go x='y}")
	f.Fuzz(func(t *testing.T, info string) {
		if got := parseFenceInfo(info); len(got.language)+len(got.label) > len(info) {
			t.Errorf("%q: %+v", info, got)
		}
	})
}
