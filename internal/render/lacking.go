package render

import (
	"slices"
	"time"
)

// Lacking lists blocks whose lines somebody wanted before they were laid out. It must not be used by several goroutines
// at once.
type Lacking struct {
	page      *Page
	blocks    []int
	mayLayOut bool
}

// Reset empties the list. If mayLayOut is set, the pages lay blocks out after all instead of listing them.
func (l *Lacking) Reset(mayLayOut bool) { *l = Lacking{mayLayOut: mayLayOut} }

// maxLacking bounds the blocks of a list: who wants more asks again when those are laid out.
const maxLacking = 64

// add notes a block of p. Blocks of one page are listed at a time.
func (l *Lacking) add(p *Page, block int) {
	if l.page == nil {
		l.page = p
	}
	if l.page.layoutState == p.layoutState && len(l.blocks) < maxLacking {
		l.blocks = append(l.blocks, block)
	}
}

// IsEmpty reports whether nothing is listed.
func (l *Lacking) IsEmpty() bool { return l.page == nil }

// Take returns the listed blocks of one page and empties the list. ok is false if nothing is listed.
func (l *Lacking) Take() (wanted Wanted, ok bool) {
	wanted = Wanted{l.page, l.blocks}
	*l = Lacking{}
	return wanted, wanted.page != nil
}

// WithoutLayout returns the same page for a goroutine that must not wait: where the lines of a block are not laid out yet,
// it has none, and the block is listed in l. It shares what is laid out with p.
func (p *Page) WithoutLayout(l *Lacking) *Page {
	if p == nil {
		return nil
	}
	q := *p
	q.lacking = l
	return &q
}

// Wanted are blocks of a page to lay out.
type Wanted struct {
	page   *Page
	blocks []int
}

// Lines are the lines of blocks of a page.
type Lines struct {
	page   *Page
	blocks map[int][]Line
	order  []int // the keys of blocks, in the order in which they were laid out
}

// Laying out blocks that nobody has asked for yet must not delay those that somebody waits for.
const (
	aheadTime     = 4 * time.Millisecond
	maxAheadBytes = 16 << 10 // of one block
)

// Only the first block of a list is certainly needed: who missed it took it for empty and asked for the next. Together with
// it come as many of the others as take little time, and not so many lines that a page would forget what the screen shows.
const (
	guessTime     = 20 * time.Millisecond
	maxGuessLines = maxYoungLines / 4
)

// LayOut lays the first of the blocks out, the others as far as there is time, and then the blocks around them: those of about
// rows lines after each and before it. The page can be used meanwhile. LayOut may run in any goroutine.
func (w Wanted) LayOut(rows int) Lines {
	p := w.page.background()
	out := Lines{page: w.page, blocks: map[int][]Line{}}
	end, lines := time.Now().Add(guessTime), 0
	for i, block := range w.blocks {
		if i > 0 && (lines > maxGuessLines || time.Now().After(end)) {
			w.blocks = w.blocks[:i]
			break
		}
		lines += out.add(p, block)
	}
	end = time.Now().Add(aheadTime)
	for _, block := range w.blocks {
		for _, step := range []int{1, -1} {
			n := 0
			for i := block + step; i >= 0 && i < p.BlockCount() && n < rows && p.blockBytes(i) <= maxAheadBytes && time.Now().Before(end); i += step {
				n += out.add(p, i)
			}
		}
	}
	return out
}

// blockBytes returns about how long the source of a block is, in bytes.
func (p *Page) blockBytes(i int) int {
	end := len(p.doc.Source)
	if i+1 < len(p.blocks) {
		end = p.blocks[i+1].offset
	}
	return end - p.blocks[i].offset
}

// add lays out a block, unless that is done, and returns the number of its lines.
func (l *Lines) add(p *Page, block int) int {
	lines, ok := l.blocks[block]
	if !ok {
		lines = p.Block(block)
		l.blocks[block], l.order = lines, append(l.order, block)
	}
	return max(len(lines), 1)
}

// Keep gives the lines to the page that they belong to, the first of the wanted ones last, since the page forgets old ones.
func (l Lines) Keep() {
	l.page.mu.Lock()
	defer l.page.mu.Unlock()
	for _, block := range slices.Backward(l.order) {
		if _, ok := l.page.cache.get(block); !ok {
			l.page.cache.put(block, l.blocks[block])
		}
	}
}
