package tui

import (
	"fmt"
	"strings"
)

// manyNotes returns n small notes, each with its own tag and a link to the hub, and the hub, which contains every kind of
// content.
func manyNotes(n int) map[string]string {
	files := make(map[string]string, n+10)
	for i := range n {
		files[fmt.Sprintf("part%d/n%d.md", i/1000, i)] = fmt.Sprintf(
			"---\ntitle: Note number %d\ndate: 2024-%02d-%02d\ntags: [tag%d, own%d]\n---\nWords about thing%d, see [the hub](../hub.md) and [[n%d]].\n\n- [ ] do it\n",
			i, 1+i%12, 1+i%28, i%300, i, i%5000, (i*7919)%n)
	}
	files["hub.md"] = "---\ntitle: Hub of all\ndate: 2025-05-01\ntags: [hub, tag1]\n---\n# Start\n\n" +
		"[to a note](part0/n5.md), [to itself](#end), [[Twin]], [near](part0/note-numbr-5.md), [far](qqqqqqqqqqqqqqqqqqqqqq/zzzzzzzzzz.md), " +
		"[out](https://example.org/a?b=c), [a file](pic.png), [bad](javascript:alert), [no such heading](part0/n5.md#gone), a note[^1].\n\n" +
		"> [!note]- Folded\n> Hidden text.\n\n" + strings.Repeat("Words of a paragraph that is long enough to be wrapped at any width of the page.\n\n", 40) +
		"## End\n\n```go\n" + strings.Repeat("a long line of code ", 20) + "\n```\n\n[last](part0/n7.md)\n\n[^1]: What there is to say.\n"
	files["a/Twin.md"], files["b/Twin.md"] = "One of two.\n", "The other of two.\n"
	files["pic.png"] = "not a picture"
	return files
}

// hubLinks names the links of the hub in order.
var hubLinks = []string{"to a note", "to itself", "ambiguous", "near", "far", "out", "a file", "bad", "no such heading", "footnote", "fold"}

// manyNotesScenarios returns the keys that lead to every view of manyNotes.
func manyNotesScenarios() map[string]scenarioGroup {
	shelf := map[string][]string{
		"shelf": nil, "end": {"G"}, "query line": {"/", `"note thing5"`}, "query": {"/", `"number"`, "enter"}, "nothing found": {"/", `"zzzqqq hub"`, "enter"},
		"picker": {"t"}, "narrowed picker": {"t", `"own"`}, "tag chosen": {"t", `"tag1"`, "space"}, "orders": {"o"}, "go to": {"ctrl+p"}, "go to a name": {"ctrl+p", `"numb"`},
		"help": {"?"}, "bookmarks": {"'"}, "tasks": {"T"}, "narrowed tasks": {"T", "/", `"number 7"`}, "by path": {"o", `"path"`, "enter"}, "unread": {"N"}, "from an unlinked note": {"ctrl+p", `"number 77"`, "enter"},
	}
	page := map[string][]string{
		"page": nil, "end": {"G"}, "search line": {"/", `"para"`}, "found": {"/", `"para"`, "enter"}, "hints": {"f"}, "outline": {"o"}, "backlinks": {"B"},
		"backlinks narrowed": {"B", `"number"`}, "info": {"i"}, "around": {"v"}, "around, at the left": {"v", "h", "j"}, "around another": {"v", "h", "v"},
		"tags": {"t"}, "filtered by a tag": {"t", "enter"}, "copies": {"y"}, "copied": {"y", "y"}, "help": {"?"}, "bookmarks": {"m", "'"}, "tasks": {"T", "j"}, "next match": {"/", `"para"`, "enter", "n"},
		"next": {"J"}, "not on the shelf": {"q", "/", `"number"`, "enter", "]"}, "back on the shelf": {"q"},
	}
	for i, name := range hubLinks {
		tabs := strings.Fields(strings.Repeat("tab ", i+1))
		for what, keys := range map[string][]string{"focused": nil, "followed": {"enter"}, "chosen": {"enter", "enter"}, "peeked": {"p"}, "opened outside": {"O"}, "copies": {"y"}} {
			page["link "+what+": "+name] = append(tabs[:len(tabs):len(tabs)], keys...)
		}
	}
	return map[string]scenarioGroup{"shelf": {nil, shelf}, "hub": {[]string{"ctrl+p", `"hub of"`, "enter"}, page}}
}

// longTexts returns texts of a megabyte each, made of different kinds of characters.
func longTexts() map[string]string {
	const size = 1_000_000
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	return map[string]string{"letters": fill("a"), "ideographs": fill("語"), "accents": "e" + fill("\u0301"), "families": fill("👩\u200d👩\u200d👧"), "turns": fill("\u202e")}
}

// longNotes returns notes with a long text in addresses, headings and footnotes, and in titles, tags and fields as much of it
// as front matter may hold. Longer lines and headers are shown as written.
func longNotes(long string) map[string]string {
	short := long[:len(long)/24/18*18] // a multiple of the length of each repeated text, so that it cuts no character
	return map[string]string{
		"a-links.md": "# Links\n\n[out](https://example.org/" + long + ")\n\n[mail](mailto:" + long + "@example.org)\n\n[gone](" + long + ".md)\n\n[[" + long + "]]\n\n[heading](other.md#" + long + ")\n\n" +
			"[own heading](#" + long + ")\n\n[bad](javascript:" + long + ")\n\n[file](" + long + ".png)\n\nnote[^1]\n\n[last](other.md)\n\n[^1]: What there is to say.\n",
		"b-title.md":   "---\ntitle: " + short + "\ntags: [b]\n---\nText. [other](other.md) [links](a-links.md)\n\n- [ ] " + long + "\n",
		"c-note.md":    "---\nauthor: " + short + "\n---\n# Note\n\nA note[^1]\n\n[heading](d-heading.md#" + long + ")\n\n[^1]: " + long + "\n",
		"d-heading.md": "---\ntags: [" + short + "]\n---\n# Heading\n\n## " + long + "\n\n[own](#" + long + ")\n",
		"other.md":     "# Other\n\n[title](b-title.md) [links](a-links.md) [heading](d-heading.md)\n",
	}
}

// keysToNotesByPath returns the keys that open each of the first n notes in path order.
func keysToNotesByPath(n int) [][]string {
	ways := make([][]string, n)
	for i := range ways {
		ways[i] = append(append([]string{"o", `"path"`, "enter", "g"}, strings.Fields(strings.Repeat("j ", i))...), "enter")
	}
	return ways
}

// longNotesScenarios returns the keys that lead to every view of longNotes.
func longNotesScenarios() map[string]scenarioGroup {
	groups := map[string]scenarioGroup{"shelf": {nil, map[string][]string{"shelf": nil, "picker": {"t"}, "go to": {"ctrl+p"}, "tasks": {"T"}, "found": {"/", `"a"`, "enter"}}}}
	for i, way := range keysToNotesByPath(4) {
		places := map[string][]string{
			"page": nil, "info": {"i"}, "outline": {"o"}, "around": {"v"}, "tags": {"t"}, "copies": {"y"}, "hints": {"f"}, "next": {"J"},
			"focused": {"tab"}, "followed": {"tab", "enter"}, "peeked": {"tab", "p"},
		}
		for k := range 10 * (1 - min(i, 1)) {
			tabs := strings.Fields(strings.Repeat("tab ", k+1))
			for what, keys := range map[string][]string{"focused": nil, "followed": {"enter"}, "copies": {"y"}, "copied": {"y", "y"}, "opened": {"O"}, "peeked": {"p"}} {
				places[fmt.Sprintf("link %d %s", k+1, what)] = append(tabs[:len(tabs):len(tabs)], keys...)
			}
		}
		groups[[]string{"links", "title", "footnote", "heading"}[i]] = scenarioGroup{way, places}
	}
	return groups
}
