package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/links"
)

// maxNamesBytes bounds the names that are read from standard input.
const maxNamesBytes = 64 << 20

// expandStdinNames replaces the first "-" in names by the names on standard input, each ended by terminator, and
// drops every further "-". Blank names are skipped.
func (o *options) expandStdinNames(names []string, terminator byte) ([]string, error) {
	var out []string
	read := false
	for _, name := range names {
		if name != "-" {
			out = append(out, name)
			continue
		}
		if read {
			continue
		}
		read = true
		text, err := io.ReadAll(io.LimitReader(o.stdin, maxNamesBytes))
		if err != nil {
			return nil, err
		}
		for line := range bytes.SplitSeq(text, []byte{terminator}) {
			if name := string(bytes.TrimSuffix(line, []byte("\r"))); strings.TrimSpace(name) != "" {
				out = append(out, name)
			}
		}
	}
	return out, nil
}

// pathFromRecord extracts the path from a line that list, search --json, links or backlinks wrote, as tab-separated
// fields or as a JSON object. A name that is not a record is returned as it is.
func pathFromRecord(c catalog.Library, name string) (string, error) {
	for i := len(name); i > 0; i = strings.LastIndexByte(name[:i], '\t') {
		if _, ok := c.Lookup(name[:i]); ok {
			return name[:i], nil
		}
	}
	if text := strings.TrimLeft(name, " \t["); strings.HasPrefix(text, `{"`) {
		return pathFromJSON(text)
	}
	first, _, _ := strings.Cut(name, "\t")
	return first, nil
}

// pathFromJSON extracts the path from a JSON object: that of the note, or of the note that contains the link.
func pathFromJSON(text string) (string, error) {
	var record struct {
		Path, From string
		PathBytes  []byte `json:"path_bytes"`
		FromBytes  []byte `json:"from_bytes"`
	}
	err := json.Unmarshal([]byte(text), &record)
	if path := cmp.Or(string(record.PathBytes), record.Path, string(record.FromBytes), record.From); err == nil && path != "" {
		return path, nil
	}
	return "", usageError("quire list -l | quire show -", "standard input: not a JSON record with a path on one line")
}

// fileArgument is a file named on the command line, with the heading after its "#".
type fileArgument struct {
	file, heading string
	info          fs.FileInfo
}

// statFileArgument looks name up on disk. If there is no such file, the part after the last "#" is taken as a
// heading.
func statFileArgument(name string) (fileArgument, error) {
	info, err := os.Stat(name)
	if err == nil {
		return fileArgument{name, "", info}, nil
	}
	if i := strings.LastIndexByte(name, '#'); i > 0 {
		if info, err := os.Stat(name[:i]); err == nil {
			return fileArgument{name[:i], name[i+1:], info}, nil
		}
	}
	return fileArgument{}, err
}

// openLibraryFor opens the library in which show looks up names. If neither flag nor tour selects a library and the
// first name is a file, it opens the library that contains that file, or that file alone, and filesFirst says that any file with
// a name takes precedence over a note.
func (o *options) openLibraryFor(names []string) (l *library.Library, filesFirst bool, err error) {
	if o.library == "" && !o.tour && len(names) > 0 {
		if f, err := statFileArgument(names[0]); err == nil && !f.info.IsDir() {
			l, _, err := o.openLibraryOfFile(f.file)
			return l, true, err
		}
	}
	l, err = o.openLibrary()
	return l, false, err
}

// locateFile finds the library of a file: the one that a flag selects, or the nearest folder above the file that looks like
// a library, or the library in the settings; each only if it contains the file. Without any of them isLibrary is false, and
// root is the folder of the file. path is the slash path of the file below root.
func (o *options) locateFile(file string) (root, path string, isLibrary bool, err error) {
	root, path, err = library.Locate(file)
	if err != nil {
		return "", "", false, err
	}
	isLibrary = library.LooksLikeRoot(root)
	selected := o.library
	if selected == "" && !isLibrary {
		selected = o.cfg.Library
	}
	if selected == "" {
		return root, path, isLibrary, nil
	}
	if abs, err := filepath.Abs(selected); err == nil {
		if below := pathInLibrary(abs, file); below != "" {
			return abs, below, true, nil
		}
	}
	return root, path, isLibrary, nil
}

// openLibraryOfFile opens the library of a file. A file that is in none is opened alone: its folder may be large, and none of it
// is asked for. path is the slash path of the file below the root.
func (o *options) openLibraryOfFile(file string) (l *library.Library, path string, err error) {
	root, path, isLibrary, err := o.locateFile(file)
	switch {
	case err != nil:
	case isLibrary:
		l, err = library.Open(root)
	default:
		l, err = library.OpenSingle(root, path)
	}
	return l, path, err
}

// openCatalogFor opens a library for a command that takes NOTEs. Without names the command is about all notes.
func (o *options) openCatalogFor(ctx context.Context, names []string) (catalog.Library, error) {
	l, err := o.openLibraryOf(names)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return o.loadCatalog(ctx, l, true)
	}
	return o.loadLibrary(ctx, l)
}

// openLibraryOf opens the selected library. If no flag selects one, and the first name is a file that is not in the library or
// that is in one of its own, it opens the library of that file instead.
func (o *options) openLibraryOf(names []string) (*library.Library, error) {
	if o.library == "" && !o.tour && len(names) > 0 {
		if root := o.ownLibrary(names[0]); root != "" {
			return library.Open(root)
		}
	}
	return o.openLibrary()
}

// ownLibrary returns the library of a file, or "" if name is no file or the file is best looked up in the library of the
// settings or in the current folder.
func (o *options) ownLibrary(name string) string {
	f, err := statFileArgument(name)
	if err != nil || !f.info.Mode().IsRegular() || !looksLikePath(name) {
		return ""
	}
	root, _, _, err := o.locateFile(f.file)
	if err != nil {
		return ""
	}
	selected, err := filepath.Abs(cmp.Or(o.cfg.Library, "."))
	switch {
	case err != nil || pathInLibrary(selected, f.file) == "":
		return root
	case o.cfg.Library == "" && !library.LooksLikeRoot(selected) && library.LooksLikeRoot(root) && len(libraryPaths(selected, root)) > 0:
		return root // a library below a folder that is none, such as the home folder
	}
	return ""
}

// showTarget is a note or another file to show, with the catalog of its library.
type showTarget struct {
	catalog catalog.Library
	links.Target
}

// resolveName finds the note or other file that name means. A path means the file in the current folder, and a file that is
// not a note is shown like less would. With filesFirst, every name of a file is a path.
func (o *options) resolveName(ctx context.Context, c catalog.Library, name string, filesFirst bool) (showTarget, error) {
	if t, isPath, err := o.resolvePath(ctx, c, name, filesFirst); isPath {
		return t, err
	}
	return o.resolveRecordName(ctx, c, name)
}

// resolveRecordName finds the note that a name means in c, else any file with that path. Names that list and its like print
// are paths in the library, whatever files the current folder has.
func (o *options) resolveRecordName(ctx context.Context, c catalog.Library, name string) (showTarget, error) {
	_, t, err := findNote(ctx, c, name)
	if err == nil || t.Status != links.Broken {
		return showTarget{c, t}, err
	}
	f, statErr := statFileArgument(name)
	switch {
	case statErr != nil:
		return showTarget{}, err
	case f.info.IsDir():
		return showTarget{}, usageError("quire "+name+" browses it, quire list -L "+name+" lists it", "%s: is a folder, not a note", name)
	}
	return o.resolveFile(ctx, c, f)
}

// resolveFile finds a file on disk in the library c, else in the library that contains it. The file need not be a
// note: a user who names it wants to see it.
func (o *options) resolveFile(ctx context.Context, c catalog.Library, f fileArgument) (showTarget, error) {
	path := pathInLibrary(c.Status().Root, f.file)
	if path == "" {
		l, rel, err := o.openLibraryOfFile(f.file)
		if err != nil {
			return showTarget{}, err
		}
		if c, err = o.loadLibrary(ctx, l); err != nil {
			return showTarget{}, err
		}
		path = rel
	}
	name, ok := noteOfFile(ctx, c, f)
	if !ok {
		return showTarget{c, links.Target{Status: links.Note, Path: path, Heading: f.heading}}, nil
	}
	t, err := findPathTarget(ctx, c, name)
	return showTarget{c, t}, err
}
