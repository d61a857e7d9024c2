package complete

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// library has notes with tags, fields and awkward values of both.
func library() *searchtest.Library {
	var notes []*note.Parsed
	for path, text := range map[string]string{
		"a.md": "---\ntags: [aws, aws/lambda, front end]\nstatus: Final\nowner: Ada Lovelace\n---\nevent\n",
		"b.md": "---\ntags: [aws, frontier]\nstatus: Draft\nstation: \"x, y\"\n---\nevent\n",
		"c.md": "---\ntags: [go, zig]\nstatus: Final\nms.topic: how-to\nmy key: v\n---\nother\n",
		"d.md": "---\ntags: ['a\"b', 'a*', 'OR', '-x', 'a)', 'back\\s']\nstatus: ['in \"review\"', 'a,b', '>3', '2021-06-01']\n---\n",
		"e.md": "---\ntitle: The hub\n---\nhub\n",
	} {
		notes = append(notes, note.Parse(path, []byte(text)))
	}
	return searchtest.NewLibrary(notes, nil, profile.Sites{})
}

// completeLine completes a line at its end, or at a |.
func completeLine(t *testing.T, line string) (Completion, string) {
	t.Helper()
	cursor := strings.IndexByte(line, '|')
	if cursor < 0 {
		cursor = len(line)
	}
	line = strings.Replace(line, "|", "", 1)
	c, err := Query(t.Context(), library(), query.Saved{"Week": "date:week", "work": "#work"}, line, cursor, search.Request{})
	if err != nil {
		t.Fatal(err)
	}
	return c, line
}

func TestQuery_OffersWhatMayStandAtTheCursor(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"#a", []string{"aws", `"a)"`, `"a*"`, `a"b`, "aws/lambda"}},
		{"#aw", []string{"aws", "aws/lambda"}},
		{"#lam", []string{"aws/lambda"}}, // a word within, where no tag begins so
		{"#fr", []string{`"front end"`, "frontier"}},
		{"#front", []string{`"front end"`, "frontier"}},
		{`#"front e`, []string{`"front end"`}},
		{"-tag:g", []string{"go"}},
		{"other #", []string{"go", "zig"}}, // only what the rest of the query leaves
		{"other OR #g", []string{"go"}},
		{"zzz #g", []string{"go"}}, // a rest that finds nothing
		{"#g| other", []string{"go"}},
		{"sta", []string{"status:", "station:"}},
		{"STA", []string{"status:", "station:"}},
		{"ta", []string{"tag:", "tags:"}},
		{"", nil},
		{"status:", []string{"Final", `"2021-06-01"`, `">3"`, `"a,b"`, "Draft", `"in \"review\""`}},
		{"status:f", []string{"Final"}},
		{"status:Draft,f", []string{"Final"}},
		{"status:in", []string{`"in \"review\""`}},
		{"station:", []string{`"x, y"`}},
		{"ms.topic:", []string{"how-to"}},
		{"owner:ada", []string{`"Ada Lovelace"`}},
		{"is:un", []string{"untagged", "unread"}},
		{"has:br", []string{"broken"}},
		{"has:ms", []string{"ms.topic"}},
		{"date:t", []string{"today"}},
		{"@w", []string{"Week", "work"}},
		{"links:hub", []string{"e"}},
		{"status:>", nil},
		{`"event`, nil},
		{"/eve", nil},
		{"nosuch:x", nil},
	} {
		got, _ := completeLine(t, c.line)
		var texts []string
		for _, candidate := range got.Candidates {
			texts = append(texts, candidate.Text)
		}
		slices.Sort(texts) // many have the same number of notes
		want := slices.Sorted(slices.Values(c.want))
		if !slices.Equal(texts, want) {
			t.Errorf("%q: %q, want %q", c.line, texts, want)
		}
	}
}

func TestQuery_CountsWhatTheRestLeaves(t *testing.T) {
	got, _ := completeLine(t, "event status:")
	if len(got.Candidates) != 2 || got.Candidates[0].Notes != 1 || got.Candidates[1].Notes != 1 {
		t.Errorf("%+v", got.Candidates)
	}
	if got, _ = completeLine(t, "#go"); len(got.Candidates) != 1 || got.Candidates[0].Notes != 1 || !got.Candidates[0].IsWhole {
		t.Errorf("%+v", got.Candidates)
	}
}

// Whatever a candidate stands for, the line with it is a query that finds a note with it.
func TestQuery_CandidatesAreQueries(t *testing.T) {
	l := library()
	for _, line := range []string{"#", "tag:", "status:", "status:Final,", "-#", "event #", "has:", "is:", "date:", "owner:", "station:", "sta", "m", `#"`, `status:"`} {
		c, line := completeLine(t, line)
		if len(c.Candidates) == 0 {
			t.Errorf("%q has no candidates", line)
		}
		for _, candidate := range c.Candidates {
			full := line[:c.Start] + candidate.Text + line[c.End:]
			if !candidate.IsWhole {
				continue
			}
			q, err := query.Parse(full)
			if err != nil {
				t.Errorf("%q: %v", full, err)
				continue
			}
			found, err := l.Search(t.Context(), search.Request{Query: q})
			if err != nil || candidate.Notes > 0 && found.Total == 0 {
				t.Errorf("%q finds nothing: %v", full, err)
			}
		}
	}
}

func TestQuoteAlike_SharesTheTypedPrefix(t *testing.T) {
	for line, want := range map[string][]string{
		"#":    {"front", `"front end"`},
		"#fro": {`"front"`, `"front end"`},
		`#"f`:  {`"front"`, `"front end"`},
	} {
		c := Completion{1, len(line), []Candidate{{"front", 1, true}, {`"front end"`, 1, true}}}
		var got []string
		for _, candidate := range c.QuoteAlike(line).Candidates {
			got = append(got, candidate.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestCommonPrefix_EndsAtARune(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  string
	}{{nil, ""}, {[]string{"aws"}, "aws"}, {[]string{"status", "station"}, "stat"}, {[]string{"é", "è"}, ""}, {[]string{"ab", "abc"}, "ab"}} {
		var all Completion
		for _, text := range c.texts {
			all.Candidates = append(all.Candidates, Candidate{Text: text})
		}
		if got := all.CommonPrefix(); got != c.want {
			t.Errorf("%q: %q, want %q", c.texts, got, c.want)
		}
	}
}

// No line makes a completion that turns a valid query into a mistake.
func FuzzQuery_KeepsTheLineValid(f *testing.F) {
	for _, seed := range []string{"#a", "event #", "status:", `x tag:"b`, "status:a,", "(#a OR sta", "@w", "-has:", "links:h"} {
		f.Add(seed)
	}
	l, saved := library(), query.Saved{"week": "date:week"}
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 60 {
			return // the slow engine takes its time for long queries
		}
		c, err := Query(t.Context(), l, saved, line, len(line), search.Request{})
		if err != nil {
			return // an expression that is too large, say
		}
		_, before := saved.Parse(line[:c.Start] + "x") // a mistake may stand in the term, before the part that is completed
		for _, candidate := range c.Candidates {
			full := line[:c.Start] + candidate.Text
			if !candidate.IsWhole {
				continue
			}
			if _, err := saved.Parse(full); err != nil && before == nil {
				t.Errorf("%q completes to %q: %v", line, full, err)
			}
		}
	})
}
