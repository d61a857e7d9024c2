package links

import (
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// Some programs derive the name of a page from its file name, or its file name from a number. Their names are found after
// the names of files as they are.

// nameTables are the tables of such names.
type nameTables struct {
	pages     nameTable // folded page names of the notes whose file names encode them; see decodePageName
	ids       nameTable // numbers at the start of file names; see leadingID
	wikiPages nameTable // page names in GitHub's wikis; see gollumName
}

// initNameTables sets how the tables are filled.
func (r *Resolver) initNameTables() {
	r.names.pages.fill = func(t *nameTable) {
		for i, n := range r.notes {
			for p := range allPaths(n) {
				if page, ok := decodePageName(lastSegment(trimNoteExt(p))); ok {
					t.add(note.FoldName(page), i)
				}
			}
		}
	}
	r.names.ids.fill = func(t *nameTable) {
		for i, n := range r.notes {
			if id := leadingID(lastSegment(n.ID)); id != "" {
				t.add(id, i)
			}
		}
	}
	r.names.wikiPages.fill = r.fillFromNotes(func(t *nameTable, i int, n *note.Note) {
		for p := range allPaths(n) {
			t.add(gollumName(lastSegment(trimNoteExt(p))), i)
		}
	})
}

// decodePageName returns the name of the page in a file, if it differs from the file's own. In a file name, Logseq writes
// ___ for the / between a page and its namespace, and escapes what file systems forbid as %XX:
// https://docs.logseq.com/#/page/filename%20format.
func decodePageName(file string) (page string, ok bool) {
	page = address.PercentDecode(strings.ReplaceAll(file, "___", "/"))
	return page, page != file
}

// findByPageName finds the notes whose file name encodes this page name.
func (lk lookup) findByPageName(name string) findings {
	return lk.findInTable(ruleWiki, &lk.names.pages, name)
}

// minIDDigits is the length of the shortest ID: a day, as in 20240102.
const minIDDigits = 8

// leadingID returns the number with which a file name begins, as Zettelkasten programs write it: at least minIDDigits digits,
// or the date and time of Denote (20240102T153000). It returns "" for other names, such as 2024-01-02.
func leadingID(file string) string {
	n := countDigits(file)
	if n < minIDDigits {
		return ""
	}
	if n == len("20240102") && strings.HasPrefix(file[n:], "T") && countDigits(file[n+1:]) == len("153000") {
		n = len("20240102T153000")
	}
	return file[:n]
}

// countDigits returns the number of ASCII digits at the start of s.
func countDigits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

// findByNoteID finds the notes whose file names begin with this ID: https://docs.zettlr.com/en/advanced/zkn-method/,
// https://protesilaos.com/emacs/denote.
func (lk lookup) findByNoteID(name string) findings {
	id := strings.TrimPrefix(name, denoteScheme+":")
	f := findings{rule: ruleID}
	if leadingID(id) != id || id == "" {
		return f
	}
	for i := range lk.names.ids.items(id) {
		f.notes = append(f.notes, i)
	}
	return f
}

// denoteScheme is the scheme of Denote's links, in [[ ]] and in Markdown.
const denoteScheme = "denote"

// resolveDenote resolves an address with the scheme of Denote; rest is the part after the colon.
func (lk lookup) resolveDenote(rest string) Target {
	id, frag := splitAddress(rest)
	if f := lk.findByNoteID(id); f.exists() {
		return lk.makeTarget(f, strings.TrimPrefix(frag, ":")) // Denote writes ::#heading
	}
	return Target{Rule: ruleID, Reason: "no note has the ID " + id}
}

// trimWikiMarks removes from a name what SilverBullet adds to it: the ^ before a page about the space itself, and a position
// in the page, as in page@12 or page@L12C3 (https://silverbullet.md/Links).
func trimWikiMarks(name string) string {
	name = strings.TrimPrefix(name, "^")
	i := strings.LastIndexByte(name, '@')
	if i <= 0 || i == len(name)-1 {
		return name
	}
	place := name[i+1:]
	if line, ok := strings.CutPrefix(strings.ToUpper(place), "L"); ok {
		line, column, hasColumn := strings.Cut(line, "C")
		if !isNumber(line) || hasColumn && !isNumber(column) {
			return name
		}
		return name[:i]
	}
	if isNumber(place) {
		return name[:i]
	}
	return name
}

// isNumber reports whether s holds ASCII digits and nothing else.
func isNumber(s string) bool { return s != "" && countDigits(s) == len(s) }

// findGollumPage finds the page of a wiki of GitHub or Gollum by its name. A space in a name is a dash in the file's, and a page is
// found in any folder: https://github.com/gollum/gollum/wiki#page-links. A name with folders is the end of a path.
func (lk lookup) findGollumPage(name string) findings {
	key := gollumName(strings.Trim(trimNoteExt(name), "/"))
	f := findings{rule: ruleWiki}
	for i := range lk.names.wikiPages.items(lastSegment(key)) {
		if !strings.Contains(key, "/") || hasPathSuffix(gollumName(lk.notes[i].ID), key) {
			f.notes = append(f.notes, i)
		}
	}
	f.notes = lk.preferBest(f.notes, "")
	return f
}

// gollumName returns the form in which names of pages are compared in GitHub's wikis: folded, with dashes for spaces.
func gollumName(name string) string { return strings.ReplaceAll(note.FoldName(name), " ", "-") }

// findByPageTitle finds the pages with a title, or else those with an alias. Of several, those in a folder of pages count: a
// program may keep older versions beside them.
func (lk lookup) findByPageTitle(name string) findings {
	site := lk.sites.At(lk.sourceSite())
	for _, find := range []func(string) findings{lk.findByTitle, lk.findByAlias} {
		f := find(name)
		f.notes = preferWhere(f.notes, func(i int32) bool {
			_, _, ok := site.Mounted(site.File(lk.notes[i].Path))
			return ok
		})
		if f.exists() {
			return f
		}
	}
	return findings{}
}

// findFromSiteRoot finds the note or file whose path from the root of the site is name.
func (lk lookup) findFromSiteRoot(name string) findings {
	file, ok := joinInRoot("", "./"+name)
	if !ok {
		return findings{}
	}
	path, inside := lk.sites.At(lk.sourceSite()).LibraryPath(file)
	if !inside {
		return findings{}
	}
	f := lk.findExactPath(path)
	f.rule = ruleWiki
	return f
}
