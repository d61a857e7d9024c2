// Package links resolves the links of notes: it finds the note, file or address that a link
// leads to, and computes the backlinks of every note. The reader, the commands and the index
// all use its Resolver.
//
//	[text](dest) ──▶ anchor in this note?  ──▶ heading
//	                 scheme, own host?     ──▶ external, refused, or a path on the site
//	                 /site/absolute        ──▶ routes, permalinks, path, slug
//	                 relative              ──▶ the note's folder, the root
//	[[wiki]]         ──▶ path suffix, file name, title, alias, ID
//	                 no match              ──▶ broken, with a similar name as suggestion
//
// The package never guesses: a link without an exact match is broken, a link with several
// matches is ambiguous, and both list what may have been meant. A result never names a file
// that is not in the library.
//
// It must never access files or the network, and never parse Markdown.
package links

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/workers"
)

// Resolver resolves the links of a library. It does not change after New, UseGraph and UseWorkers, but
// computes its tables and caches when they are first needed. Several goroutines may use it at
// once. It keeps the notes that it was given.
type Resolver struct {
	notes  []*note.Note // sorted by path; tables and edges refer to notes by their index here
	assets []string     // sorted by path
	sites  profile.Sites

	// The rest is computed when it is first needed: a command that only lists or searches notes resolves no links.
	hosts   func() hostSet
	mounts  func() mountSet            // see inferMounts
	wikis   func() bool                // see hasWikiLinks
	folders func() map[string]struct{} // all folders that contain notes, at any depth

	foreignAreas func() map[siteArea]bool // see isForeignArea

	ids        nameTable         // note.ID, and the paths of links to the note without extension, exact
	published  []publishedTables // for each site
	slugs      nameTable         // folded slug
	fileNames  nameTable         // folded last segments of the names in ids
	titles     nameTable         // folded
	aliases    nameTable         // folded
	assetNames nameTable         // folded base name of an asset
	names      nameTables

	fuzzyOnce sync.Once
	fuzzy     fuzzyIndex

	loadGraph func() (Graph, error) // see UseGraph
	workers   *workers.Pool
	graphOnce sync.Once
	graph     graph

	// outlines caches the outlines of the library's notes whose headings were looked up, *note.Note -> *outline. Unpacking
	// the details of a note in a large library takes twenty times as long as finding a heading.
	outlines sync.Map
	// lastForeignOutline caches the outline of the last note that is not in the library, such as a reloaded note. All links
	// of the note to its own headings need it, one after the other.
	lastForeignOutline atomic.Pointer[outline]
}

// New returns the resolver of a library. assets are the slash paths of its files that are
// not notes. If the sites declare no hosts, they are inferred from the links.
func New(notes []*note.Note, assets []string, sites profile.Sites) *Resolver {
	r := &Resolver{
		notes:  slices.Clone(notes),
		assets: slices.Clone(assets),
		sites:  sites,
	}
	byPath := func(a, b *note.Note) int { return cmp.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(r.notes, byPath) {
		slices.SortFunc(r.notes, byPath)
	}
	slices.Sort(r.assets)
	r.mounts = sync.OnceValue(r.inferMounts)
	r.published = make([]publishedTables, sites.Len())
	for i := range r.published {
		r.published[i].site = sites.At(i)
		r.published[i].fill = func(t *publishedTables) { r.fillPublished(i, t) }
		r.published[i].keys.fill = func(*nameTable) { r.fillKeys(i, &r.published[i]) }
	}
	r.wikis = sync.OnceValue(r.hasWikiLinks)
	r.folders = sync.OnceValue(r.collectFolders)
	r.foreignAreas = sync.OnceValue(r.findForeignAreas)
	r.hosts = sync.OnceValue(func() hostSet {
		if declared := r.declaredHosts(); len(declared) > 0 {
			return declared
		}
		return r.inferHosts()
	})
	r.ids.fill = r.fillFromNotes(r.fillIDs)
	r.fileNames.fill = r.fillFromNotes(r.fillFileNames)
	r.slugs.fill = r.fillFromNotes(func(t *nameTable, i int, n *note.Note) { t.add(note.FoldName(slugOf(n)), i) })
	r.titles.fill = r.fillFromNotes(func(t *nameTable, i int, n *note.Note) {
		if n.Title != "" {
			t.add(note.FoldName(n.Title), i)
		}
	})
	r.aliases.fill = func(t *nameTable) {
		for i, n := range r.notes {
			for _, a := range n.Aliases {
				t.add(note.FoldName(a), i)
			}
		}
	}
	r.initNameTables()
	r.assetNames.fill = func(t *nameTable) {
		t.reserve(len(r.assets))
		for i, a := range r.assets {
			t.add(note.FoldName(lastSegment(a)), i)
		}
	}
	return r
}

// fillFromNotes returns a function that fills a table by calling add for each note.
func (r *Resolver) fillFromNotes(add func(t *nameTable, i int, n *note.Note)) func(*nameTable) {
	return func(t *nameTable) {
		t.reserve(len(r.notes))
		for i, n := range r.notes {
			add(t, i, n)
		}
	}
}

// WarmUp fills the name tables and finds the site's hosts and the folders ahead of time, so that the first link need not
// wait for them.
func (r *Resolver) WarmUp() {
	var wg sync.WaitGroup
	for _, t := range []*nameTable{&r.ids, &r.fileNames, &r.slugs, &r.titles, &r.aliases, &r.assetNames, &r.names.pages, &r.names.ids} {
		wg.Go(t.ensureFilled)
	}
	for i := range r.published {
		wg.Go(r.published[i].ensureFilled)
	}
	wg.Wait()
	r.mounts()
	r.hosts()
	r.folders()
}

// slugOf returns the slug of a note: the last segment of its address unless the site declares
// another address. The slug of an index note is the name of its folder.
func slugOf(n *note.Note) string {
	name := lastSegment(n.ID)
	if n.Slug != name {
		return n.Slug
	}
	if dir := dirOf(n.ID); dir != "" && profile.IsIndexName(name) {
		return lastSegment(dir)
	}
	return name
}

// Note returns the note at a slash path, or nil.
func (r *Resolver) Note(path string) *note.Note {
	if i, ok := r.noteIndex(path); ok {
		return r.notes[i]
	}
	return nil
}

// noteIndex returns the index in notes of the note at path.
func (r *Resolver) noteIndex(path string) (int, bool) {
	for i := range r.ids.items(trimNoteExt(path)) {
		if r.notes[i].Path == path {
			return int(i), true
		}
	}
	return 0, false
}

// Resolve resolves a link of the note from, which may be nil or a note that is not in the
// library.
func (r *Resolver) Resolve(from *note.Note, l markdown.Link) Target {
	return r.resolveLink(&batch{source: from, suggestionsLeft: 1}, l)
}

// Targets resolves all links of a note: Targets(n)[i] is the target of n.Details().Links[i].
func (r *Resolver) Targets(n *note.Note) []Target {
	targets := make([]Target, 0, n.LinkCount)
	for _, t := range r.LinkTargets(n) {
		targets = append(targets, t)
	}
	return targets
}

// LinkTargets returns an iterator over the links of a note and their targets, in order. It resolves them one by one.
func (r *Resolver) LinkTargets(n *note.Note) iter.Seq2[note.Link, Target] {
	return func(yield func(note.Link, Target) bool) {
		b := &batch{source: n, suggestionsLeft: maxSuggestions}
		for _, l := range n.Details().Links {
			if !yield(l, r.resolveLink(b, l.Link)) {
				return
			}
		}
	}
}

// ResolveAll resolves the links of a document that belongs to the note from. It searches for
// suggestions only for the first maxSuggestions broken links, so that its time is bounded.
func (r *Resolver) ResolveAll(from *note.Note, links []markdown.Link) []Target {
	b := &batch{source: from, suggestionsLeft: maxSuggestions}
	targets := make([]Target, len(links))
	for i, l := range links {
		targets[i] = r.resolveLink(b, l)
	}
	return targets
}

// maxSuggestions is the maximum number of suggestions that are searched for in a note.
const maxSuggestions = 200

// batch is the state that is shared when the links of a note are resolved one after the other.
type batch struct {
	source          *note.Note // the note that contains the links; may be nil, and need not be in the library
	suggestionsLeft int        // number of suggestions that may still be searched for
	skipHeadings    bool       // resolve only the note, not the heading in it
	skipSimilar     bool       // search for no files with similar names
	targetNote      int32      // index of the note that the last link led to; valid if its status was Note
	sourcePage      string     // the address of the folder of source's page; valid if sourcePageKnown is set
	sourcePrefix    string     // see profile.Published; valid if sourcePageKnown is set
	sourcePageKnown bool
}

// lookup resolves a single link. Its methods called find… apply a rule and return the
// notes or files that match; those called resolve… return the Target.
type lookup struct {
	*Resolver
	*batch
	allowAssets bool // the link is an image or embed: suggestions may be assets
}

// resolveLink resolves a link, and finds out whether only the case of a broken link is wrong.
func (r *Resolver) resolveLink(b *batch, l markdown.Link) Target {
	t := r.resolveByForm(b, l)
	if t.Status == Broken || t.Status == Refused {
		lk := lookup{Resolver: r, batch: b}
		if site := lk.sites.At(lk.sourceSite()); site.Replaces != nil && !l.Form.HasNames() && site.Replaces(strings.TrimSpace(l.Dest)) {
			return Target{Status: Template, Rule: ruleTemplate}
		}
	}
	r.explainCase(&t, b, l)
	return t
}

// resolveByForm resolves a link by its form.
func (r *Resolver) resolveByForm(b *batch, l markdown.Link) Target {
	lk := lookup{Resolver: r, batch: b, allowAssets: l.Form == markdown.Image || l.Form == markdown.Embed}
	dest := strings.TrimSpace(l.Dest)
	switch {
	case dest == "":
		return Target{Reason: "the link has no address"}
	case l.Form.HasNames():
		return lk.resolveWikiLink(dest, strings.TrimSpace(l.Text))
	case strings.HasPrefix(dest, "[[") && strings.HasSuffix(dest, "]]") && len(dest) > len("[[]]"): // [label]([[page]]), as in Logseq
		return lk.resolveWiki(dest[len("[[") : len(dest)-len("]]")])
	case isTemplate(dest):
		return lk.resolveTemplate(dest)
	case l.Form == markdown.Bare || l.Form == markdown.Autolink:
		return lk.resolveAddress(addScheme(dest))
	}
	return lk.resolveAddress(dest)
}

// resolveAddress resolves the address of a link that is neither a wiki link nor a template.
func (lk lookup) resolveAddress(dest string) Target {
	if lk.sites.At(lk.sourceSite()).Backslashes {
		dest = strings.ReplaceAll(dest, `\`, "/")
	}
	switch {
	case dest[0] == '#' || dest[0] == '?' && lk.source != nil:
		_, frag := splitAddress(dest)
		return lk.resolveOwnAnchor(frag)
	case strings.HasPrefix(dest, "//"):
		return lk.resolveWeb("https:"+dest, "https", dest[2:])
	case dest[0] == '/':
		return lk.resolveRooted(dest)
	}
	if s, ok := lk.findShorthand(dest); ok {
		return lk.resolveShorthand(s, dest, dest[len(s.Prefix):])
	}
	if scheme, rest, ok := splitScheme(dest); ok {
		return lk.resolveScheme(dest, scheme, rest)
	}
	return lk.resolveRelative(dest)
}

// sourceSite returns the number of the site of the note that contains the link.
func (lk lookup) sourceSite() int {
	if lk.source == nil {
		return 0
	}
	return lk.sites.IndexOf(lk.source.Path)
}

// sourceFolder returns the slash path of the folder of the note that contains the link, "" for the root.
func (lk lookup) sourceFolder() string {
	if lk.source == nil {
		return ""
	}
	return dirOf(lk.source.Path)
}
