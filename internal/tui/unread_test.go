package tui

import (
	"context"
	"testing"

	"quire/internal/catalog"
)

// TestUnreadableFiles_ReportedOncePerReload holds that unreadable files are reported once the library is loaded
// whole, after a partial load that could not know them. They are not reported again when files change, but when
// the user reloads.
func TestUnreadableFiles_ReportedOncePerReload(t *testing.T) {
	const notice = "could not be read: locked: no permission to read it"
	l := notes(sampleLibrary())
	load := func(ctx context.Context) (catalog.Library, error) {
		c, err := loadFunc(l)(ctx)
		if err == nil {
			c.(*catalog.Catalog).SetNotice(notice)
		}
		return c, err
	}
	for _, withPreview := range []bool{true, false} {
		d := drive(t, l, func(o *Options) {
			live := o.Live.(*fakeLive)
			if live.load = load; !withPreview {
				live.preview = nil
			}
		})
		d.sees("7 notes", notice).keys("j").seesNot(notice)
		d.send(libraryLoadedMsg{seq: d.m.library.loadSeq, catalog: d.m.library.Library})
		d.seesNot(notice).keys("r").sees(notice)
	}
}
