package tui

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"quire/internal/host"
)

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
