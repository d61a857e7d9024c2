package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/note"
)

// handful is how many files of a folder one worker takes at a time.
const handful = 32

// lookup is the same where most files are known, and not read.
const lookup = 512

// scan is one reading of a tree. With visit nil only names are wanted.
type scan struct {
	tree  tree
	rules *ignoreRules // of folders above the root
	parse func(path string, raw []byte) *note.Parsed
	visit func(*note.Parsed)
	known Known // what need not be read again; nil: nothing
	began time.Time
	ctx   context.Context
	work  *stack

	mu      sync.Mutex
	folders []string // all that were listed, "." included
	files   []string // notes, where only names are wanted
	notes   []entry
	assets  []string
	links   []string // symbolic links, for afterwards
	skipped []Skipped
}

// Load reads and parses all notes. visit, which may be nil, is called for each
// from several goroutines at once and may keep what it gets. The order of the
// visits is by chance, that of the Contents is not.
//
// The error is ctx's, or an *OpenError when the folder itself cannot be listed.
// Everything else that is wrong is in Contents.
func (l *Library) Load(ctx context.Context, visit func(*note.Parsed)) (*Contents, error) {
	return l.load(ctx, &scan{parse: l.surveyor(), visit: visit})
}

// LoadChanged is Load for one who knows most of the notes already: what known knows is not read, and visit not called for it.
func (l *Library) LoadChanged(ctx context.Context, known Known, visit func(*note.Parsed)) (*Contents, error) {
	return l.load(ctx, &scan{parse: l.surveyor(), visit: visit, known: known})
}

// Glance is Load for what a list shows of the notes, and no more: see note.Glance.
func (l *Library) Glance(ctx context.Context, visit func(*note.Parsed)) (*Contents, error) {
	return l.load(ctx, &scan{parse: note.Glance, visit: visit})
}

func (l *Library) load(ctx context.Context, s *scan) (*Contents, error) {
	if s.visit == nil {
		s.visit = func(*note.Parsed) {}
	}
	t := l.tree()
	s.tree, s.rules, s.began = t, l.rulesAbove(), time.Now()
	if err := s.run(ctx); err != nil {
		return nil, l.loadError(err)
	}
	c := &Contents{Assets: s.assets, Skipped: s.skipped}
	c.Notes, c.Stamps = arranged(s.notes)
	var odd []Skipped
	c.Site, odd = l.site(t)
	c.Skipped = append(c.Skipped, odd...)
	slices.Sort(c.Assets)
	slices.SortStableFunc(c.Skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	return c, nil
}

func (l *Library) loadError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	name := l.Root
	if name == "" {
		name = l.Name
	}
	return openError(name, err)
}

// run walks the whole tree; it fails when the root cannot be listed.
func (s *scan) run(ctx context.Context) error {
	s.ctx, s.work = ctx, newStack()
	var rootErr error
	s.work.push(func() { rootErr = s.folder(".", s.rules) })
	if err := s.work.run(ctx); err != nil {
		return err
	}
	if rootErr != nil {
		return rootErr
	}
	if s.visit != nil {
		s.follow()
	}
	return ctx.Err()
}

// folder lists one folder and sees to what is in it.
func (s *scan) folder(dir string, rules *ignoreRules) error {
	f, err := s.tree.folder(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	entries, err := f.entries()
	if err != nil && len(entries) == 0 {
		return err
	}
	if err != nil {
		s.skip(dir, "listed in part only: "+why(err))
	}
	rules = rulesOf(f, dir, entries, rules)
	found := s.sort(dir, entries, rules)
	s.add(dir, found)
	for _, name := range found.folders {
		sub := path.Join(dir, name)
		s.work.push(func() {
			if err := s.folder(sub, rules); err != nil && !errors.Is(err, fs.ErrNotExist) {
				s.skip(sub, why(err))
			}
		})
	}
	if s.visit == nil {
		return nil
	}
	names := found.notes
	most := handful
	if s.known != nil {
		most = lookup // to ask for a stamp takes less than to open the folder once more
	}
	for len(names) > most {
		some := names[:most]
		names = names[most:]
		s.work.push(func() {
			f, err := s.tree.folder(dir)
			if err != nil {
				for _, name := range some {
					s.skip(path.Join(dir, name), why(err))
				}
				return
			}
			defer f.Close()
			s.read(f, dir, some)
		})
	}
	s.read(f, dir, names)
	return nil
}

// rulesOf adds the ignore files of a folder to the rules that hold there.
func rulesOf(f folder, dir string, entries []fs.DirEntry, rules *ignoreRules) *ignoreRules {
	var texts [len(ignoreFiles)][]byte
	found := false
	for _, e := range entries {
		i := slices.Index(ignoreFiles[:], e.Name())
		if i < 0 || !e.Type().IsRegular() {
			continue
		}
		if text, err := f.read(e.Name()); err == nil && len(text.data) <= maxIgnoreFile {
			texts[i], found = text.data, true
		}
	}
	if !found {
		return rules
	}
	return rules.within(dir, texts)
}

// found are the names in one folder that count, by what they are.
type found struct {
	folders, notes, assets, links []string
	skipped                       []Skipped
}

func (s *scan) sort(dir string, entries []fs.DirEntry, rules *ignoreRules) found {
	var to found
	for _, e := range entries {
		name, kind := e.Name(), e.Type()
		if name[0] == '.' || name == "node_modules" && kind.IsDir() {
			continue
		}
		full := path.Join(dir, name)
		if rules.ignored(full, kind.IsDir()) {
			continue
		}
		switch {
		case kind.IsDir():
			to.folders = append(to.folders, name)
		case kind&fs.ModeSymlink != 0:
			to.links = append(to.links, full)
		case kind.IsRegular() && IsNote(name):
			to.notes = append(to.notes, name)
		case kind.IsRegular():
			to.assets = append(to.assets, full)
		case IsNote(name):
			to.skipped = append(to.skipped, Skipped{full, "not a regular file but " + kindName(kind)})
		}
	}
	return to
}

func (s *scan) add(dir string, f found) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folders = append(s.folders, dir)
	s.assets = append(s.assets, f.assets...)
	s.links = append(s.links, f.links...)
	s.skipped = append(s.skipped, f.skipped...)
	if s.visit == nil {
		for _, name := range f.notes {
			s.files = append(s.files, path.Join(dir, name))
		}
	}
}

func (s *scan) skip(path, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skipped = append(s.skipped, Skipped{path, why})
}

// read reads and parses some notes of an open folder.
func (s *scan) read(f folder, dir string, names []string) {
	notes := make([]entry, 0, len(names))
	for _, name := range names {
		if s.ctx.Err() != nil {
			return
		}
		if s.known != nil {
			if stamp := f.stamp(name); stamp != (note.Stamp{}) {
				if n, place := s.known(dir, name, stamp); n != nil {
					notes = append(notes, entry{n, stamp, place})
					continue
				}
			}
		}
		full := path.Join(dir, name)
		text, err := f.read(name)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) { // deleted meanwhile
				s.skip(full, why(err))
			}
			continue
		}
		p := parse(full, text, s.parse)
		s.visit(p)
		notes = append(notes, entry{p.Note, s.settled(text.stamp), -1})
	}
	s.mu.Lock()
	s.notes = append(s.notes, notes...)
	s.mu.Unlock()
}

// unsettled is how long after a change another one may leave the stamp of a file as it is: clocks of file systems are
// coarse, FAT's by two seconds.
const unsettled = 2 * time.Second

// settled is a stamp of a file that is read now, or none when the file changed so shortly before, or by its own clock
// afterwards, that it could change again unnoticed.
func (s *scan) settled(stamp note.Stamp) note.Stamp {
	if max(stamp.Modified, stamp.Changed) >= s.began.Add(-unsettled).UnixNano() {
		return note.Stamp{}
	}
	return stamp
}

// parse makes a note of a file, whatever is in it.
func parse(path string, f file, with func(string, []byte) *note.Parsed) *note.Parsed {
	p := parseSafely(path, f.data, with)
	p.Note.Size, p.Note.Modified = f.size, f.modified
	if f.cut {
		p.AddProblem(note.Problem{Message: fmt.Sprintf(
			"a file of %d MB: only its first %d KB are shown and searched", f.size>>20, len(f.data)>>10)})
	}
	return p
}

// parseSafely keeps a text on which the parser fails from taking all other
// notes along: its note is listed by name.
func parseSafely(path string, data []byte, with func(string, []byte) *note.Parsed) (p *note.Parsed) {
	defer func() {
		if cause := recover(); cause != nil {
			p = note.Parse(path, nil)
			p.AddProblem(note.Problem{Message: fmt.Sprint("could not be parsed: ", cause)})
		}
	}()
	return with(path, data)
}

func kindName(kind fs.FileMode) string {
	switch {
	case kind&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case kind&fs.ModeSocket != 0:
		return "a socket"
	case kind&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}
