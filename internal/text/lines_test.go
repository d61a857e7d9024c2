package text

import (
	"fmt"
	"strings"
	"testing"
)

func TestWrap_BreaksAtSpaces(t *testing.T) {
	isPath := func(word string) bool { return strings.Contains(word, "/") }
	for _, c := range []struct {
		text string
		l    Lines
		want string
	}{
		{"one two three", Lines{Width: 7}, "one two|three"},
		{"one two three four", Lines{Width: 7, Max: 2, Tail: "…"}, "one two|three…"},
		{"one two", Lines{Width: 0}, ""},
		{"abcdefghij", Lines{Width: 4}, "abcd|efgh|ij"},
		{"an abcdefghij kl", Lines{Width: 4}, "an|abcd|efgh|ij|kl"},
		{"日本語", Lines{Width: 3}, "日|本|語"},
		{"日本語", Lines{Width: 1}, "日|本|語"},
		{"9\ufe0f\u20e39\ufe0f\u20e39\ufe0f\u20e3", Lines{Width: 4}, "9\ufe0f\u20e39\ufe0f\u20e3|9\ufe0f\u20e3"},
		{"  ", Lines{Width: 4}, ""},
		{"10\u00a0km 10\u00a0km", Lines{Width: 8}, "10\u00a0km|10\u00a0km"},
		{"one two three", Lines{Width: 7, Indent: 2}, "one two|  three"},
		{"abcdefghij", Lines{Width: 4, Indent: 1}, "abcd| efg| hij"},
		{"in a/very/long/path here", Lines{Width: 6, IsWhole: isPath}, "in|a/very/long/path|here"},
		{"the well-known co-op", Lines{Width: 9, Hyphens: true}, "the well-|known co-|op"},
		{"the well-known co-op", Lines{Width: 9}, "the|well-know|n co-op"},
		{"use the --long -5", Lines{Width: 9, Hyphens: true}, "use the|--long -5"},
		{"a/b-c/d e", Lines{Width: 5, Hyphens: true, IsWhole: isPath}, "a/b-c/d|e"},
	} {
		if got := strings.Join(Graphemes.Wrap(c.text, c.l), "|"); got != c.want {
			t.Errorf("Wrap(%+q, %d) = %+q, want %+q", c.text, c.l.Width, got, c.want)
		}
	}
}

func TestBreak_KeepsSpaces(t *testing.T) {
	for _, c := range []struct {
		text string
		l    Lines
		want string
	}{
		{"a  b c", Lines{Width: 3}, `["a  " "b c"]`},
		{"日本語", Lines{Width: 5, Max: 1, Tail: "…"}, `["日本…"]`},
		{"語", Lines{Width: 1}, `["語"]`},
	} {
		if got := fmt.Sprintf("%q", Graphemes.Break(c.text, c.l)); got != c.want {
			t.Errorf("Break(%q, %d) = %s, want %s", c.text, c.l.Width, got, c.want)
		}
	}
}

// Wrapping loses no letter, and no line is wider than asked unless a single character is.
func TestWrap_KeepsLettersAndWidth(t *testing.T) { eachMethod(t, testWrap) }

func testWrap(t *testing.T, m WidthMethod) {
	for _, a := range unevenTexts {
		for _, b := range unevenTexts {
			text := strings.ReplaceAll(a+" "+b, "\x1b", "")
			for w := 2; w < 14; w++ {
				for _, hyphens := range []bool{false, true} {
					lines := m.Wrap(text, Lines{Width: w, Hyphens: hyphens})
					if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(text, " ", ""); got != want {
						t.Errorf("Wrap(%+q, %d) keeps %+q", text, w, got)
					}
					for _, line := range lines {
						if m.Width(line) > w {
							t.Errorf("Wrap(%+q, %d) has a line of %d cells: %+q", text, w, m.Width(line), line)
						}
					}
				}
			}
		}
	}
}
