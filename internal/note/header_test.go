package note

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
)

// formatEntries writes entries as text: keys, values with their spelling, lines.
func formatEntries(entries []entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s@%d=%s;", e.key, e.line, formatValue(e.value))
	}
	return b.String()
}

// formatValue writes a value as text, with its line and column.
func formatValue(v value) string {
	switch v.kind {
	case scalar:
		if v.quoted {
			return fmt.Sprintf("%q@%d:%d", v.text, v.line, v.column)
		}
		return fmt.Sprintf("%s@%d:%d", v.text, v.line, v.column)
	case list:
		var parts []string
		for _, item := range v.items {
			parts = append(parts, formatValue(item))
		}
		return fmt.Sprintf("[%s]@%d:%d", strings.Join(parts, ","), v.line, v.column)
	case mapping:
		return "{" + formatEntries(v.fields) + "}"
	default:
		return "null"
	}
}

var flatHeaders = []string{
	"title: A title\ndate: 2021-10-04 09:00:01 # sorted by this\ntags: [ aws, front end,ops ]\n",
	"title:  \"re:Invent: How\"\nauthor: 'Thomas'\ndraft: true\nweight: 007\n",
	"aliases:\n  - One\n  - \"Two: three\"\n  - 4\npermalink: a/b\n",
	"aliases:\n- One\n- Two\n\n# comment\nnext: x\n",
	"aliases:\npermalink: x\n",
	"tags: []\nkey: a:b c#d \n",
	"url: https://example.com/a?b=c&d\nempty:   \nnull-ish: # nothing\n",
	"tags: [\"a b\", 'c', d]\n",
	"a: \"x\" # y\nb: 'x'#y\n",
	"é: x\n", "a: é ü 日本 [x]\nb: [é, 日本 x]\n", "a: \u0085x\n", "a: \ufeffx\n",
	"a: b\n  c\n", "a: |\n  b\n", "a: {b: c}\n", "a: &x b\nc: *x\n", "a: b: c\n", "a: b:\n",
	"a: -\nb: -x\nc: ?x\nd: - x\n", "a: [b\n, c]\n", "a: [b]]\n", "a: [b] c\n", "a: [b] # c\n", "a: [b,]\n",
	"a: \"b\\n\"\nc: 'it''s'\n", "a:b\n", "a\n", "- a\n- b\n", "a: x\n- b\n", "a:\n  - b\n - c\n", "a:\n  -\n  - c\n",
	"a:\n  - b: c\n", "a:\n  - [b]\n", "a:\n  - b\n  c: d\n", "a: ~\nb: null\nc: [null, ~]\n", "a: 1\na: 2\n", "a: x\t\n", "\ta: x\n",
	"a: %x\nb: @x\nc: `x`\n", "a: !x y\n", "a: *\n", "a: >x\n", "---x: y\n", "<<: x\n", "=: =\na: =\n", "a: x #\nb: #x\nc: x#y\n", "null: x\n",
	"a: [b c, d#e, f #g]\n", "a: [b: c]\n", "a: [b?c]\n", "a: 'b\n", "a: b'c\"d\n", "a:\n\n  - b\n\n  - c\n",
}

// checkFlatAgrees checks that YAML reads the same values if the flat parser accepts data, and reports whether
// it does.
func checkFlatAgrees(t *testing.T, data string) (accepted bool) {
	t.Helper()
	entries, ok := parseFlatYAML(data, 2)
	if !ok {
		return false
	}
	got, gotProblems := dropDuplicateKeys(entries)
	want, wantProblems, err := parseYAML(data, 2)
	if err != nil {
		t.Errorf("%q: accepted, but YAML says %v", data, err)
		return true
	}
	if g, w := formatEntries(got), formatEntries(want); g != w {
		t.Errorf("%q:\nflat %s\nYAML %s", data, g, w)
	}
	if !reflect.DeepEqual(gotProblems, wantProblems) {
		t.Errorf("%q: problems %v, YAML %v", data, gotProblems, wantProblems)
	}
	return true
}

func TestParseFlatYAML_AgreesWithYAML(t *testing.T) {
	accepted := 0
	for _, data := range flatHeaders {
		if checkFlatAgrees(t, data) {
			accepted++
		}
	}
	if accepted < 8 {
		t.Errorf("the flat parser accepted only %d headers", accepted)
	}
}

func FuzzFlat(f *testing.F) {
	for _, data := range flatHeaders {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if strings.Contains(data, "\r") {
			return // DecodeText leaves none
		}
		checkFlatAgrees(t, data)
	})
}

func TestReadHeader_AllSyntaxes(t *testing.T) {
	tests := []struct {
		name, text string
		body       string // of a valid header
		fields     string // as formatEntries writes them
	}{
		{"YAML", "---\na: 1\n---\nbody", "body", "a@2=1@2:4;"},
		{"empty", "---\n---\nbody\n", "body\n", ""},
		{"blank", "---\n\n---\nbody\n", "body\n", ""},
		{"comment alone", "---\n# x\n---\nbody\n", "body\n", ""},
		{"space after fences", "---  \na: 1\n---\t\nbody", "body", "a@2=1@2:4;"},
		{"no end of line", "---\na: 1\n---", "", "a@2=1@2:4;"},
		{"dots", "---\na: 1\n...\nbody", "body", "a@2=1@2:4;"},
		{"indented fence", "---\nx: |\n  ---\n  y\n---\nbody", "body", `x@2="---\ny\n"@2:4;`},
		{"indented fence of the other kind", "---\nx: |\n  ...\n  y\n---\nbody", "body", `x@2="...\ny\n"@2:4;`},
		{"indented dots", "---\nx: |\n  ...\n  y\n...\nbody", "body", `x@2="...\ny\n"@2:4;`},
		{"indented fence in TOML", "+++\nx = \"\"\"\n +++\ny\"\"\"\n+++\nbody", "body", `x@2=" +++\ny"@2:5;`},
		{"fence in a value", "---\nx: a --- b\n---\nbody", "body", "x@2=a --- b@2:4;"},
		{"spellings", "---\na: 0123\nb: yes\nc: 1e3\nd: 2024-01-02\ne: 0x1F\nf: \"1\"\ng: !!str 5\n---\n", "",
			`a@2=0123@2:4;b@3=yes@3:4;c@4=1e3@4:4;d@5=2024-01-02@5:4;e@6=0x1F@6:4;f@7="1"@7:4;g@8=5@8:4;`},
		{"order", "---\nz: 1\na: {y: 1, b: 2}\nm:\n  k: 1\n  c: 2\n---\n", "",
			"z@2=1@2:4;a@3={y@3=1@3:8;b@3=2@3:14;};m@4={k@5=1@5:6;c@6=2@6:6;};"},
		{"alias and merge", "---\na: &x {k: 1, l: 2}\nb: *x\nc:\n  <<: *x\n  k: 3\n---\n", "",
			"a@2={k@2=1@2:11;l@2=2@2:17;};b@3={k@2=1@2:11;l@2=2@2:17;};c@4={k@6=3@6:6;l@2=2@2:17;};"},
		{"TOML", "+++\nz = 1\ntitle = \"T\"\nd = 2024-01-02\n[m]\nk = [1, 2]\nb = true\n+++\nbody", "body",
			`z@2=1@2:5;title@3="T"@3:9;d@4=2024-01-02@4:5;m@5={k@0=[1@0:0,2@0:0]@0:0;b@0=true@0:0;};`},
		{"TOML times", "+++\na = 2024-01-02T03:04:05Z\nb = 2024-01-02T03:04:05\nc = 03:04:05\nd = 2024-01-02T03:04:05+02:00\n+++\n", "",
			"a@2=2024-01-02T03:04:05Z@2:5;b@3=2024-01-02T03:04:05@3:5;c@4=03:04:05@4:5;d@5=2024-01-02T03:04:05+02:00@5:5;"},
		{"JSON", "{\n \"z\": 1,\n \"a\": [\"x\", true, null]\n}\n\nbody", "\nbody", `z@2=1@2:7;a@3=["x"@3:8,true@3:13,null]@3:7;`},
		{"JSON on a line", "{\"a\": {\"b\": 1.50}}\nbody", "body", "a@1={b@1=1.50@1:13;};"},
		{"JSON, no object", "{}\nbody", "body", ""},
		{"JSON in fences", ";;;\n{\"a\": 1}\n;;;\nbody", "body", "a@2=1@2:7;"},
		{"JSON with a fence in it", "{\"a\": \"\\n;;;\\n\"}\n", "", `a@1="\n;;;\n"@1:7;`},
		{"named YAML", "---yaml\na: 1\n---\nb", "b", "a@2=1@2:4;"},
		{"named TOML", "---toml\na = 1\n---\nb", "b", "a@2=1@2:5;"},
		{"named JSON", "---json\n{\"a\": 1}\n---\nb", "b", "a@2=1@2:7;"},
	}
	for _, test := range tests {
		h, _, _, problems := readHeader([]byte(test.text))
		if h == nil || problems != nil {
			t.Errorf("%s: no header, %v", test.name, problems)
			continue
		}
		if body := test.text[h.body:]; body != test.body {
			t.Errorf("%s: body %q, want %q", test.name, body, test.body)
		}
		if got := formatEntries(h.fields); got != test.fields {
			t.Errorf("%s: fields\n%s, want\n%s", test.name, got, test.fields)
		}
	}
}

func TestParse_ReportsInvalidHeaders(t *testing.T) {
	long := strings.Repeat("a: b\n", 20_000)
	tests := []struct {
		name, text   string
		line, column int // of the problem; 0 for none
		message      string
		valid        bool // the header counts all the same
	}{
		{name: "no header", text: "# Title\n---\na: 1\n---\n"},
		{name: "after words", text: "words\n\n---\na: 1\n---\n"},
		{name: "four dashes", text: "----\na: 1\n----\n"},
		{name: "a thematic break", text: "---\n\nText.\n\n---\n\nMore.\n"},
		{name: "a thematic break alone", text: "---\n\nText: with\n"},
		{name: "a template", text: "{% include x %}\n"},
		{name: "an attribute list", text: "{: .x}\n"},
		{name: "braces in prose", text: "{\"a\": 1} is JSON\n"},
		{name: "not closed", text: "---\na: 1\n\nbody\n", line: 1, column: 1, message: "no closing ---"},
		{name: "TOML not closed", text: "+++\na = 1\n", line: 1, column: 1, message: "no closing +++"},
		{name: "JSON not closed", text: "{\n\"a\": 1\n", line: 3, column: 1, message: "JSON"},
		{name: "too long", text: "---\n" + long + "---\nbody", line: 1, column: 1, message: "64 KB"},
		{name: "TOML too long", text: "+++\n" + long + "+++\nbody", line: 1, column: 1, message: "64 KB"},
		{name: "JSON too long", text: "{\"a\": \"" + long + "\"}\nbody", line: 1, column: 1, message: "64 KB"},
		{name: "tabs", text: "---\nx: 1\n\ty: 2\n---\nbody", line: 3, column: 1, message: "YAML"},
		{name: "a second colon", text: "---\nx: 1\ntitle: Go: the good\n---\nbody", line: 3, column: 10, message: "YAML"},
		{name: "a bracket left open", text: "---\nx: [1\n---\nbody", line: 2, column: 1, message: "YAML"},
		{name: "a list", text: "---\n- a\n---\nbody", line: 2, column: 1, message: "not a list of fields"},
		{name: "a text", text: "---\nwords\n---\nbody", line: 2, column: 1, message: "not a list of fields"},
		{name: "TOML", text: "+++\na = 1\nb = \n+++\nbody", line: 3, message: "TOML"},
		{name: "JSON", text: ";;;\n{\"a\": 1,\n \"b\" 2}\n;;;\nbody", line: 3, column: 6, message: "JSON"},
		{name: "JSON with more", text: ";;;\n{} {}\n;;;\n", line: 2, message: "JSON"},
		{name: "a list in JSON", text: ";;;\n[]\n;;;\n", line: 2, message: "not a list of fields"},
		{name: "set twice", text: "---\na: 1\nb: {c: 1}\na: 2\n---\n", line: 4, column: 1, message: `"a" is set twice; the value on line 2 is used`, valid: true},
		{name: "set twice, flat", text: "---\na: 1\na: 2\n---\n", line: 3, column: 1, message: `"a" is set twice`, valid: true},
		{name: "set twice in JSON", text: "{\n\"a\": 1,\n \"a\": 2}\n", line: 3, column: 2, message: `"a" is set twice`, valid: true},
	}
	for _, test := range tests {
		p := Parse("x.md", []byte(test.text))
		if valid := len(p.Header) > 0; valid != test.valid {
			t.Errorf("%s: header is %v", test.name, valid)
		}
		if string(p.Header)+string(p.Body) != test.text {
			t.Errorf("%s: text lost", test.name)
		}
		problems := p.Details.Problems
		if test.line == 0 {
			if problems != nil {
				t.Errorf("%s: unexpected %v", test.name, problems)
			}
			continue
		}
		if len(problems) != 1 {
			t.Errorf("%s: problems %v, want one", test.name, problems)
			continue
		}
		got := problems[0]
		if got.Line != test.line || got.Column < 1 || test.column > 0 && got.Column != test.column || !strings.Contains(got.Message, test.message) {
			t.Errorf("%s: %d:%d %s, want %d:%d …%s…", test.name, got.Line, got.Column, got.Message, test.line, test.column, test.message)
		}
	}
}

// A header that is not valid YAML still gives the note what can be read of it.
func TestParse_SalvagesFieldsOfInvalidYAML(t *testing.T) {
	p := Parse("x.md", []byte("---\ntitle: Go: the good: parts\ntags: [a, b]\n# comment\nx: [1\n---\n\n## Body\n"))
	n := p.Note
	if n.Title != "Go: the good: parts" || len(n.Tags) != 2 || len(n.Details().Problems) != 1 || len(p.Header) > 0 {
		t.Errorf("title %q, tags %v, problems %v", n.Title, n.Tags, n.Details().Problems)
	}
	p = Parse("a-name.md", []byte("---\n# comment\nx: [1\n---\n\nBody\n"))
	if p.Note.Title != "a name" {
		t.Errorf("title %q from a comment of the header", p.Note.Title)
	}
}

func TestFields_HaveTypesOnlyWhereTheSpellingStays(t *testing.T) {
	p := Parse("x.md", []byte("---\ni: 12\nf: 1.5\nv: 1.10\nz: 007\nt: true\ny: yes\nn:\nd: 2024-01-02\nq: \"12\"\nl: [1, a]\nm: {z: 1, a: \"\\e[31m\"}\nk\u200b: |\n  a\n  b\n---\n"))
	want := []Field{
		{"i", int64(12), 2}, {"f", 1.5, 3}, {"v", "1.10", 4}, {"z", "007", 5}, {"t", true, 6}, {"y", "yes", 7}, {"n", nil, 8},
		{"d", "2024-01-02", 9}, {"q", "12", 10}, {"l", []any{int64(1), "a"}, 11},
		{"m", Fields{{"z", int64(1), 12}, {"a", "␛[31m", 12}}, 12}, {"k", "a\nb\n", 13},
	}
	if !reflect.DeepEqual(p.Details.Fields, want) {
		t.Errorf("fields\n%#v, want\n%#v", p.Details.Fields, want)
	}
	b, err := json.Marshal(Fields(p.Details.Fields[9:11]))
	if want := `{"l":[1,"a"],"m":{"z":1,"a":"␛[31m"}}`; err != nil || string(b) != want {
		t.Errorf("JSON %s %v, want %s", b, err, want)
	}
}

// TestHeaderBombs checks that no header costs much time or memory, whatever it describes. On an idle machine the bound on
// the time can be set in milliseconds:
//
//	QUIRE_TEST_BOMB=100 go test ./internal/note -run HeaderBombs -v
func TestHeaderBombs(t *testing.T) {
	limit := 20 * time.Second
	if n, err := strconv.Atoi(os.Getenv("QUIRE_TEST_BOMB")); err == nil {
		limit = time.Duration(n) * time.Millisecond
	}
	bombs := map[string]string{}
	aliases := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	merges := "a0: &a0 {k: v}\n"
	for i := 1; i < 40; i++ {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
		merges += fmt.Sprintf("a%d: &a%d {<<: [*a%d,*a%d]}\n", i, i, i-1, i-1)
	}
	bombs["aliases"] = "---\n" + aliases + "---\n"
	bombs["merges"] = "---\n" + merges + "---\n"
	bombs["text"] = "---\nk: &k \"" + strings.Repeat("x", 30_000) + "\"\nl: [" + strings.Repeat("*k,", 10_000) + "]\n---\n"
	bombs["self"] = "---\na: &a [*a]\n---\n"
	bombs["self merge"] = "---\na: &a {<<: *a}\n---\n"
	bombs["self key"] = "---\na: &a {? *a : x}\n---\n"
	bombs["YAML depth"] = "---\na: " + strings.Repeat("[", 60_000) + "\n---\n"
	bombs["YAML depth, closed"] = "---\na: " + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000) + "\n---\n"
	bombs["YAML maps"] = "---\n" + strings.Repeat("{a: ", 9_000) + strings.Repeat("}", 9_000) + "\n---\n"
	bombs["YAML dashes"] = "---\na:\n " + strings.Repeat("- ", 9_000) + "x\n---\n"
	bombs["YAML keys"] = "---\n? " + strings.Repeat("? ", 9_000) + "x\n---\n"
	bombs["TOML depth"] = "+++\na = " + strings.Repeat("[", 60_000) + "\n+++\n"
	bombs["TOML tables"] = "+++\na = " + strings.Repeat("{a = ", 9_000) + "1\n+++\n"
	bombs["TOML dots"] = "+++\na" + strings.Repeat(".a", 30_000) + " = 1\n+++\n"
	bombs["TOML quoted dots"] = "+++\n\"a=\"" + strings.Repeat(".a", 30_000) + " = 1\n+++\n"
	bombs["TOML header"] = "+++\n[a" + strings.Repeat(".a", 30_000) + "]\n+++\n"
	bombs["JSON depth"] = ";;;\n{\"a\": " + strings.Repeat("[", 60_000) + "\n;;;\n"
	bombs["JSON objects"] = strings.Repeat("{\"a\":", 10_000) + "1" + strings.Repeat("}", 10_000) + "\n"
	for name, text := range bombs {
		var p *Parsed
		var bytes uint64
		took := testclock.Measure(func() { bytes = allocatedBytes(func() { p = Parse("x.md", []byte(text+"body\n")) }) })
		if took > limit {
			t.Errorf("%s took %v", name, took)
		} else {
			t.Logf("%-20s %8v %6d KB", name, took.Round(time.Microsecond), bytes>>10)
		}
		if bytes > 64<<20 {
			t.Errorf("%s allocated %d MB", name, bytes>>20)
		}
		if len(p.Details.Problems) == 0 || p.Details.Problems[0].Line == 0 {
			t.Errorf("%s: problems %v", name, p.Details.Problems)
		}
		if !strings.HasSuffix(string(p.Body), "body\n") {
			t.Errorf("%s: body lost", name)
		}
	}
}
