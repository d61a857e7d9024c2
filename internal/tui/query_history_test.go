package tui

import (
	"fmt"
	"testing"

	"quire/internal/state"
)

// Up and down walk through the queries that were typed, without repetition, and come back to what was being typed.
func TestQueryLine_UpAndDownRecallQueries(t *testing.T) {
	for _, stored := range []bool{true, false} {
		dir := t.TempDir()
		d := drive(t, notes(sampleLibrary()), func(o *Options) {
			if stored {
				o.State = state.Open(dir, "/library")
			}
		})
		for _, q := range []string{"hub", "#aws", "hub", "deep"} {
			d.keys("/", "ctrl+u", `"`+q+`"`, "enter")
		}
		d.keys("/", "ctrl+u", `"sp"`)
		for i, step := range []struct{ key, want string }{
			{"up", "deep"}, {"up", "hub"}, {"up", "#aws"}, {"up", "#aws"}, {"down", "hub"}, {"down", "deep"}, {"down", "sp"}, {"down", "sp"}, {"up", "deep"},
		} {
			if d.keys(step.key); d.m.shelf.query.Text() != step.want {
				t.Fatalf("stored %v: step %d, %s: %q, want %q", stored, i, step.key, d.m.shelf.query.Text(), step.want)
			}
		}
		if found := d.m.shelf.results.current.text; found != "deep" {
			t.Errorf("the shelf shows %q", found)
		}
		d.keys("esc")
		if got := d.m.shelf.query.Text(); got != "deep*" {
			t.Errorf("esc leaves %q", got)
		}
		if stored {
			if err := d.m.opts.State.Flush(0); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(state.Open(dir, "/library").Queries()); got != "[deep hub #aws]" {
				t.Errorf("stored are %s", got)
			}
		}
	}
}
