package tui

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/host"
)

// A query of many words without hits is not searched once for each of its words; a short one is.
func TestRunSearch_SuggestsOnlyForShortQueries(t *testing.T) {
	c, err := catalog.Load(context.Background(), notes(sampleLibrary()), catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, suggests := range map[int]bool{1: true, maxSuggestParts - 1: true, maxSuggestParts: false, 400: false} {
		text := strings.Repeat("deep ", n) + "zzzz"
		found, err := runSearch(t.Context(), c, searchRequest{text: text, typing: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) > 0 || (len(found.suggestions) > 0) != suggests {
			t.Errorf("%d words: %d hits, suggestions %v", n+1, len(found.Hits), found.suggestions)
		}
	}
}

// A reader that is interrupted before it starts leaves the terminal alone.
func TestRun_WritesNothingAfterInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out bytes.Buffer
	err := Run(New(ctx, Options{Live: newFakeLive(notes(sampleLibrary())), Host: host.Host{Env: os.Environ(), Terminal: host.Terminal{In: strings.NewReader(""), Out: &out}}}))
	if !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("%v, %q", err, out.String())
	}
}
