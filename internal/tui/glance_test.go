package tui

import (
	"context"
	"errors"
	"testing"

	"quire/internal/catalog"
)

// A glance fills the shelf; loading replaces it and keeps the place. One that fails leaves the work to loading.
func TestGlance(t *testing.T) {
	d := drive(t, notes(small()))
	d.sees("7 notes")
	if d.m.library.Partial {
		t.Error("the glance stays when the library has been read")
	}
	d = drive(t, notes(small()), func(o *Options) {
		o.Glance = func(context.Context) (*catalog.Catalog, error) { return nil, errors.New("no") }
	})
	d.sees("7 notes")
}
