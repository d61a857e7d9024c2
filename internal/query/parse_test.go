package query

import (
	"reflect"
	"strings"
	"testing"

	"quire/internal/testcorpus"
)

func wordNode(s string) Node { return Word{Text: s} }
func tagNode(s string) Node  { return Tag{Name: s} }

func day(year, month, day int) Period { return Period{Year: year, Month: month, Day: day} }
func relative(s string) Period        { return Period{Relative: s} }

// validQueries are queries that parse without an error, with their trees.
var validQueries = []struct {
	in   string
	want Node
	out  string // how it is printed; "" if as typed
}{
	{"event driven", And{wordNode("event"), wordNode("driven")}, ""},
	{"  event \t driven ", And{wordNode("event"), wordNode("driven")}, "event driven"},
	{"lamb*", Word{"lamb", true}, ""},
	{"*", wordNode("*"), ""},
	{"**", Word{"*", true}, ""},
	{`"cell based"`, Phrase{Text: "cell based"}, ""},
	{`"cell ba"*`, Phrase{"cell ba", true}, ""},
	{`"say \"no\" \\ or"`, Phrase{Text: `say "no" \ or`}, ""},
	{`a"b c"`, And{wordNode(`a"b`), wordNode(`c"`)}, ""},
	{`"a""b"c`, And{Phrase{Text: "a"}, Phrase{Text: "b"}, wordNode("c")}, `"a" "b" c`},

	{"#aws", tagNode("aws"), ""},
	{"tag:aws", tagNode("aws"), "#aws"},
	{"TAG:aws", tagNode("aws"), "#aws"},
	{"##aws", tagNode("aws"), "#aws"},
	{`#"front end"`, tagNode("front end"), ""},
	{`tag:"front end"`, tagNode("front end"), `#"front end"`},
	{`#"aws"`, tagNode("aws"), "#aws"},
	{"#c++", tagNode("c++"), ""},
	{"#c#", tagNode("c#"), ""},
	{"#whisk(e)y", tagNode("whisk(e)y"), ""},
	{"(#whisk(e)y)", tagNode("whisk(e)y"), "#whisk(e)y"},
	{"(#whisk(e)y OR #c++)", Or{tagNode("whisk(e)y"), tagNode("c++")}, "#whisk(e)y OR #c++"},
	{"(f(x OR y)", Or{wordNode("f(x"), wordNode("y")}, "f(x OR y"},
	{"a (y OR f(x )", And{wordNode("a"), Or{wordNode("y"), wordNode("f(x")}}, ""},
	{"#a/b", tagNode("a/b"), ""},
	{"#a*", Tag{"a", true}, ""},
	{`#"a*"`, tagNode("a*"), ""},
	{`#":)"`, tagNode(":)"), ""},
	{"#日本", tagNode("日本"), ""},
	{"-#meta", Not{tagNode("meta")}, ""},
	{"#aws -#meta", And{tagNode("aws"), Not{tagNode("meta")}}, ""},

	{`title:"a b"`, Field{Title, "a b", false}, ""},
	{"title:lamb*", Field{Title, "lamb", true}, ""},
	{"Title:x", Field{Title, "x", false}, "title:x"},
	{"author:Thomas", Field{Author, "Thomas", false}, ""},
	{"path:_posts/2021", Field{Path, "_posts/2021", false}, ""},
	{"series:x lang:de", And{Field{Series, "x", false}, Field{Lang, "de", false}}, ""},
	{"path://x", wordNode("path://x"), ""},
	{`path:"//x"`, Field{Path, "//x", false}, ""},

	{"http://x.org/a?b", wordNode("http://x.org/a?b"), ""},
	{"re:Invent 2021", And{KeyValue{Key: "re", Value: "Invent"}, wordNode("2021")}, ""},
	{"std::string 12:30 :( note:", And{KeyValue{Key: "std", Value: ":string"}, KeyValue{Key: "12", Value: "30"}, wordNode(":("), KeyValue{Key: "note", Value: ""}}, ""},
	{"Note: this", And{KeyValue{Key: "Note", Value: ""}, wordNode("this")}, ""},

	{"status:Final -status:draft,review", And{KeyValue{Key: "status", Value: "Final"}, Not{KeyValue{Key: "status", Value: "draft,review"}}}, ""},
	{"ms.topic:how-to extra.from:x größe:>3", And{KeyValue{Key: "ms.topic", Value: "how-to"}, KeyValue{Key: "extra.from", Value: "x"}, KeyValue{Key: "größe", Value: ">3"}}, ""},
	{`status:"in review",done due:>="2026-01-02" x:"a"*`, And{KeyValue{Key: "status", Value: `"in review",done`}, KeyValue{Key: "due", Value: `>="2026-01-02"`}, KeyValue{Key: "x", Value: `"a"*`}}, ""},
	{`"due date":2026 "title":x "a":`, And{KeyValue{Key: "due date", Value: "2026"}, KeyValue{Key: "title", Value: "x"}, KeyValue{Key: "a", Value: ""}}, `"due date":2026 "title":x a:`},
	{"(rating:3..5 OR name:f(x))", Or{KeyValue{Key: "rating", Value: "3..5"}, KeyValue{Key: "name", Value: "f(x)"}}, "rating:3..5 OR name:f(x)"},
	{`has:status -has:"due date" has:st* HAS:Broken`, And{HasKey{"status", false}, Not{HasKey{"due date", false}}, HasKey{"st", true}, Broken}, `has:status -has:"due date" has:st* has:broken`},

	{"date:2021", Date{day(2021, 0, 0), day(2021, 0, 0)}, ""},
	{"date:2021-12", Date{day(2021, 12, 0), day(2021, 12, 0)}, ""},
	{"date:2024-02-29", Date{day(2024, 2, 29), day(2024, 2, 29)}, ""},
	{"date:2021-06..2022", Date{day(2021, 6, 0), day(2022, 0, 0)}, ""},
	{"date:2021..2021-03", Date{day(2021, 0, 0), day(2021, 3, 0)}, ""},
	{"date:2021..", Date{day(2021, 0, 0), Period{}}, ""},
	{"date:..2021-03", Date{Period{}, day(2021, 3, 0)}, ""},
	{"date:2021..2021", Date{day(2021, 0, 0), day(2021, 0, 0)}, "date:2021"},
	{"after:2021-06 before:2022", And{After{day(2021, 6, 0)}, Before{day(2022, 0, 0)}}, ""},
	{"date:today date:yesterday", And{Date{relative("today"), relative("today")}, Date{relative("yesterday"), relative("yesterday")}}, ""},
	{"date:week date:7d", And{Date{relative("week"), relative("today")}, Date{relative("7d"), relative("today")}}, ""},
	{"date:3W..yesterday", Date{relative("3w"), relative("yesterday")}, "date:3w..yesterday"},
	{"date:1y..today", Date{relative("1y"), relative("today")}, "date:1y"},
	{"date:2020..2m date:..1y date:1m..", And{Date{day(2020, 0, 0), relative("2m")}, Date{Period{}, relative("1y")}, Date{relative("1m"), Period{}}}, ""},
	{"after:week before:today", And{After{relative("week")}, Before{relative("today")}}, ""},
	{"modified:2021-06..2022 modified:7d -modified:today", And{Modified{day(2021, 6, 0), day(2022, 0, 0)}, Modified{relative("7d"), relative("today")}, Not{Modified{relative("today"), relative("today")}}}, ""},
	{"is:draft is:orphan is:untagged is:unread has:broken has:problem is:todo", And{Draft, Orphan, Untagged, Unread, Broken, Problem, Todo}, ""},
	{"IS:Draft", Draft, "is:draft"},
	{"links:reinvent-2021", LinksTo{"reinvent-2021"}, ""},
	{`links:"re:Invent 2021"`, LinksTo{"re:Invent 2021"}, ""},
	{"from:a*", From{"a*"}, ""},
	{"-is:draft", Not{Draft}, ""},

	{"/lamb(da|s)/", Expression{"lamb(da|s)"}, ""},
	{"/cell based$/ #aws", And{Expression{"cell based$"}, tagNode("aws")}, ""},
	{`-/a\/b/ (/c d/ OR /e/)`, And{Not{Expression{`a\/b`}}, Or{Expression{"c d"}, Expression{"e"}}}, ""},
	{"(/f(x|y)/ OR z)", Or{Expression{"f(x|y)"}, wordNode("z")}, "/f(x|y)/ OR z"},
	{"-(z /f(x|y)/)", Not{And{wordNode("z"), Expression{"f(x|y)"}}}, "-(z /f(x|y)/ )"},
	{"/etc/passwd /usr/local/ and/or /", And{wordNode("/etc/passwd"), wordNode("/usr/local/"), wordNode("and/or"), wordNode("/")}, ""},
	{"// a / b / c /etc", And{wordNode("//"), wordNode("a"), wordNode("/"), wordNode("b"), wordNode("/"), wordNode("c"), wordNode("/etc")}, ""},
	{`/a\/ b`, And{wordNode(`/a\/`), wordNode("b")}, ""},
	{"a OR b", Or{wordNode("a"), wordNode("b")}, ""},
	{"a or b", And{wordNode("a"), wordNode("or"), wordNode("b")}, ""},
	{"a b OR c", Or{And{wordNode("a"), wordNode("b")}, wordNode("c")}, ""},
	{"a (b OR c)", And{wordNode("a"), Or{wordNode("b"), wordNode("c")}}, ""},
	{"a OR (b OR c)", Or{wordNode("a"), wordNode("b"), wordNode("c")}, "a OR b OR c"},
	{"(a b) c", And{wordNode("a"), wordNode("b"), wordNode("c")}, "a b c"},
	{"-(a OR b)", Not{Or{wordNode("a"), wordNode("b")}}, ""},
	{"-(a b)", Not{And{wordNode("a"), wordNode("b")}}, ""},
	{"-(a)", Not{wordNode("a")}, "-a"},
	{"--a", Not{Not{wordNode("a")}}, ""},
	{"(a)(b)", And{wordNode("a"), wordNode("b")}, "a b"},
	{"a-b", wordNode("a-b"), ""},
	{"ORDER", wordNode("ORDER"), ""},
	{"🚀 -✅", And{wordNode("🚀"), Not{wordNode("✅")}}, ""},
	{`"- [ ]" -> [ ]`, And{Phrase{Text: "- [ ]"}, Not{wordNode(">")}, wordNode("["), wordNode("]")}, ""},
	{"title:✅ #🚀 \u200b👩\u200d🚀", And{Field{Title, "✅", false}, tagNode("🚀"), wordNode("\u200b👩\u200d🚀")}, ""},
	{"", nil, ""},
	{" \u00a0", nil, ""},
}

func TestParse_BuildsTreeAndPrintsIt(t *testing.T) {
	for _, c := range validQueries {
		q, err := Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
		}
		if !reflect.DeepEqual(q.Root, c.want) {
			t.Errorf("Parse(%q) = %#v, want %#v", c.in, q.Root, c.want)
		}
		out := c.out
		if out == "" && c.want != nil {
			out = c.in
		}
		if q.String() != out {
			t.Errorf("Parse(%q) prints %q, want %q", c.in, q.String(), out)
		}
	}
}

// A mistake never empties the screen: the rest of the query still applies.
func TestParse_ErrorKeepsRestOfQuery(t *testing.T) {
	for _, c := range []struct {
		in             string
		offset, length int
		left           string
	}{
		{"a OR", 2, 2, "a"},
		{"a OR OR b", 2, 2, "a OR b"},
		{"OR a", 0, 2, "a"},
		{"a -", 2, 1, "a"},
		{"a - b", 2, 1, "a b"},
		{"(a OR) b", 3, 2, "a b"},
		{`a "cell ba`, 2, 8, `a "cell ba"*`},
		{`"`, 0, 1, ""},
		{`a ""`, 2, 2, "a"},
		{"#", 0, 1, ""},
		{"a tag:", 2, 4, "a"},
		{"(a OR b", 0, 1, "a OR b"},
		{"a) b", 1, 1, "a b"},
		{"a OR b) c", 6, 1, "(a OR b) c"},
		{"a ()", 2, 2, "a"},
		{"a :) b", 3, 1, "a : b"},
		{`a status:"x y`, 9, 4, `a status:"x y"*`},
		{`status:done,>"x`, 13, 2, `status:done,>"x"*`},
		{"title: a", 0, 6, "a"},
		{"date:2021-1 a", 0, 11, "date:2021 a"},
		{"date:202", 0, 8, ""},
		{"date:2021-13", 0, 12, "date:2021"},
		{"date:2021-02-30", 0, 15, "date:2021-02"},
		{"date:0000", 0, 9, ""},
		{"date:2022..2021", 0, 15, ""},
		{"date:..", 0, 7, ""},
		{"date:2021..x", 0, 12, "date:2021.."},
		{"after:x", 0, 7, ""},
		{"date:7", 0, 6, ""},
		{"a /b(/ c", 3, 2, "a c"},
		{"/[a/", 1, 2, ""},
		{"/x**/", 2, 2, ""},
		{`a /\Q\E\y/`, 7, 2, "a"},
		{"a /((x{100}){100}){10}/", 12, 5, "a"},
		{"date:12345d", 0, 11, "date:1234"},
		{"date:week..x", 0, 12, "date:week.."},
		{"date:today..week", 0, 16, ""},
		{"modified:d a", 0, 10, "a"},
		{"modified:2022..2021", 0, 19, ""},
		{"before:2021-", 0, 12, "before:2021"},
		{"is:dr a", 0, 5, "a"},
		{"has: a", 0, 4, "a"},
		{`has:" "`, 0, 7, ""},
		{"links:", 0, 6, ""},
		{"-OR", 0, 1, ""},
	} {
		q, err := Parse(c.in)
		slip, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("Parse(%q): no error", c.in)
			continue
		}
		if slip.Offset != c.offset || slip.Length != c.length {
			t.Errorf("Parse(%q): error at %d, %d bytes (%s), want %d, %d", c.in, slip.Offset, slip.Length, slip, c.offset, c.length)
		}
		if q.String() != c.left {
			t.Errorf("Parse(%q) leaves %q, want %q", c.in, q.String(), c.left)
		}
	}
}

func TestParse_LimitsNesting(t *testing.T) {
	q, err := Parse(strings.Repeat("(-", 100_000) + "a")
	if err == nil {
		t.Error("no error")
	}
	if again, err := Parse(q.String()); err != nil || !reflect.DeepEqual(q, again) {
		t.Errorf("%q reads as %v, %v", q.String(), again, err)
	}
}

func TestCaret_AlignsByDisplayWidth(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a title: x", "a title: x\n  ^^^^^^"},
		{"日本 OR", "日本 OR\n     ^^"},
		{"é\ttitle: x", "é title: x\n  ^^^^^^"},
		{"\x1bx title: x", "\ufffdx title: x\n   ^^^^^^"},
	} {
		_, err := Parse(c.in)
		if got := err.(*SyntaxError).Caret(c.in); got != c.want {
			t.Errorf("Caret(%q):\n%s\nwant:\n%s", c.in, got, c.want)
		}
	}
}

func TestSplitTags_WithTagsRestoresThem(t *testing.T) {
	for _, c := range []struct {
		in   string
		tags TagFilter
		rest string
		out  string
	}{
		{"", TagFilter{}, "", ""},
		{"#a", TagFilter{Must: []string{"a"}}, "", "#a"},
		{"event #a -#b driven", TagFilter{Must: []string{"a"}, Not: []string{"b"}}, "event driven", "#a -#b event driven"},
		{`(#a OR #"b c") x`, TagFilter{Any: []string{"a", "b c"}}, "x", `(#a OR #"b c") x`},
		{"#a OR #b", TagFilter{Any: []string{"a", "b"}}, "", "#a OR #b"},
		{"(#a OR #b) (#c OR #d)", TagFilter{Any: []string{"a", "b"}}, "#c OR #d", "(#a OR #b) (#c OR #d)"},
		{"#a OR x", TagFilter{}, "#a OR x", "#a OR x"},
		{"#a* -(#b OR #c)", TagFilter{}, "#a* -(#b OR #c)", "#a* -(#b OR #c)"},
	} {
		q, err := Parse(c.in)
		if err != nil {
			t.Fatal(err)
		}
		tags, rest := q.SplitTags()
		if !reflect.DeepEqual(tags, c.tags) || rest.String() != c.rest {
			t.Errorf("%q: %+v and %q, want %+v and %q", c.in, tags, rest, c.tags, c.rest)
		}
		if got := rest.WithTags(tags).String(); got != c.out {
			t.Errorf("%q composes as %q, want %q", c.in, got, c.out)
		}
	}
}

func TestWords_OmitsExcluded(t *testing.T) {
	q, _ := Parse(`event -driven ("cell based" OR #aws) title:x author:y`)
	if got, want := q.Words(), []string{"event", "cell based", "x"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWithLastAsPrefix_ChangesOnlyLastTerm(t *testing.T) {
	for in, want := range map[string]string{
		"event dri": "event dri*", "#a #b": "#a #b*", "a OR b": "a OR b*", "a (b OR title:c)": "a (b OR title:c*)",
		"a -b": "a -b", "a is:draft": "a is:draft", "": "", `"a b"`: `"a b"*`,
	} {
		q, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.WithLastAsPrefix().String(); got != want {
			t.Errorf("%q as a prefix query is %q, want %q", in, got, want)
		}
		if q.String() != in {
			t.Errorf("Typing changed %q to %q", in, q.String())
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range validQueries {
		f.Add(c.in)
	}
	for _, s := range []string{`#"a\"b`, "-(a OR -(b c)) OR x", "title:f(x", "links:\"a)\"", "\xff OR \x00", `a ("f(" OR #f( )`} {
		f.Add(s)
	}
	f.Fuzz(checkQuery)
}

func TestParse_EveryShortText(t *testing.T) {
	signs := []string{"(", ")", `"`, `\`, "-", "#", "*", ":", " ", "OR", "NOT ", "a", "title:", "tag:", "links:", "is:", "has:", "k:", ",", "date:", "modified:", "2024", "7d", "/", "..", ">", "\xff"}
	testcorpus.TryShortTexts(t, signs, 3, func(text string) { checkQuery(t, text) })
}

// checkQuery fails if a query prints as text that reads as another query, or if an error points outside the text.
func checkQuery(t *testing.T, s string) {
	t.Helper()
	q, err := Parse(s)
	if err != nil {
		slip := err.(*SyntaxError)
		if slip.Offset < 0 || slip.Length < 1 || slip.Offset+slip.Length > len(s) {
			t.Fatalf("the range of the error of %q is outside the query: %+v", s, slip)
		}
		slip.Caret(s)
	}
	again, err := Parse(q.String())
	if err != nil {
		t.Fatalf("%q prints as %q: %v", s, q, err)
	}
	if !reflect.DeepEqual(quoteSlashes(q), quoteSlashes(again)) {
		t.Fatalf("%q prints as %q and reads as %#v, not %#v", s, q, again, q)
	}
	tags, rest := q.SplitTags()
	composed := rest.WithTags(tags)
	if again, err = Parse(composed.String()); err != nil || !reflect.DeepEqual(quoteSlashes(composed), quoteSlashes(again)) {
		t.Fatalf("%q with tags is %q, which reads as %#v, %v", s, composed, again, err)
	}
	kept := Saved(nil).CompleteLastWord(s)
	if again, _ = Parse(kept); !reflect.DeepEqual(again, q.WithLastWordAsPrefix()) {
		t.Fatalf("%q is kept as %q, which reads as %#v, not %#v", s, kept, again, q.WithLastWordAsPrefix())
	}
	typing := q.WithLastAsPrefix()
	if again, err = Parse(typing.String()); err != nil || !reflect.DeepEqual(quoteSlashes(typing), quoteSlashes(again)) {
		t.Fatalf("%q while typing is %q, which reads as %#v, %v", s, typing, again, err)
	}
}
