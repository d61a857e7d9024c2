package cli

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
)

// A NOTE on the command line that is a path means that file, from the current folder, as for every command of a shell. It
// is a path if it begins with ./, ../ or /, or if it names a file. All other names are looked up in the library.

// findNoteArgument resolves an argument NOTE or NOTE#HEADING to a note, like findNote, but takes a path from the current
// folder. The note is in the library that is returned: that of the file, which need not be c.
func (o *options) findNoteArgument(ctx context.Context, c catalog.Library, name string) (catalog.Library, *note.Note, links.Target, error) {
	p, isPath, err := o.resolvePath(ctx, c, name, false)
	if !isPath {
		n, t, err := findNote(ctx, c, name)
		return c, n, t, err
	}
	if err != nil {
		return p.catalog, nil, p.Target, err
	}
	n, err := p.catalog.Note(ctx, p.Path)
	if err != nil {
		return p.catalog, nil, p.Target, notANoteError(name)
	}
	return p.catalog, n, p.Target, nil
}

// notANoteError returns the error for a file that a command for notes cannot use.
func notANoteError(name string) error {
	return noMatchError("quire show prints any file", "%s: not a note", name)
}

// resolvePath resolves a name that is a path. isPath is false if it is no path, and true with an error if there is no such
// file. With anyFile, the name of any file is a path; otherwise a plain word is one only if the file is a note of c, since
// it may as well be a title or an alias.
func (o *options) resolvePath(ctx context.Context, c catalog.Library, name string, anyFile bool) (p showTarget, isPath bool, err error) {
	if inside, ok := nameOfPath(ctx, c, name); ok {
		t, err := findPathTarget(ctx, c, inside)
		return showTarget{c, t}, true, err
	}
	f, statErr := statFileArgument(name)
	switch {
	case statErr == nil && !f.info.IsDir() && (anyFile || looksLikePath(name)):
		p, err = o.resolveFile(ctx, c, f)
		return p, true, err
	case statErr != nil && isDotPath(name):
		return showTarget{catalog: c}, true, noMatchError("", "%s: no such file", name)
	}
	return showTarget{}, false, nil
}

// findPathTarget resolves the path of a note in c, with its "#heading" if it has any. It does not read the file of a library of a
// single file, unless a heading is named.
func findPathTarget(ctx context.Context, c catalog.Library, name string) (links.Target, error) {
	if s, ok := c.(*catalog.SingleFile); ok {
		if h, ok := s.Lookup(name); ok {
			return links.Target{Status: links.Note, Path: h.Path()}, nil
		}
	}
	_, t, err := findNote(ctx, c, name)
	return t, err
}

// nameOfPath converts a path from the current folder into the path in c, with its "#heading" if it has any, or returns
// false if the name is no path of a note in c. The note's extension may be missing after ./, ../ and /.
func nameOfPath(ctx context.Context, c catalog.Library, name string) (string, bool) {
	f, err := statFileArgument(name)
	if err == nil && !f.info.IsDir() {
		return noteOfFile(ctx, c, f)
	}
	if !isDotPath(name) && !filepath.IsAbs(name) {
		return "", false
	}
	for end := len(name); end > 0; end = strings.LastIndexByte(name[:end], '#') {
		for _, p := range libraryPaths(c.Status().Root, name[:end]) {
			t, err := c.ResolveName(ctx, p)
			if err == nil && t.Status == links.Note && (strings.TrimSuffix(t.Path, note.ExtensionOf(t.Path)) == p || path.Dir(t.Path) == p) {
				return t.Path + name[end:], true
			}
		}
	}
	return "", false
}

// noteOfFile returns the path in c of the note in a file, with its "#heading" if it has any, or false if c has no such note.
func noteOfFile(ctx context.Context, c catalog.Library, f fileArgument) (string, bool) {
	heading := ""
	if f.heading != "" {
		heading = "#" + f.heading
	}
	root := c.Status().Root
	paths := libraryPaths(root, f.file)
	for _, p := range paths {
		if _, ok := c.Lookup(p); ok {
			return p + heading, true
		}
	}
	for _, p := range paths { // a symbolic link, or another spelling of the name
		t, err := c.ResolveName(ctx, p)
		if err != nil || t.Status != links.Note {
			continue
		}
		if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(t.Path))); err == nil && os.SameFile(info, f.info) {
			return t.Path + heading, true
		}
	}
	return "", false
}

// resolveTypedName resolves a name as the commands do that take a NOTE, in c only.
func resolveTypedName(ctx context.Context, c catalog.Library, name string) (links.Target, error) {
	if inside, ok := nameOfPath(ctx, c, name); ok {
		return c.ResolveName(ctx, inside)
	}
	f, err := statFileArgument(name)
	if isDotPath(name) || err == nil && !f.info.IsDir() && looksLikePath(name) {
		return links.Target{Reason: "not a note of this library"}, nil
	}
	return c.ResolveName(ctx, name)
}

// isDotPath reports whether a name begins with ./ or ../.
func isDotPath(name string) bool {
	slashed := filepath.ToSlash(name)
	return slashed == "." || slashed == ".." || strings.HasPrefix(slashed, "./") || strings.HasPrefix(slashed, "../")
}

// looksLikePath reports whether a name that is also the name of a file is meant as its path: it has a folder or an
// extension.
func looksLikePath(name string) bool { return strings.ContainsAny(filepath.ToSlash(name), "/.") }

// libraryPaths returns the slash paths below the folder root that a file may have: as it is named, with the symbolic links
// among its folders resolved, and with all resolved. It returns none for a file elsewhere, or if root is "".
func libraryPaths(root, file string) []string {
	abs, err := filepath.Abs(file)
	if err != nil || root == "" {
		return nil
	}
	var paths []string
	add := func(root, file string) {
		rel, err := filepath.Rel(root, file)
		if p := filepath.ToSlash(rel); err == nil && filepath.IsLocal(rel) && !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	}
	add(root, abs)
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		add(root, filepath.Join(dir, filepath.Base(abs)))
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		add(root, real)
	}
	return paths
}

// pathInLibrary returns the slash path of a file below the folder root with all symbolic links resolved, or "" if the file
// is elsewhere or not a regular file, or root is "".
func pathInLibrary(root, file string) string {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() || root == "" {
		return ""
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
