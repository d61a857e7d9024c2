// Package assistant serves a library of notes to language models, over the Model Context Protocol
// (https://modelcontextprotocol.io): as tools, whose records the caller makes, and as resources, one for each note.
//
//	client ──stdin──▶ Server ──▶ tool ──▶ records ─┐
//	client ◀──stdout── answer ◀── bound, safe ─────┘
//
// Every answer takes at most MaxAnswer bytes, and says how to go on if there is more. No text of an answer holds a control
// character. The package must not open a connection, a file or a process: it speaks over the two streams that Serve is given.
package assistant

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/safe"
)

// Limits of messages, in bytes.
const (
	MaxAnswer   = 64 << 10 // of an answer, with all that the protocol adds
	MaxArgument = 16 << 10 // of the arguments of a call
	maxMessage  = 4 << 20  // of a message of the client; a longer one ends the session
)

// Options describes a server.
type Options struct {
	Name, Version string
	Instructions  string // what a model should know before it calls a tool
	Notes         Notes
	Log           io.Writer // gets what goes wrong in the server itself; nil: nobody does
}

// Server answers the requests of one client. Requests are answered concurrently, so tools must be safe for concurrent use.
type Server struct {
	protocol *mcp.Server
	log      *slog.Logger
}

// New returns a server without tools that serves the notes as resources.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = io.Discard
	}
	s := &Server{log: slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	s.protocol = mcp.NewServer(&mcp.Implementation{Name: o.Name, Version: o.Version}, &mcp.ServerOptions{
		Instructions: o.Instructions,
		Logger:       slog.New(slog.DiscardHandler), // Serve returns what it would log
		Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}, Resources: &mcp.ResourceCapabilities{}},
	})
	s.protocol.AddReceivingMiddleware(s.recoverPanics, refuseLongArguments)
	if o.Notes != nil {
		s.serveNotes(o.Notes)
	}
	return s
}

// Serve answers requests from in on out until in ends and all are answered, which is no error, or ctx is done.
func (s *Server) Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	both := newStream(in, out, ctx.Done())
	err := s.protocol.Run(ctx, &mcp.IOTransport{Reader: both, Writer: both, MaxLineLength: maxMessage})
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("not a session of the Model Context Protocol: %w", err)
}

// recoverPanics turns a panic while a request is answered into an error of the protocol, so that the session goes on.
func (s *Server) recoverPanics(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, request mcp.Request) (result mcp.Result, err error) {
		defer func() {
			if cause := recover(); cause != nil {
				s.log.Error("a request failed", "method", method, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
				result, err = nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: "quire failed to answer; its standard error says more"}
			}
		}()
		return next(ctx, method, request)
	}
}

// refuseLongArguments answers calls with arguments longer than MaxArgument with an error, before anything reads them.
func refuseLongArguments(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, request mcp.Request) (mcp.Result, error) {
		switch r := request.(type) {
		case *mcp.CallToolRequest:
			if n := len(r.Params.Arguments); n > MaxArgument {
				return nil, invalidParams("the arguments take %d bytes; at most %d are read", n, MaxArgument)
			}
		case *mcp.ReadResourceRequest:
			if n := len(r.Params.URI); n > MaxArgument {
				return nil, invalidParams("the URI takes %d bytes; at most %d are read", n, MaxArgument)
			}
		}
		return next(ctx, method, request)
	}
}

// invalidParams returns the error of the protocol for arguments that cannot be used.
func invalidParams(format string, args ...any) error {
	return &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: safe.Text(fmt.Sprintf(format, args...))}
}
