package library

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/note"
)

// A large folder is split into jobs of so many files. Jobs are larger if most files are known: checking a file's stamp
// takes less time than opening the folder again for another job.
const (
	filesPerJob      = 32
	knownFilesPerJob = 512
)

// scan walks a tree once, with several workers, and collects what it finds. If visit is nil it only lists names and reads
// no note.
type scan struct {
	tree   tree
	single string       // name of the only file to scan; see OpenSingle
	rules  *ignoreRules // of the parent folders of the root
	parse  func(path string, raw []byte) *note.Parsed
	visit  func(*note.Parsed)
	lookup LookupFunc // finds the notes that need not be read again; nil finds no note
	start  time.Time
	ctx    context.Context
	queue  *jobStack

	mu        sync.Mutex
	folders   []string // all folders listed, including "."
	noteFiles []string // paths of the notes, if visit is nil
	notes     []loadedNote
	assets    []string
	symlinks  []string // handled after the walk
	skipped   []Skipped
	seen      note.Tree // what treeOf returns

	lastWorker bool     // a single worker runs, and jobs must not be postponed again
	postponed  []func() // jobs that found no free descriptor
}

// Load reads and parses all notes. It calls visit, which may be nil, for each note, concurrently and in random order;
// visit may keep its argument. Contents is sorted.
//
// The error is ctx's, or an *OpenError if the folder itself cannot be listed. All other faults are in Contents.
func (l *Library) Load(ctx context.Context, visit func(*note.Parsed)) (*Contents, error) {
	return l.loadWith(ctx, &scan{parse: l.bulkParser(), visit: visit})
}

// LoadChanged loads the library like Load, but takes the notes that lookup finds from there: it neither reads nor visits
// them.
func (l *Library) LoadChanged(ctx context.Context, lookup LookupFunc, visit func(*note.Parsed)) (*Contents, error) {
	return l.loadWith(ctx, &scan{parse: l.bulkParser(), visit: visit, lookup: lookup})
}

// LoadPreview loads the library like Load, but parses of each note only what a list shows.
func (l *Library) LoadPreview(ctx context.Context, visit func(*note.Parsed)) (*Contents, error) {
	return l.loadWith(ctx, &scan{parse: l.noteParser(func(o note.Options) func(string, []byte) *note.Parsed { return o.ParsePreview }), visit: visit})
}

// loadWith runs the scan s and returns what it found.
func (l *Library) loadWith(ctx context.Context, s *scan) (*Contents, error) {
	if s.visit == nil {
		s.visit = func(*note.Parsed) {}
	}
	t := l.currentTree()
	s.tree, s.single, s.start = t, l.single, time.Now()
	s.rules, s.skipped = l.readParentRules()
	if err := s.walkTree(ctx); err != nil {
		return nil, l.loadError(err)
	}
	c := &Contents{Assets: s.assets, Skipped: s.skipped}
	c.Notes, c.Stamps = sortNotes(s.notes)
	found := l.foundSites()
	c.Sites, c.Skipped = found.sites, append(c.Skipped, found.skipped...)
	c.Tree = l.treeOf(s)
	slices.Sort(c.Assets)
	slices.SortStableFunc(c.Skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	return c, nil
}

// loadError returns an error of ctx unchanged, and any other error as an *OpenError of the library.
func (l *Library) loadError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	name := l.Root
	if name == "" {
		name = l.Name
	}
	return newOpenError(name, err)
}

// walkTree scans the whole tree. It fails if the root cannot be listed or ctx is done.
func (s *scan) walkTree(ctx context.Context) error {
	s.ctx, s.queue = ctx, newJobStack()
	var rootErr error
	s.queue.push(func() {
		if s.single != "" {
			rootErr = s.scanSingle(s.single)
			return
		}
		rootErr = s.scanFolder(".", s.rules)
	})
	if err := s.queue.run(ctx); err != nil {
		return err
	}
	if rootErr != nil {
		return rootErr
	}
	if err := s.runPostponed(ctx); err != nil {
		return err
	}
	if s.visit != nil {
		s.resolveSymlinks()
	}
	return ctx.Err()
}

// scanFolder lists one folder, records its files and reads its notes; subfolders and large batches of notes become jobs
// for other workers.
func (s *scan) scanFolder(dir string, rules *ignoreRules) error {
	f, err := s.tree.openFolder(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	stamp := f.stamp() // before it is listed: a change while it is listed makes another stamp
	entries, listErr := f.readDir()
	if listErr != nil && len(entries) == 0 {
		return listErr
	}
	if rules, err = s.extendRules(f, dir, entries, rules); err != nil {
		return err
	}
	if listErr != nil {
		s.recordSkipped(dir, "only partly listed: "+explainError(listErr), listErr)
	}
	s.recordTree(dir, stamp, entries)
	found := s.classifyEntries(dir, entries, rules)
	s.recordFolder(dir, found)
	for _, name := range found.folders {
		s.queueFolder(path.Join(dir, name), rules)
	}
	if s.visit == nil {
		return nil
	}
	names := found.notes
	batchSize := filesPerJob
	if s.lookup != nil {
		batchSize = knownFilesPerJob
	}
	for len(names) > batchSize {
		batch := names[:batchSize]
		names = names[batchSize:]
		s.queue.push(func() { s.readNotesIn(dir, batch) })
	}
	s.readNotes(f, dir, names)
	return nil
}

// queueFolder queues a job that scans a folder below the root.
func (s *scan) queueFolder(dir string, rules *ignoreRules) {
	var job func()
	job = func() {
		if err := s.scanFolder(dir, rules); err != nil && !s.postponeJob(err, job) {
			s.recordFault(dir, err)
		}
	}
	s.queue.push(job)
}

// readNotesIn opens a folder and reads the notes called names in it.
func (s *scan) readNotesIn(dir string, names []string) {
	f, err := s.tree.openFolder(dir)
	switch {
	case err == nil:
		defer f.Close()
		s.readNotes(f, dir, names)
	case !s.postponeJob(err, func() { s.readNotesIn(dir, names) }):
		for _, name := range names {
			s.recordFault(path.Join(dir, name), err)
		}
	}
}

// extendRules returns rules, which apply to dir, together with the rules of the ignore files in dir. It fails only for
// want of a free descriptor, if the folder can be postponed; other faults are recorded.
func (s *scan) extendRules(f folder, dir string, entries []fs.DirEntry, rules *ignoreRules) (*ignoreRules, error) {
	var texts [len(ignoreFiles)][]byte
	found := false
	for _, e := range entries {
		i := slices.Index(ignoreFiles[:], e.Name())
		if i < 0 || !e.Type().IsRegular() {
			continue
		}
		text, err := f.readFile(e.Name())
		switch {
		case err != nil && !s.lastWorker && isDescriptorShortage(err):
			return nil, err
		case err != nil:
			s.recordFault(path.Join(dir, e.Name()), err)
		case len(text.data) > maxIgnoreFile || text.truncated:
			s.recordSkipped(path.Join(dir, e.Name()), errTooLong.Error(), nil)
		default:
			texts[i], found = text.data, true
			s.recordTreeFile(note.TreeFile{Path: path.Join(dir, e.Name()), Stamp: text.stamp})
		}
	}
	if !found {
		return rules, nil
	}
	return rules.forFolder(dir, texts), nil
}

// folderNames lists the entries of one folder that are not ignored, by kind.
type folderNames struct {
	folders, notes []string // names
	assets, links  []string // paths
	skipped        []Skipped
}

// classifyEntries sorts the entries of dir by kind. It omits hidden and ignored entries and node_modules.
func (s *scan) classifyEntries(dir string, entries []fs.DirEntry, rules *ignoreRules) folderNames {
	var names folderNames
	for _, e := range entries {
		name, kind := e.Name(), e.Type()
		if name[0] == '.' || name == "node_modules" && kind.IsDir() {
			continue
		}
		full := path.Join(dir, name)
		if rules.isIgnored(full, kind.IsDir()) {
			continue
		}
		switch {
		case kind.IsDir():
			names.folders = append(names.folders, name)
		case kind&fs.ModeSymlink != 0:
			names.links = append(names.links, full)
		case kind.IsRegular() && IsNote(name):
			names.notes = append(names.notes, name)
		case kind.IsRegular():
			names.assets = append(names.assets, full)
		case IsNote(name):
			names.skipped = append(names.skipped, Skipped{Path: full, Reason: "not a regular file but " + kindName(kind)})
		}
	}
	return names
}

// recordFolder adds the names found in dir to the results, except for the subfolders and the notes to be read.
func (s *scan) recordFolder(dir string, f folderNames) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folders = append(s.folders, dir)
	s.assets = append(s.assets, f.assets...)
	s.symlinks = append(s.symlinks, f.links...)
	s.skipped = append(s.skipped, f.skipped...)
	if s.visit == nil {
		for _, name := range f.notes {
			s.noteFiles = append(s.noteFiles, path.Join(dir, name))
		}
	}
}

// readNotes reads and parses the notes called names in the open folder f, except those that lookup finds. If descriptors
// run out, it postpones the rest.
func (s *scan) readNotes(f folder, dir string, names []string) {
	notes := make([]loadedNote, 0, len(names))
	for i, name := range names {
		if s.ctx.Err() != nil {
			return
		}
		if s.lookup != nil {
			if stamp := f.fileStamp(name); stamp != (note.Stamp{}) {
				if n, index := s.lookup(dir, name, stamp); n != nil {
					notes = append(notes, loadedNote{n, stamp, index})
					continue
				}
			}
		}
		full := path.Join(dir, name)
		text, err := f.readFile(name)
		if err != nil && s.postponeJob(err, func() { s.readNotesIn(dir, names[i:]) }) {
			break
		}
		if err != nil {
			s.recordFault(full, err)
			continue
		}
		p := parseFile(full, text, s.parse)
		s.visit(p)
		notes = append(notes, loadedNote{p.Note, s.reliableStamp(text.stamp), -1})
	}
	s.mu.Lock()
	s.notes = append(s.notes, notes...)
	s.mu.Unlock()
}

// stampGrace is how long after a change a second change may leave the stamp of a file the same: file systems have coarse
// clocks, FAT's by 2 seconds.
const stampGrace = 2 * time.Second

// reliableStamp returns the stamp of a file that was just read, or the zero stamp if the file changed less than stampGrace
// before the scan started, or in the future by its clock: it could change again without a new stamp.
func (s *scan) reliableStamp(stamp note.Stamp) note.Stamp {
	if max(stamp.Modified, stamp.Changed) >= s.start.Add(-stampGrace).UnixNano() {
		return note.Stamp{}
	}
	return stamp
}
