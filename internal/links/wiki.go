package links

import (
	"strings"

	"quire/internal/address"
	"quire/internal/links/profile"
	"quire/internal/note"
)

// resolveWikiLink resolves the content of [[ ]], the text before and after the |, by the rules of the site.
func (lk lookup) resolveWikiLink(dest, label string) Target {
	if tag, isTag := strings.CutPrefix(dest, "#"); isTag && tag != "" && lk.wikiRules().TitlesOnly {
		return lk.resolveTagLink(tag)
	}
	if lk.wikiRules().LabelFirst && label != "" && label[0] != '#' {
		if f, _, frag := splitWikiName(label, lk.findWikiName); f.exists() {
			return lk.makeTarget(f, frag)
		}
	}
	return lk.resolveWiki(dest)
}

// resolveTagLink resolves a hashtag in a program in which it is a link to the page of that name. Without a note of that name, the
// page shows the notes that have the tag.
func (lk lookup) resolveTagLink(tag string) Target {
	if f := lk.findWikiName(tag); f.exists() {
		return lk.makeTarget(f, "")
	}
	return Target{Status: Generated, Query: profile.TagQuery(tag), Rule: ruleWiki, Reason: "a page without a note, which shows the notes with this tag"}
}

// wikiRules returns the rules of wiki links on the site of the note that contains the link.
func (lk lookup) wikiRules() profile.WikiRules { return lk.sites.At(lk.sourceSite()).Wiki }

// resolveWiki resolves a name and a heading in [[ ]]. Without other rules of the site those of Obsidian hold, see
// https://help.obsidian.md/links: case is ignored, and a name or the end of a path is enough.
func (lk lookup) resolveWiki(dest string) Target {
	if dest[0] == '#' {
		return lk.resolveOwnAnchor(dest[1:])
	}
	f, name, frag := splitWikiName(dest, lk.findWikiName)
	if f.exists() {
		return lk.makeTarget(f, frag)
	}
	if bare := trimWikiMarks(name); bare != name {
		if f := lk.findWikiName(bare); f.exists() {
			return lk.makeTarget(f, frag)
		}
	}
	if scheme, rest, ok := splitScheme(dest); ok && (strings.HasPrefix(rest, "//") || scheme == "mailto") {
		return lk.resolveScheme(dest, scheme, rest)
	}
	if strings.HasPrefix(name, "../") {
		if _, ok := joinInRoot(lk.sourceFolder(), name); !ok {
			return Target{Status: Outside, Rule: ruleWiki, Reason: whyOutside}
		}
	}
	if lk.isContentsMark(name) {
		return Target{Status: Generated, Rule: ruleWiki, Reason: "the site generator writes the table of contents here"}
	}
	if site := lk.sites.At(lk.sourceSite()); site.Generated != nil {
		if query, ok := site.Generated(site.Profile, "/"+trimWikiMarks(name)); ok {
			return Target{Status: Generated, Query: query, Rule: ruleWiki, Reason: "the site generator makes this page; it is not a note"}
		}
	}
	if !lk.writesWikiLinks() {
		return Target{Status: Template, Rule: ruleWiki, Reason: "no note named " + name + ", and the site generator knows no wiki links"}
	}
	t := Target{Rule: ruleWiki, Reason: "no note named " + name}
	lk.addSuggestion(&t, name)
	return t
}

// isContentsMark reports whether a name in [[ ]] stands for the table of contents: [[toc]], see
// https://vitepress.dev/guide/markdown#table-of-contents, and [[_TOC_]] in wikis. Programs that know hashtags, such as Obsidian, have
// no such mark.
func (lk lookup) isContentsMark(name string) bool {
	site := lk.sites.At(lk.sourceSite())
	return site.Generator != "" && !site.Parse.Hashtags && (strings.EqualFold(name, "toc") || name == "_TOC_")
}

// splitWikiName splits dest into the name of a file and a fragment, and returns what find finds for the name. A name may
// contain a #: [[C#]], [[C##history]]. If nothing is found, the name ends at the first #.
func splitWikiName(dest string, find func(name string) findings) (f findings, name, frag string) {
	f, name = find(dest), dest
	for i, tries := 0, 0; !f.exists() && tries < 8; tries++ {
		next := strings.IndexByte(dest[i:], '#')
		if next < 0 {
			break
		}
		i += next + 1
		shorter := strings.TrimSpace(dest[:i-1])
		if f = find(shorter); tries == 0 || f.exists() {
			name, frag = shorter, dest[i:]
		}
	}
	return f, name, frag
}

// findWikiName finds a name as written, or percent-decoded.
func (lk lookup) findWikiName(name string) findings {
	if f := lk.findWikiSpelling(name); f.exists() {
		return f
	}
	if plain := address.PercentDecode(name); plain != name {
		return lk.findWikiSpelling(plain)
	}
	return findings{}
}

// findWikiSpelling applies the rules for wiki links, in order, to a name exactly as given. For images and embeds with
// another extension than a note's, assets come before notes.
func (lk lookup) findWikiSpelling(name string) findings {
	switch rules := lk.wikiRules(); {
	case rules.TitlesOnly:
		return lk.findByPageTitle(name)
	case rules.FromRoot:
		return lk.findFromSiteRoot(name)
	case rules.DashIsSpace:
		if f := lk.findGollumPage(name); f.exists() {
			return f
		}
	}
	if strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		full, ok := joinInRoot(lk.sourceFolder(), name)
		if !ok {
			return findings{}
		}
		name = full
	}
	atRoot := strings.HasPrefix(name, "/")
	name = strings.Trim(name, "/")
	if name == "" {
		return findings{}
	}
	if atRoot {
		if f := lk.findExactPath(name); f.exists() {
			return f
		}
	}
	rules := []func(string) findings{
		lk.findWikiNote, lk.findWikiAsset, lk.findByPageName, lk.findByTitle, lk.findByAlias, lk.findByFoldedSlug, lk.findByNoteID,
	}
	if lk.allowAssets && trimNoteExt(name) == name && strings.Contains(name, ".") {
		rules[0], rules[1] = rules[1], rules[0]
	}
	for _, rule := range rules {
		if f := rule(name); f.exists() {
			return f
		}
	}
	return findings{}
}

// findWikiNote finds the notes whose path ends in name, with or without extension. The path may be that of a link to the
// note.
func (lk lookup) findWikiNote(name string) findings {
	for _, bare := range distinctPaths(trimNoteExt(name), name) {
		if f := lk.findWikiExact(bare); f.exists() {
			return f
		}
		key := note.FoldName(bare)
		var found []notePath
		for i := range lk.fileNames.items(lastSegment(key)) {
			for p := range allPaths(lk.notes[i]) {
				if endsInName(trimNoteExt(p), key) {
					found = append(found, notePath{i, p})
				}
			}
		}
		found = preferNearest(found, func(p notePath) string { return p.path }, lk.homeFolder(), bare)
		f := findings{rule: ruleWiki}
		for _, p := range found {
			if len(f.notes) == 0 || f.notes[len(f.notes)-1] != p.note {
				f.notes = append(f.notes, p.note)
			}
		}
		if f.exists() {
			return f
		}
	}
	return findings{}
}

// endsInName reports whether path ends in a folded name, which may itself be a path. White space counts as in FoldName.
func endsInName(path, key string) bool {
	if !strings.Contains(key, "/") {
		return note.FoldName(lastSegment(path)) == key
	}
	return hasPathSuffix(note.FoldName(path), key)
}

// notePath is the index of a note with one of its paths.
type notePath struct {
	note int32
	path string
}

// findWikiExact finds the note with exactly this name in the folder of the note that contains the link, or exactly this
// path. preferNearest would choose the same note, but a lookup by name is limited to maxItemsPerName notes.
func (lk lookup) findWikiExact(bare string) findings {
	f := findings{rule: ruleWiki}
	if !strings.Contains(bare, "/") {
		if lk.source == nil {
			return f
		}
		bare = joinPath(lk.sourceFolder(), bare)
	}
	for i := range lk.ids.items(bare) {
		f.notes = append(f.notes, i)
	}
	return f
}

// findWikiAsset finds the assets whose path ends in name.
func (lk lookup) findWikiAsset(name string) findings {
	key := note.FoldName(name)
	f := findings{rule: ruleWiki}
	for i := range lk.assetNames.items(lastSegment(key)) {
		if endsInName(lk.assets[i], key) {
			f.assets = append(f.assets, lk.assets[i])
		}
	}
	f.assets = preferNearest(f.assets, func(p string) string { return p }, lk.homeFolder(), name)
	return f
}

func (lk lookup) findByTitle(name string) findings {
	return lk.findInTable(ruleTitle, &lk.titles, name)
}

func (lk lookup) findByAlias(name string) findings {
	return lk.findInTable(ruleAlias, &lk.aliases, name)
}

// findByFoldedSlug finds notes by slug, in any case.
func (lk lookup) findByFoldedSlug(name string) findings {
	if strings.Contains(name, "/") {
		return findings{}
	}
	return lk.findInTable(ruleSlug, &lk.slugs, name)
}

// findInTable finds the notes with a name in a table of folded names.
func (lk lookup) findInTable(rule string, t *nameTable, name string) findings {
	f := findings{rule: rule}
	for i := range t.items(note.FoldName(name)) {
		f.notes = append(f.notes, i)
	}
	f.notes = lk.preferBest(f.notes, "")
	return f
}

// preferBest narrows the notes to those that a name most probably means; see preferNearest. spelled is "" for a name that
// is not a path.
func (lk lookup) preferBest(notes []int32, spelled string) []int32 {
	return preferNearest(notes, func(i int32) string { return lk.notes[i].Path }, lk.homeFolder(), spelled)
}

// homeFolder returns the folder of the note that contains the link, or "?", which is not a folder, if there is no note.
func (lk lookup) homeFolder() string {
	if lk.source == nil {
		return "?"
	}
	return lk.sourceFolder()
}

// preferNearest narrows files to those that a name most probably means: those in the folder home, if there are any; then,
// if the name is a path, those with exactly this spelling, and of these the files with the fewest folders. Files that are
// equal in all this remain.
func preferNearest[T any](files []T, path func(T) string, home, spelled string) []T {
	if len(files) < 2 {
		return files
	}
	files = preferWhere(files, func(x T) bool { return dirOf(path(x)) == home })
	if spelled == "" {
		return files
	}
	files = preferWhere(files, func(x T) bool {
		return hasExactSuffix(path(x), spelled) || hasExactSuffix(trimNoteExt(path(x)), spelled)
	})
	minDepth := pathDepth(path(files[0]))
	for _, x := range files {
		minDepth = min(minDepth, pathDepth(path(x)))
	}
	return preferWhere(files, func(x T) bool { return pathDepth(path(x)) == minDepth })
}

// preferWhere returns the items that accept selects, or all items if it selects no items.
func preferWhere[T any](items []T, accept func(T) bool) []T {
	var out []T
	for _, x := range items {
		if accept(x) {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return items
	}
	return out
}

func pathDepth(p string) int { return strings.Count(p, "/") }
