// Package links says where an address leads. It holds the one resolver that
// the reader, the shell and the index ask, and the links between notes that follow from it.
//
//	[text](dest) ──▶ anchor in this note?  ──▶ heading
//	                 scheme, own host?     ──▶ external, refused, or a path on the site
//	                 /site/absolute        ──▶ routes, permalinks, path, slug
//	                 relative              ──▶ the note's folder, the root
//	[[wiki]]         ──▶ path suffix, file name, title, alias
//	                 nothing               ──▶ broken, with the near miss as a suggestion
//
// Nothing is guessed: what is not exactly there is broken, what is there several times is
// ambiguous, and both say what may have been meant. No answer ever
// names a file that is not in the library.
//
// It must never touch a disk or a network, and never parse Markdown.
package links

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"quire/internal/markdown"
	"quire/internal/note"
)

// Resolver resolves the links of a library. It never changes after New and is
// safe for concurrent use. It keeps the notes that it was given.
type Resolver struct {
	notes  []*note.Note // by path; the other fields know a note by its place here
	assets []string     // by path
	base   string       // Site.BasePath, cleaned

	// All the rest is made when it is first asked for: who lists or searches notes follows no link.
	hosts    func() hosts
	jekyll   func() bool                // the library has dated posts or collections
	patterns func() []pattern           // of the site's permalinks
	folders  func() map[string]struct{} // those that hold notes, at any depth

	ids     table // note.ID, exact
	routes  table // published addresses, exact, without leading and trailing slash
	slugs   table // folded slug
	names   table // folded last segment of the ID
	titles  table // folded
	aliases table // folded
	files   table // folded base name of an asset

	nearOnce sync.Once
	near     nearIndex

	site      Site
	kept      []byte // see Recall
	graphOnce sync.Once
	graph     graph

	// outlines are those of all notes of the library that links to headings lead to, *note.Note -> *outline: to find the details
	// of a note among those of a large library takes twenty times as long as to look for a heading.
	outlines sync.Map
	// passing is the outline of the last note that is not of the library, such as one that was read anew: its links ask for it one after the other.
	passing atomic.Pointer[outline]
}

// New makes the resolver of a library: its notes, the slash paths of its other
// files, and what its configuration says of its site. When the site declares no
// hosts they are inferred from the links.
func New(notes []*note.Note, assets []string, site Site) *Resolver {
	r := &Resolver{
		notes:  slices.Clone(notes),
		assets: slices.Clone(assets),
		site:   site,
	}
	byPath := func(a, b *note.Note) int { return cmp.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(r.notes, byPath) {
		slices.SortFunc(r.notes, byPath)
	}
	slices.Sort(r.assets)
	r.base, _ = cleanSite(site.BasePath)
	r.jekyll = sync.OnceValue(func() bool { return slices.ContainsFunc(r.notes, isPost) })
	r.patterns = sync.OnceValue(func() []pattern { return compilePatterns(site.Permalinks, r.jekyll()) })
	r.folders = sync.OnceValue(r.findFolders)
	r.hosts = sync.OnceValue(func() hosts {
		if declared := declaredHosts(site.Hosts); len(declared) > 0 {
			return declared
		}
		return r.inferHosts()
	})
	r.ids.make = r.eachNote(func(t *table, i int, n *note.Note) { t.add(n.ID, i) })
	r.names.make = r.eachNote(func(t *table, i int, n *note.Note) { t.add(note.Fold(lastSegment(n.ID)), i) })
	r.slugs.make = r.eachNote(func(t *table, i int, n *note.Note) { t.add(note.Fold(slugOf(n)), i) })
	r.titles.make = r.eachNote(func(t *table, i int, n *note.Note) {
		if n.Title != "" {
			t.add(note.Fold(n.Title), i)
		}
	})
	r.aliases.make = func(t *table) {
		for i, n := range r.notes {
			for _, a := range n.Aliases {
				t.add(note.Fold(a), i)
			}
		}
	}
	r.routes.make = r.eachNote(func(t *table, i int, n *note.Note) {
		for _, p := range r.addresses(n) {
			t.add(p, i)
		}
	})
	r.files.make = func(t *table) {
		t.grow(len(r.assets))
		for i, a := range r.assets {
			t.add(note.Fold(lastSegment(a)), i)
		}
	}
	return r
}

// eachNote makes a table of a name or so of every note.
func (r *Resolver) eachNote(add func(t *table, i int, n *note.Note)) func(*table) {
	return func(t *table) {
		t.grow(len(r.notes))
		for i, n := range r.notes {
			add(t, i, n)
		}
	}
}

// Warm makes what the first links would have to wait for, when nobody waits yet.
func (r *Resolver) Warm() {
	var wg sync.WaitGroup
	for _, t := range []*table{&r.ids, &r.names, &r.slugs, &r.titles, &r.aliases, &r.routes, &r.files} {
		wg.Go(t.ready)
	}
	wg.Wait()
	r.hosts()
	r.folders()
}

func (r *Resolver) findFolders() map[string]struct{} {
	folders := map[string]struct{}{}
	for _, n := range r.notes {
		for dir := dirOf(n.ID); dir != ""; dir = dirOf(dir) {
			if _, known := folders[dir]; known {
				break
			}
			folders[dir] = struct{}{}
		}
	}
	return folders
}

// slugOf is the last segment of the note's address where nothing else is
// declared. The index of a folder answers to the folder's name.
func slugOf(n *note.Note) string {
	if n.Slug == lastSegment(n.ID) {
		return fileName(n)
	}
	return n.Slug
}

// Note is the note at the slash path, or nil.
func (r *Resolver) Note(path string) *note.Note {
	if i, ok := r.at(path); ok {
		return r.notes[i]
	}
	return nil
}

// at finds the place of the note at path.
func (r *Resolver) at(path string) (int, bool) {
	for i := range r.ids.all(trimNoteExt(path)) {
		if r.notes[i].Path == path {
			return int(i), true
		}
	}
	return 0, false
}

// Resolve says where a link of the note from leads; from may be nil, or a note
// that is not of the library.
func (r *Resolver) Resolve(from *note.Note, l markdown.Link) Target {
	return r.resolve(&round{from: from, guesses: 1}, l)
}

// Targets resolves all links of a note: Targets(n)[i] belongs to n.Details().Links[i].
func (r *Resolver) Targets(n *note.Note) []Target {
	targets := make([]Target, 0, n.LinkCount)
	for _, t := range r.From(n) {
		targets = append(targets, t)
	}
	return targets
}

// From are the links of a note with where they lead, in their order.
func (r *Resolver) From(n *note.Note) iter.Seq2[note.Link, Target] {
	return func(yield func(note.Link, Target) bool) {
		ro := &round{from: n, guesses: maxGuesses}
		for _, l := range n.Details().Links {
			if !yield(l, r.resolve(ro, l.Link)) {
				return
			}
		}
	}
}

// ResolveAll resolves the links of one document. However many of them are broken it
// takes bounded time: after the first few hundred near misses it looks for no more.
func (r *Resolver) ResolveAll(from *note.Note, all []markdown.Link) []Target {
	ro := &round{from: from, guesses: maxGuesses}
	targets := make([]Target, len(all))
	for i, l := range all {
		targets[i] = r.resolve(ro, l)
	}
	return targets
}

// maxGuesses is how many near misses are looked for in one note.
const maxGuesses = 200

// round is what the questions about the links of one note share.
type round struct {
	from    *note.Note // may be nil, and need not be of the library
	guesses int        // how many near misses may still be looked for
	coarse  bool       // it is asked for the note alone, not for the heading in it
	to      int32      // the note that the last answer leads to; valid where its status is Note
	own     []string   // where from is published, when ownOnce
	ownOnce bool
}

// ask is one question to a resolver.
type ask struct {
	*Resolver
	*round
	image bool // a picture or an embed is asked for: near misses are also among the assets
}

func (r *Resolver) resolve(ro *round, l markdown.Link) Target {
	a := ask{Resolver: r, round: ro, image: l.Form == markdown.Image || l.Form == markdown.Embed}
	dest := strings.TrimSpace(l.Dest)
	switch {
	case dest == "":
		return Target{Why: "the link has no address"}
	case l.Form == markdown.Wiki || l.Form == markdown.Embed:
		return a.wiki(dest)
	case isTemplate(dest):
		return a.template(dest)
	case l.Form == markdown.Bare || l.Form == markdown.Autolink:
		return a.address(withScheme(dest))
	}
	return a.address(dest)
}

// address resolves any address that is neither wiki nor template.
func (a ask) address(dest string) Target {
	switch {
	case dest[0] == '#' || dest[0] == '?' && a.from != nil:
		_, frag := splitAddress(dest)
		return a.anchor(frag)
	case strings.HasPrefix(dest, "//"):
		return a.web("https:"+dest, "https", dest[2:])
	case dest[0] == '/':
		return a.absolute(dest, "")
	}
	if scheme, rest, ok := splitScheme(dest); ok {
		return a.scheme(dest, scheme, rest)
	}
	return a.relative(dest)
}

// folder is the slash path of the folder of the note that asks, "" for the root.
func (a ask) folder() string {
	if a.from == nil {
		return ""
	}
	return dirOf(a.from.Path)
}
