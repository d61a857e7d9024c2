package library

import (
	"context"
	"hash/maphash"
	"slices"
	"time"

	"quire/internal/config"
)

// pollEvery is how often files are looked at where the system does not tell of
// changes; where a look takes long, less often.
const pollEvery = 2 * time.Second

// poller remembers how the files looked.
type poller struct {
	every time.Duration
	seed  maphash.Seed
	was   uint64
}

func (l *Library) startPolling(ctx context.Context, every time.Duration, changed func()) error {
	p := poller{every: every, seed: maphash.MakeSeed()}
	p.was = l.fingerprint(ctx, p.seed)
	go l.poll(ctx, p, changed)
	return ctx.Err()
}

// poll looks at the files again and again.
func (l *Library) poll(ctx context.Context, p poller, changed func()) {
	wait := p.every
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		began := time.Now()
		now := l.fingerprint(ctx, p.seed)
		if ctx.Err() != nil {
			return
		}
		if now != p.was {
			changed()
		}
		p.was = now
		wait = max(p.every, 20*time.Since(began))
	}
}

// fingerprint is a number that another one follows when a note is written, or
// a file comes or goes.
func (l *Library) fingerprint(ctx context.Context, seed maphash.Seed) uint64 {
	t := l.tree()
	s := &scan{tree: t, rules: l.rulesAbove()}
	if s.run(ctx) != nil {
		return 0
	}
	for _, list := range [][]string{s.files, s.assets, s.links} {
		slices.Sort(list)
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for _, path := range append(s.assets, s.links...) {
		h.WriteString(path)
		h.WriteByte(0)
	}
	for _, path := range append(s.files, settingsFiles()...) {
		info, err := t.stat(path)
		if err != nil {
			continue
		}
		h.WriteString(path)
		maphash.WriteComparable(&h, info.Size())
		maphash.WriteComparable(&h, info.ModTime().UnixNano())
	}
	return h.Sum64()
}

// settingsFiles are the files of the root that change what the library is.
func settingsFiles() []string {
	files := append([]string{config.LibraryFile}, ignoreFiles[:]...)
	for _, g := range generators {
		files = append(files, g.files...)
	}
	return files
}
