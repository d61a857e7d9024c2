package cli

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/library"
)

func newMCP(o *options) *cobra.Command {
	return &cobra.Command{
		Use:        "mcp",
		Short:      "Serve the library to an AI assistant",
		SuggestFor: []string{"serve", "assistant", "ai", "llm"},
		Long: `Serve the library to an AI assistant, over the Model Context Protocol on standard
input and output. The assistant starts this command itself; you only add a line to
its configuration.

It can search, list and read the notes and follow their links, with the tools search,
read, list, links, backlinks, tags, fields, outline, tasks, related and check, and
sees a change of a file at once. It can read nothing outside of the library, write
nothing, and quire makes no connection. An answer takes at most 64 KB and says how to
go on. What goes wrong is reported on standard error.`,
		Example: `  claude mcp add notes -- quire mcp -L ~/notes
  codex mcp add notes -- quire mcp -L ~/notes`,
		Annotations: map[string]string{helpFooterKey: `Configuration in JSON, of assistants that read "mcpServers" (an editor may need the
full path of quire, and of the folder):
  {"mcpServers": {"notes": {"command": "quire", "args": ["mcp", "-L", "/home/me/notes"]}}}`},
		Args: limitArguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.serveAssistant(cmd.Context()) },
	}
}

// serveAssistant answers the requests of an assistant until standard input ends.
func (o *options) serveAssistant(ctx context.Context) error {
	if o.inTTY {
		return usageError("quire help mcp shows how an assistant starts it", "mcp: standard input is a terminal, not an assistant")
	}
	l, err := o.openLibrary()
	if err != nil {
		return err
	}
	o.loadSettings(l)
	o.silent = true // from here on, hints belong to answers
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	shared := o.openShared(ctx, l)
	server, err := o.newAssistant(shared)
	if err != nil {
		return err
	}
	err = server.Serve(ctx, o.stdin, o.stdout)
	cancel()
	shared.live.FinishSaving(savePatience)
	return err
}

// sharedLibrary is the library that concurrent requests share. It is loaded in the background and follows the files.
type sharedLibrary struct {
	live  *catalog.Live
	loads *catalog.Subscription
	// quick answers questions about single notes until the library is loaded. It is nil if it cannot.
	quick func() catalog.Library
}

// openShared opens l, and loads it in the background until ctx is done.
func (o *options) openShared(ctx context.Context, l *library.Library) *sharedLibrary {
	wanted := o.liveOptions(l, startPage{})
	wanted.Finish, wanted.Watch = nil, true
	s := &sharedLibrary{live: catalog.NewLive(l, wanted)}
	s.loads = s.live.Subscribe()
	s.quick = sync.OnceValue(func() catalog.Library {
		load := func() (catalog.Library, error) { return s.whole(ctx) }
		if q, ok := catalog.OpenQuick(l, catalog.Options{Site: o.linkSite(o.settings), Cache: wanted.Cache}, load); ok {
			return q
		}
		return nil
	})
	go s.live.Run(ctx)
	return s
}

// whole returns the library as its files were when it was loaded last. It waits for the first load.
func (s *sharedLibrary) whole(ctx context.Context) (catalog.Library, error) {
	c, err := s.loads.WaitForLoad(ctx, 1)
	if c != nil { // a later load that fails leaves the library as it was
		return c, nil
	}
	if err == nil {
		err = errors.New("the library could not be loaded")
	}
	return nil, err
}

// forNotes returns the library for questions about single notes. It does not wait for the first load if a snapshot has the answers.
func (s *sharedLibrary) forNotes(ctx context.Context) (catalog.Library, error) {
	if c, _ := s.loads.WaitForLoad(ctx, 0); c != nil {
		return c, nil
	}
	if q := s.quick(); q != nil {
		return q, nil
	}
	return s.whole(ctx)
}

// explainForAssistant returns an error whose text holds what a person reads on standard error: the message, the place of a mistake,
// and the hint.
func explainForAssistant(err error) error {
	var f *failure
	if !errors.As(err, &f) {
		return err
	}
	parts := []string{f.Error()}
	if f.detail != "" {
		parts = append(parts, f.detail)
	}
	if f.hint != "" {
		parts = append(parts, "hint: "+f.hint)
	}
	return errors.New(strings.Join(parts, "\n"))
}
