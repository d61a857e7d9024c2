package cli

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"quire/internal/library"
	"quire/internal/note"
)

// stdinLimit bounds the Markdown that is read from standard input, in bytes.
const stdinLimit = 256 << 20

// readStdin opens or prints Markdown from standard input. Its links are resolved in the library, if the user selects
// one.
func (o *options) readStdin(ctx context.Context) error {
	if o.inTTY && o.errTTY {
		fmt.Fprintln(o.stderr, "reading Markdown from the keyboard; ctrl+d ends it")
	}
	l := library.FromFS("standard input", embed.FS{}) // an empty library: the document is in no folder
	if o.library != "" || o.cfg.Library != "" {
		var err error
		if l, err = o.openLibrary(); err != nil {
			return err
		}
	}
	in := readInBackground(o.stdin, stdinLimit)
	if o.opensReader() && !o.usesLinearMode() && !o.inTTY { // the keyboard is free, so the screen can show what is there
		in.awaitEnd(stdinPatience)
		return o.runReader(ctx, l, startPage{stdin: in})
	}
	raw, err := in.readAll()
	if err != nil {
		return &failure{code: exitError, err: err}
	}
	if o.opensReader() {
		return o.runReader(ctx, l, startPage{stdin: in})
	}
	c, err := o.loadCatalog(ctx, l, true)
	if err != nil {
		return err
	}
	parsed := note.Parse(stdinName, raw)
	untitled := parsed.Note.TitleFrom == note.FromFileName && len(parsed.Details.Fields) == 0
	p, err := o.newPrinter(c, showFlags{noHeader: untitled}) // the made-up file name must not serve as a title
	if err != nil {
		return err
	}
	source, err := c.ResolveSource(ctx, parsed)
	if err != nil {
		return err
	}
	return p.printParsed(ctx, source, parsed, "")
}

// stdinName is the file name that Markdown from standard input is parsed under.
const stdinName = "stdin.md"

// stdinPatience is how long the reader waits for the end of standard input before it shows the part that has come. Most
// writers are done by then.
const stdinPatience = 150 * time.Millisecond

// growthPause is the shortest time between two versions of a document that grows.
const growthPause = 100 * time.Millisecond

// readSize is the least room for one read of standard input, in bytes.
const readSize = 64 << 10

// growingInput holds what has come through standard input so far. It is a tui.GrowingDocument.
type growingInput struct {
	ended chan struct{} // closed at the end of the input
	more  chan struct{} // receives a value when there is more; holds one at most

	pause time.Duration // before the next version; of Next alone

	mu   sync.Mutex
	text []byte // only ever appended to
	err  error  // why the input ended early
}

// readInBackground reads r to its end, or to limit bytes, in a goroutine of its own.
func readInBackground(r io.Reader, limit int) *growingInput {
	g := &growingInput{ended: make(chan struct{}), more: make(chan struct{}, 1), pause: growthPause}
	g.text = make([]byte, 0, min(fileSize(r), limit)+readSize)
	go func() {
		defer close(g.ended)
		for {
			n, err := r.Read(g.spare())
			g.mu.Lock()
			g.text = g.text[:min(len(g.text)+n, limit)]
			switch {
			case n > 0 && len(g.text) == limit:
				g.err = fmt.Errorf("longer than %d MB; the rest is missing", limit>>20)
			case err != nil && !errors.Is(err, io.EOF):
				g.err = err
			}
			failed := g.err
			g.mu.Unlock()
			if err != nil || failed != nil {
				return
			}
			select {
			case g.more <- struct{}{}:
			default:
			}
		}
	}()
	return g
}

// fileSize returns the size of the regular file that r is, or 0: what it holds is read without being moved.
func fileSize(r io.Reader) int {
	f, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return 0
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return int(info.Size())
}

// spare returns room behind the text, which only the goroutine that reads may use: the bytes there belong to no version of the
// document yet.
func (g *growingInput) spare() []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	if cap(g.text)-len(g.text) < readSize {
		g.text = slices.Grow(g.text, max(len(g.text), readSize)) // twice as much: each byte is moved once, more or less
	}
	return g.text[len(g.text):cap(g.text)]
}

// awaitEnd waits for the end of the input, for patience at most.
func (g *growingInput) awaitEnd(patience time.Duration) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-g.ended:
	case <-timer.C:
	}
}

// readAll waits for the end of the input and returns all of it.
func (g *growingInput) readAll() ([]byte, error) {
	<-g.ended
	return g.text, g.err
}

// isComplete reports whether the input has ended.
func (g *growingInput) isComplete() bool {
	select {
	case <-g.ended:
		return true
	default:
		return false
	}
}

// isWhole reports whether the input has ended without an error.
func (g *growingInput) isWhole() bool { return g.isComplete() && g.err == nil }

// parse returns the document so far: whole lines only, until the input has ended.
func (g *growingInput) parse() *note.Parsed {
	isComplete := g.isComplete()
	g.mu.Lock()
	text := g.text[:len(g.text):len(g.text)]
	g.mu.Unlock()
	if !isComplete {
		text = text[:bytes.LastIndexByte(text, '\n')+1]
	}
	return note.Parse(stdinName, text)
}

// Next implements tui.GrowingDocument. The larger the document, the longer it waits between two versions, since each is
// parsed and laid out from its beginning.
func (g *growingInput) Next(ctx context.Context) (doc *note.Parsed, isComplete bool, err error) {
	select {
	case <-g.more:
		g.awaitEnd(g.pause)
	case <-g.ended:
	case <-ctx.Done():
		return nil, false, ctx.Err()
	}
	isComplete = g.isComplete()
	start := time.Now()
	doc = g.parse()
	g.pause = max(growthPause, 10*time.Since(start))
	if isComplete && g.err != nil {
		return doc, true, g.err
	}
	return doc, isComplete, nil
}
