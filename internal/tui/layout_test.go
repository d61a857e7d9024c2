package tui

import (
	"image"
	"testing"
)

func TestComputeLayout_StaysInWindow(t *testing.T) {
	for w := range 220 {
		for h := range 70 {
			l := computeLayout(w, h, 0)
			if l.tooSmall != (w < 20 || h < 5) {
				t.Fatalf("%dx%d: tooSmall is %v", w, h, l.tooSmall)
			}
			for name, r := range map[string]image.Rectangle{
				"top": l.top, "bottom": l.bottom, "query": l.query, "rows": l.rows,
				"preview": l.preview, "page": l.page, "side": l.sideOverlay, "centred": l.centreOverlay(76, 22), "wide": l.centreOverlay(108, 60), "overlay": l.overlayArea, "small": l.centreOverlay(50, 3),
			} {
				if !r.In(l.window) || r.Dx() < 0 || r.Dy() < 0 {
					t.Fatalf("%dx%d: %s is %v", w, h, name, r)
				}
			}
			if l.tooSmall {
				continue
			}
			if l.rows.Dy() < 1 || l.page.Dy() < 1 || l.measure < 1 || l.measure > w {
				t.Fatalf("%dx%d: wrong sizes: rows %v page %v measure %d", w, h, l.rows, l.page, l.measure)
			}
			if (l.preview.Dx() > 0) != (w >= 100) {
				t.Fatalf("%dx%d: preview %v", w, h, l.preview)
			}
			if l.rows.Overlaps(l.preview) || l.rows.Overlaps(l.query) || l.page.Overlaps(l.bottom) || l.page.Overlaps(l.top) {
				t.Fatalf("%dx%d: rectangles overlap", w, h)
			}
		}
	}
}
