package catalog

import (
	"context"
	"fmt"
	"path"
	"strings"

	"quire/internal/address"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
)

// SingleFile is the library of a file that is in no library; see library.OpenSingle. It resolves the links of a page by asking
// the disk whether the files exist that they may name, and reads none of them, except for notes that the page embeds. So it
// cannot say whether another note has a heading: it takes the link at its word.
//
// The lists and the search are those of a Catalog, which has the one file.
type SingleFile struct {
	*Catalog
	pages pages
}

var _ Library = (*SingleFile)(nil)

// OpenSingle returns the library of a single file without reading the file.
func OpenSingle(l *library.Library, o Options) *SingleFile {
	sites := l.FindSites(o.Site)
	c := &Catalog{library: l, contents: &library.Contents{Sites: sites}, links: links.New(nil, nil, sites)}
	c.pages.library = c
	return NewSingle(c)
}

// NewSingle returns the library of the single file that c has. c is the catalog of a library that library.OpenSingle opened.
func NewSingle(c *Catalog) *SingleFile {
	s := &SingleFile{Catalog: c}
	s.pages.library = s
	return s
}

// Status says which file this is.
func (s *SingleFile) Status() search.Status {
	status := s.Catalog.Status()
	status.Notes = max(status.Notes, 1) // a file that was not read yet is a note, too
	return status
}

// Lookup returns a note by its path. Of a note that was not read it knows only the name.
func (s *SingleFile) Lookup(path string) (search.Hit, bool) {
	if h, ok := s.Catalog.Lookup(path); ok {
		return h, true
	}
	kind, info := s.library.Stat(path)
	if kind != library.NoteFile {
		return search.Hit{}, false
	}
	return search.NewHit(s.library.Describe(path, info), 0, 0), true
}

// Note reads and parses the note at a path.
func (s *SingleFile) Note(ctx context.Context, path string) (*note.Note, error) {
	if n, err := s.Catalog.Note(ctx, path); err == nil {
		return n, nil
	}
	if kind, _ := s.library.Stat(path); kind != library.NoteFile {
		return nil, search.ErrNoNote
	}
	p, err := s.ParseNote(ctx, path)
	if err != nil {
		return nil, err
	}
	return p.Note, nil
}

// ResolveName resolves a path.
func (s *SingleFile) ResolveName(ctx context.Context, name string) (links.Target, error) {
	if t, err := s.Catalog.ResolveName(ctx, name); err != nil || t.Status == links.Note {
		return t, err
	}
	for end := len(name); end > 0; end = strings.LastIndexByte(name[:end], '#') {
		if kind, _ := s.library.Stat(name[:end]); kind != library.NoteFile {
			continue
		}
		n, err := s.Note(ctx, name[:end])
		if err != nil {
			return links.Target{}, err
		}
		t, _ := links.New([]*note.Note{n}, nil, s.contents.Sites).LookUpName(name)
		return t, nil
	}
	return links.Target{Reason: "no note named " + name}, ctx.Err()
}

// Links returns the links of the note at a path with their targets, in order.
func (s *SingleFile) Links(ctx context.Context, path string) ([]search.Link, error) {
	n, err := s.Note(ctx, path)
	if err != nil {
		return nil, err
	}
	all := n.Details().Links
	found := make([]markdown.Link, len(all))
	for i, l := range all {
		found[i] = l.Link
	}
	targets, err := s.ResolveLinks(ctx, n, found)
	if err != nil {
		return nil, err
	}
	out := make([]search.Link, len(all))
	for i, l := range all {
		out[i] = search.Link{Link: l, Target: targets[i]}
	}
	return out, nil
}

// ResolveLinks resolves links that stand in the note from. It asks the disk about each file that a link may name.
func (s *SingleFile) ResolveLinks(ctx context.Context, from *note.Note, found []markdown.Link) ([]links.Target, error) {
	f := fileFinder{ctx: ctx, library: s, seen: map[string]library.Kind{}, isRead: map[string]bool{}}
	if from != nil {
		f.folder = path.Dir(from.Path)
		f.seen[from.Path] = library.NoteFile
		f.notes = append(f.notes, from)
	}
	for _, l := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.find(l)
	}
	targets := links.New(f.notes, f.assets, s.contents.Sites).ResolveAll(from, found)
	for i := range targets {
		t := &targets[i]
		if t.Status == links.Note && t.MissingHeading != "" && !f.isRead[t.Path] {
			t.Heading, t.MissingHeading, t.Suggestion, t.Reason = t.MissingHeading, "", "", ""
		}
	}
	return targets, nil
}

// fileFinder finds the files that the links of a page may name.
type fileFinder struct {
	ctx     context.Context
	library *SingleFile
	folder  string                  // of the page
	seen    map[string]library.Kind // paths that were asked for
	isRead  map[string]bool         // paths of notes that were read
	notes   []*note.Note
	assets  []string
}

// A link may leave out the end of the path of the note that it names.
var (
	noteExtensions = [...]string{".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd"}
	indexFiles     = [...]string{"/index.md", "/README.md", "/_index.md"}
)

// find finds the files that l may name.
func (f *fileFinder) find(l markdown.Link) {
	name := strings.TrimSpace(l.Dest)
	if !l.Form.HasNames() && (hasScheme(name) || strings.HasPrefix(name, "//")) {
		return
	}
	for _, name := range distinct(name, address.PercentDecode(name)) {
		for end := len(name); end > 0; end = strings.LastIndexAny(name[:end], "#?") {
			f.findName(strings.TrimSpace(name[:end]), l.Form)
		}
	}
}

// hasScheme reports whether an address begins with a scheme: letters before a colon.
func hasScheme(dest string) bool {
	scheme, _, ok := strings.Cut(dest, ":")
	return ok && scheme != "" && !strings.ContainsFunc(scheme, func(c rune) bool { return c < 'A' || c > 'Z' && c < 'a' || c > 'z' })
}

// findName finds the files at a path, from the folder of the page or from the root.
func (f *fileFinder) findName(name string, form markdown.Form) {
	for _, folder := range distinct(f.folder, ".") {
		file := path.Join(folder, name)
		switch f.addFile(file, form) {
		case library.Folder:
			for _, index := range indexFiles {
				f.addFile(path.Clean(file+index), form)
			}
		case library.Missing:
			bare := strings.TrimSuffix(strings.TrimSuffix(file, ".html"), ".htm")
			for _, ext := range noteExtensions {
				f.addFile(bare+ext, form)
			}
		}
	}
}

// distinct returns a and b, or only a if they are the same.
func distinct(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
}

// addFile adds the file at a path, if there is one, and returns what it is. Of a folder it adds the name alone.
func (f *fileFinder) addFile(file string, form markdown.Form) library.Kind {
	if kind, ok := f.seen[file]; ok {
		return kind
	}
	kind, info := f.library.library.Stat(file)
	switch kind {
	case library.Folder:
		f.assets = append(f.assets, file+"/.") // no link means this name, and the folder has to have a file
	case library.OtherFile:
		f.assets = append(f.assets, file)
	case library.NoteFile:
		n := f.library.library.Describe(file, info)
		if form == markdown.Embed {
			if p, err := f.library.ParseNote(f.ctx, file); err == nil {
				n, f.isRead[file] = p.Note, true
			}
		}
		f.notes = append(f.notes, n)
	}
	f.seen[file] = kind
	return kind
}

// OpenNote reads and parses one note; see Library.
func (s *SingleFile) OpenNote(ctx context.Context, path string) (render.Source, *note.Parsed, error) {
	return s.pages.OpenNote(ctx, path)
}

// ResolveSource returns p with its links resolved; see Library.
func (s *SingleFile) ResolveSource(ctx context.Context, p *note.Parsed) (render.Source, error) {
	return s.pages.ResolveSource(ctx, p)
}

// WithEmbeds returns src with the notes that it embeds; see Library.
func (s *SingleFile) WithEmbeds(ctx context.Context, src render.Source) render.Source {
	return s.pages.WithEmbeds(ctx, src)
}

// OpenPreview returns the first part of a long note; see Library.
func (s *SingleFile) OpenPreview(ctx context.Context, path string) (render.Source, bool) {
	return s.pages.OpenPreview(ctx, path)
}

// OpenLong opens a note to be shown part by part; see Library. It reads the file, and parses no more of it than each part. What
// the header of the page says comes from the beginning of the note, and the number of its words is an estimate.
func (s *SingleFile) OpenLong(ctx context.Context, path string) (*LongNote, error) {
	kind, info := s.library.Stat(path)
	if kind != library.NoteFile || info.Size() < longNoteSize {
		return nil, nil
	}
	p, err := s.library.ParseBeginning(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	parts := p.Dialect.NewPartParser(p.Body)
	return &LongNote{library: s, note: p.Note, details: func() *note.Details { return p.Details }, bodyLine: p.BodyLine, parts: parts, isPartlyRead: true}, nil
}
