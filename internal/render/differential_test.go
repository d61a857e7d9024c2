package render

import (
	"bytes"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/testcorpus"
	"quire/internal/theme"
)

// The differential test compares the words of a page with those of the HTML that goldmark makes of the same text: none may be
// missing, and they must come in the same order.

// notForReaders matches what goldmark takes for words and a reader of the site does not see: template tags, comments, attributes,
// the kinds of callouts, embeds, the targets of wiki links, the signs of formulas and emoji by name. Each is replaced by a
// sign that is no word.
var notForReaders = regexp.MustCompile(strings.Join([]string{
	`(?s:\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\})`, `(?s:\{%.*?%\})`, `(?s:\{\{.*?\}\})`, `(?s:%%.*?%%)`, `\{\s*[#.:][^}\n]*\}`, `\{\s*[\w-]+=[^}\n]*\}`,
	`\[![\w-]+(?:\|[^\]\n]*)?\]`, `!\[\[[^\]\n]*\]\]`, `\[\[[^\]|\n]*\\?\|`, `\[\[[^\]|\n]*\]\]`,
	`(?s:\\begin\{.*?\\end\{\w+\})`, `(?s:\$\$.*?\$\$)`, `\$[^\s$][^$\n]*\$`, `:[a-z0-9_+-]+:`, `(?m:(?:^|\s)\^[\w-]+ *$)`, `(?m:^\*\[[^\]\n]*\]:.*$)`, `\^\[[^\]\n]*\]`,
	`\(https?://[^)\s]*\)`, `\[(?i:_?toc_?)\]`,
}, "|"))

// infoString matches the first line of a fence with more than a language in it.
var infoString = regexp.MustCompile("(?m)^([ \\t>]*(?:```+|~~~+))[^\\n`]*[^\\s`][^\\n`]*$")

// inlineElements are the elements whose tags do not part words.
var inlineElements = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "code": true, "del": true, "em": true, "font": true, "i": true, "input": true, "ins": true, "kbd": true,
	"mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "u": true, "var": true, "wbr": true,
}

// htmlText returns the text of HTML, with a line end for each tag that parts words and without the signs of footnotes.
func htmlText(src []byte) string {
	z := html.NewTokenizer(bytes.NewReader(src))
	var out strings.Builder
	skipped := ""
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skipped == "" {
				out.WriteString(html.UnescapeString(string(z.Raw())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			t := z.Token()
			isNote := t.Data == "a" && slices.ContainsFunc(t.Attr, func(a html.Attribute) bool {
				return a.Key == "class" && strings.HasPrefix(a.Val, "footnote-")
			})
			switch {
			case kind == html.EndTagToken && t.Data == skipped:
				skipped = ""
			case kind == html.StartTagToken && skipped == "" && (isNote || t.Data == "script" || t.Data == "style" || t.Data == "iframe"):
				skipped = t.Data
			}
			if !inlineElements[t.Data] {
				out.WriteByte('\n')
			}
		}
	}
}

// words returns the words of a text, one a line. A letter of a script without spaces between words is a word.
func words(s string) []byte {
	var out bytes.Buffer
	inWord := false
	for _, r := range norm.NFKC.String(strings.ToLower(s)) {
		isLetter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		isSingle := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer)
		switch {
		case safe.IsIgnored(r) || unicode.Is(unicode.Variation_Selector, r):
			continue
		case inWord && (!isLetter || isSingle):
			out.WriteByte('\n')
		}
		if isLetter {
			out.WriteRune(r)
		}
		if inWord = isLetter && !isSingle; isSingle {
			out.WriteByte('\n')
		}
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// missingWords returns the words that are in want and not in got, in their order, a line for each place. Words that only stand
// closer or farther apart are not missing.
func missingWords(want, got []byte) (missing []string) {
	var lost, added []string
	flush := func() {
		all := strings.Join(added, "")
		if !strings.Contains(all, strings.Join(lost, "")) {
			for _, run := range removeCommon(lost, added) {
				if !strings.Contains(all, strings.ReplaceAll(run, " ", "")) {
					missing = append(missing, run)
				}
			}
		}
		lost, added = nil, nil
	}
	lines := strings.Split(string(diff.Diff("html", want, "page", got)), "\n")
	for _, line := range lines[min(3, len(lines)):] { // after the names
		word, isLost := strings.CutPrefix(line, "-")
		if isLost {
			lost = append(lost, word)
		} else if word, isAdded := strings.CutPrefix(line, "+"); isAdded {
			added = append(added, word)
		} else {
			flush()
		}
	}
	flush()
	return missing
}

// removeCommon returns the runs of words of lost that are in no longest common subsequence of lost and added: package diff
// only looks at words that occur once.
func removeCommon(lost, added []string) (runs []string) {
	lengths := make([][]int32, len(lost)+1) // lengths[i][j] is that of lost[i:] and added[j:]
	for i := len(lost); i >= 0; i-- {
		lengths[i] = make([]int32, len(added)+1)
		for j := len(added) - 1; j >= 0 && i < len(lost); j-- {
			if lost[i] == added[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	var run []string
	for i, j := 0, 0; i < len(lost); {
		switch {
		case j < len(added) && lost[i] == added[j]:
			if len(run) > 0 {
				runs = append(runs, strings.Join(run, " "))
			}
			run = nil
			i, j = i+1, j+1
		case j < len(added) && lengths[i][j+1] > lengths[i+1][j]:
			j++
		default:
			run = append(run, lost[i])
			i++
		}
	}
	if len(run) > 0 {
		runs = append(runs, strings.Join(run, " "))
	}
	return runs
}

// pageWords returns the words of a page without line breaks, cell by cell in tables.
func pageWords(p *Page) []byte {
	var b strings.Builder
	for i := range p.BlockCount() {
		lines := p.Block(i)
		for len(lines) > 0 {
			n := 1
			for n < len(lines) && lines[n].ContinuesRow {
				n++
			}
			cells := map[int]string{}
			for _, l := range lines[:n] {
				for _, r := range l.Runs {
					if text := r.Text; r.IsDecoration {
						cells[r.Column] += " " + text + " "
					} else {
						cells[r.Column] += text
					}
				}
				for column := range cells {
					cells[column] += " "
				}
			}
			for _, column := range slices.Sorted(maps.Keys(cells)) {
				b.WriteString(cells[column] + "\n")
			}
			lines = lines[n:]
		}
	}
	return words(b.String())
}

func TestPage_HasAllWordsOfTheHTML(t *testing.T) {
	reference := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(ghtml.WithUnsafe()))
	for _, dir := range testcorpus.OtherLibraries() {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			all, words := parseFolder(t, dir), 0
			for _, n := range all {
				words += bytes.Count(comparePage(t, reference, n), []byte("\n"))
			}
			t.Logf("%d notes, %d words", len(all), words)
		})
	}
	testcorpus.Each(t, []string{"blog", "vault", testcorpus.Journal, testcorpus.Handbook, "notes"}, func(t *testing.T, lib string) {
		dir := "../../notes"
		if lib != "notes" {
			dir = testcorpus.Path(t, lib)
		}
		compared := 0
		for _, n := range parseFolder(t, dir) {
			compared += len(comparePage(t, reference, n))
		}
		if compared == 0 {
			t.Error("there is nothing to compare")
		}
	})
}

// comparePage reports the words of a note that its page lacks, and returns those of the reference.
func comparePage(t *testing.T, reference goldmark.Markdown, n *note.Parsed) []byte {
	t.Helper()
	src := infoString.ReplaceAll(n.Doc.Source, []byte("$1 -"))
	var b bytes.Buffer
	if err := reference.Convert(src, &b); err != nil {
		t.Fatal(err)
	}
	want := words(notForReaders.ReplaceAllString(htmlText(b.Bytes()), " "))
	page := New(Source{Note: n.Note, Doc: n.Doc}, Options{Theme: theme.Plain(), NoLinkSigns: true, Sources: Sources{All: true}})
	for _, lost := range missingWords(want, pageWords(page)) {
		t.Errorf("%s lacks: %s", n.Note.Path, lost)
	}
	return want
}

func TestMissingWords(t *testing.T) {
	for _, c := range []struct{ want, got, missing string }{
		{"a b c", "a b c", ""},
		{"a b c d", "a d", "b c"},
		{"ab c", "a b c", ""},
		{"a b", "ab", ""},
		{"a b c", "b c a", "a"},
		{"日本 x", "日 x", "本"},
	} {
		if got := strings.Join(missingWords(words(c.want), words(c.got)), "|"); got != c.missing {
			t.Errorf("%q against %q: %q is missing, want %q", c.want, c.got, got, c.missing)
		}
	}
}
