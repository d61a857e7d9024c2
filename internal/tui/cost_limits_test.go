package tui

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"quire/internal/catalog"
	"quire/internal/library"
)

// No Update and no View may take more processor time than a frame at 60 Hz, for any key in any view, in a library of any size
// and with any notes. To test with 100,000 notes, which takes minutes:
//
//	QUIRE_TEST_COSTS=100000 go test ./internal/tui -run WithinAFrame -v -timeout 30m
const (
	frameTime     = 16 * time.Millisecond
	largeLibrary  = 100_000 // notes
	mediumLibrary = 15_000  // notes; enough to measure what grows with the library
	smallLibrary  = 500
)

// driverOnUnreadFiles returns a function that starts the program on a library that has not answered any question yet. The
// files are read only once.
func driverOnUnreadFiles(t *testing.T, l *library.Library, change ...func(*Options)) func() *driver {
	return func() *driver {
		var read catalog.Library
		return drive(t, l, append(change, func(o *Options) {
			live := o.Live.(*fakeLive)
			load := live.load
			live.load = func(ctx context.Context) (c catalog.Library, err error) {
				if read == nil {
					read, err = load(ctx)
				}
				return read, err
			}
		})...)
	}
}

// frameLimit returns the limit for a call. On a busy machine a thread gets less done in its time, so the limit is two
// frames.
func frameLimit(measuredCall) time.Duration {
	if os.Getenv("QUIRE_TEST_COSTS") != "" {
		return frameTime
	}
	return 2 * frameTime
}

// A medium library shows what grows with the number of notes: a call may take as long as in a small library, plus a share
// of two frames in proportion to a large library.
func TestEveryKey_IsAnsweredWithinAFrame_AmongManyNotes(t *testing.T) {
	skipIfShort(t)
	n, most := mediumLibrary, frameLimit
	if many, err := strconv.Atoi(os.Getenv("QUIRE_TEST_COSTS")); err == nil {
		n = many
	} else {
		base := driverOnUnreadFiles(t, notes(manyNotes(smallLibrary)))().measureScenarios(manyNotesScenarios())
		most = func(at measuredCall) time.Duration { return base.worst[at] + 2*frameTime*mediumLibrary/largeLibrary }
	}
	c := checkCosts(t, driverOnUnreadFiles(t, notes(manyNotes(n))), manyNotesScenarios(), most)
	for _, m := range []Model{
		{screen: screenShelf}, {screen: screenPage}, {screen: screenShelf, shelf: shelfScreen{isTyping: true}},
		{screen: screenPage, page: pageScreen{mode: modeFind}}, {screen: screenPage, page: pageScreen{mode: modeHints}},
		{overlays: overlayStack{tagOverlay{}}}, {overlays: overlayStack{listOverlay{}}}, {overlays: overlayStack{textOverlay{}}},
		{overlays: overlayStack{peekOverlay{}}}, {overlays: overlayStack{mapOverlay{}}},
	} {
		if !c.reached[m.receiver()] {
			t.Errorf("%s was not reached", m.receiver())
		}
	}
	if len(c.worst) < 5000 {
		t.Errorf("only %d calls were measured", len(c.worst))
	}
}

func TestEveryKey_IsAnsweredWithinAFrame_OnLongTexts(t *testing.T) {
	skipIfShort(t)
	for name, long := range longTexts() {
		if name != "ideographs" && os.Getenv("QUIRE_TEST_COSTS") == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			start := driverOnUnreadFiles(t, notes(longNotes(long)))
			// The long texts must really be links and titles, rather than text that is too long for Markdown.
			for i, want := range [][2]int{{8, 7 * len(long)}, {2, len(long) / 48}, {1, len(long)}, {1, len(long)}} {
				d := start().keys(keysToNotesByPath(4)[i]...)
				size := len(d.m.page.open.src.Note.Title)
				for _, l := range d.m.page.open.page.Links() {
					size += len(l.Dest)
				}
				if n := len(d.m.page.open.page.Links()); n != want[0] || size < want[1] {
					t.Fatalf("%s has %d links with %d bytes in them and its title", d.m.page.open.path, n, size)
				}
			}
			checkCosts(t, start, longNotesScenarios(), frameLimit)
		})
	}
}

func TestEveryKey_IsAnsweredWithinAFrame_OnHostileNotes(t *testing.T) {
	skipIfShort(t)
	l := corpus(t, "hostile")
	groups := map[string]scenarioGroup{"shelf": {nil, map[string][]string{"shelf": nil, "picker": {"t"}}}}
	for i, way := range keysToNotesByPath(driverOnUnreadFiles(t, l)().m.library.Status().Notes) {
		groups[fmt.Sprint("note ", i)] = scenarioGroup{way, map[string][]string{"page": nil, "end": {"G"}, "focused": {"tab"}, "info": {"i"}, "found": {"/", `"a"`, "enter"}}}
	}
	if len(groups) < 50 {
		t.Fatalf("only %d notes", len(groups)-1)
	}
	checkCosts(t, driverOnUnreadFiles(t, l), groups, frameLimit)
}
