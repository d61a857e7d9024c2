package catalog

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/snapshot"
	"quire/internal/userfile"
)

// directoryFile returns the path and the key of the directory of l; see snapshot.Directory. Unlike that of a snapshot, the key
// does not depend on how notes are read: the directory itself says that, because what it knows of the folders helps to find out.
func (c Cache) directoryFile(l *library.Library) (path string, key snapshot.Key, ok bool) {
	if c.Dir == "" || l.Root == "" || l.IsSingle() {
		return "", key, false
	}
	root := userfile.FolderKey(l.Root)
	key = sha256.Sum256(append(root[:], c.Program...))
	return filepath.Join(c.Dir, root.FileName()+".directory"), key, true
}

// openDirectory opens the directory of l. The caller must close the file.
func (c Cache) openDirectory(l *library.Library) (*snapshot.Directory, *os.File, error) {
	path, key, ok := c.directoryFile(l)
	if !ok {
		return nil, nil, snapshot.ErrInvalid
	}
	return openCached(c, path, key, snapshot.OpenDirectory)
}

// saveDirectory writes the directory of c to the cache. If it cannot say later whether the library is the same, it removes the
// one that is there.
func (c *Catalog) saveDirectory(ctx context.Context, to Cache) error {
	path, key, ok := to.directoryFile(c.library)
	if !ok {
		return nil
	}
	if c.contents.Tree == nil || c.library.HasSiteFaults() || c.hasOtherPaths() {
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return err
		}
		return nil
	}
	f, err := userfile.CreateReplacement(path)
	if err != nil {
		return err
	}
	return f.Commit(c.writeDirectory(&contextWriter{ctx, f}, key))
}

// hasOtherPaths reports whether a symbolic link leads to a note, which gives it names that a directory does not know.
func (c *Catalog) hasOtherPaths() bool {
	for _, n := range c.contents.Notes {
		if len(n.OtherPaths) > 0 {
			return true
		}
	}
	return false
}

// blocksPerTask is how many blocks of cards are made before they are written, so that few are in memory.
const blocksPerTask = 64

// cardBlock is a block of cards with the names of its notes.
type cardBlock struct {
	packed  []byte
	names   []snapshot.Name
	hasHash bool
}

// writeDirectory writes the directory of c to w.
func (c *Catalog) writeDirectory(w *contextWriter, key snapshot.Key) error {
	d := snapshot.NewDirectoryWriter(w)
	about := snapshot.Library{Tree: *c.contents.Tree, Site: c.library.SiteKey(), Notes: len(c.contents.Notes)}
	var names []snapshot.Name
	blocks := (len(c.contents.Notes) + snapshot.CardsPerBlock - 1) / snapshot.CardsPerBlock
	for first := 0; first < blocks; first += blocksPerTask {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		made := make([]cardBlock, min(blocksPerTask, blocks-first))
		c.workers.ForEach(len(made), func(i int) { made[i] = c.makeCards((first + i) * snapshot.CardsPerBlock) })
		for _, b := range made {
			d.WriteBlock(b.packed)
			names = append(names, b.names...)
			about.HasHash = about.HasHash || b.hasHash
		}
	}
	return d.Finish(key, names, about)
}

// makeCards makes the block of cards that begins with note first.
func (c *Catalog) makeCards(first int) cardBlock {
	var b cardBlock
	notes := c.contents.Notes[first:min(first+snapshot.CardsPerBlock, len(c.contents.Notes))]
	cards := make([]snapshot.Card, len(notes))
	for i, n := range notes {
		card := &cards[i]
		d := n.Details()
		card.Path, card.Stamp, card.Facts = n.Path, c.contents.Stamps[first+i], snapshot.HashFacts(n, d)
		card.IsVague = dependsOnHiddenFiles(d.Links)
		edges := c.links.EdgesByIndex(first + i)
		card.Targets = make([]snapshot.CardTarget, len(edges))
		for k, t := range c.links.SettledTargets(n, d.Links) {
			if t.Status == links.Note {
				t.Path, card.Targets[k].To = "", int(edges[k].To)
			}
			card.Targets[k].Target = t
		}
		for from, link := range c.links.BacklinksByIndex(first + i) {
			card.Backlinks = append(card.Backlinks, snapshot.CardLink{From: from, Link: link})
		}
		for _, name := range namesOf(n) {
			b.hasHash = b.hasHash || strings.Contains(name, "#")
			if t, ok := c.links.LookUpName(name); ok && t.Path == n.Path && t.Heading == "" && t.MissingHeading == "" {
				b.names = append(b.names, snapshot.NewName(name, first+i))
			}
		}
	}
	b.packed = snapshot.EncodeCards(cards)
	return b
}

// namesOf returns names by which users are likely to ask for a note.
func namesOf(n *note.Note) []string {
	names := []string{n.Path}
	add := func(name string) {
		if name != "" && name != names[len(names)-1] {
			names = append(names, name)
		}
	}
	add(n.ID)
	add(n.Slug)
	add(n.Title)
	for _, a := range n.Aliases {
		add(a)
	}
	return names
}

// dependsOnHiddenFiles reports whether one of the links may name a file that no scan looks at, although it says whether there is one.
func dependsOnHiddenFiles(all []note.Link) bool {
	for _, l := range all {
		if l.Form.HasNames() || !strings.Contains(l.Dest, ".") && !strings.Contains(l.Dest, "node_modules") && !strings.Contains(l.Dest, "%") {
			continue
		}
		for name := range strings.SplitSeq(l.Dest, "/") {
			switch {
			case name == "." || name == "..":
			case name == "node_modules", strings.HasPrefix(name, "."), strings.HasPrefix(name, "%"):
				return true
			}
		}
	}
	return false
}
