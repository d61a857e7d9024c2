package assistant

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/safe"
)

// Notes gives out the notes that a server serves as resources.
type Notes interface {
	// ListNotes returns at most limit notes, sorted by path, of those whose path is greater than after.
	ListNotes(ctx context.Context, after string, limit int) ([]Note, error)
	// ReadNote returns the source of the note at a path, or ErrNoNote.
	ReadNote(ctx context.Context, path string) (string, error)
}

// Note describes a note that can be read as a resource.
type Note struct {
	Path, Title string
	Size        int64 // bytes
}

// ErrNoNote means that there is no note at a path.
var ErrNoNote = errors.New("no such note")

// notePrefix begins the URIs of notes. The path follows, with each of its elements escaped.
const notePrefix = "quire://note/"

const (
	markdownType = "text/markdown"
	notesPerPage = 100
)

// NoteURI returns the URI of the note at a path.
func NoteURI(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return notePrefix + strings.Join(parts, "/")
}

// parseNoteURI returns the path of the note that a URI names.
func parseNoteURI(uri string) (path string, ok bool) {
	escaped, ok := strings.CutPrefix(uri, notePrefix)
	if !ok {
		return "", false
	}
	path, err := url.PathUnescape(escaped)
	return path, err == nil && path != ""
}

// serveNotes makes each note a resource. Notes come and go, and there may be very many: so a list is made of the library when a
// client asks for it, in place of the SDK's own list.
func (s *Server) serveNotes(notes Notes) {
	read := func(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		return readResource(ctx, notes, r.Params.URI)
	}
	s.protocol.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "note", Title: "A note", MIMEType: markdownType, URITemplate: notePrefix + "{+path}",
		Description: "The Markdown of a note with its front matter. PATH is that of search and list, escaped as in a URL. A long note is cut; the tool read gives the rest.",
	}, read)
	s.protocol.AddReceivingMiddleware(func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, request mcp.Request) (mcp.Result, error) {
			switch r := request.(type) {
			case *mcp.ListResourcesRequest:
				return listResources(ctx, notes, r)
			case *mcp.ReadResourceRequest: // a path may hold what the SDK's template does not match
				return readResource(ctx, notes, r.Params.URI)
			}
			return next(ctx, method, request)
		}
	})
}

// listResources returns a page of the notes. Its cursor is the path of the last note of the page before, encoded.
func listResources(ctx context.Context, notes Notes, r *mcp.ListResourcesRequest) (mcp.Result, error) {
	after := ""
	if r.Params != nil && r.Params.Cursor != "" {
		path, err := base64.RawURLEncoding.DecodeString(r.Params.Cursor)
		if err != nil {
			return nil, invalidParams("the cursor is not one that this server gave out")
		}
		after = string(path)
	}
	found, err := notes.ListNotes(ctx, after, notesPerPage+1)
	if err != nil {
		return nil, safeError(ctx, err)
	}
	result := &mcp.ListResourcesResult{Resources: []*mcp.Resource{}}
	size := 0
	for i, n := range found {
		resource := &mcp.Resource{
			URI: NoteURI(n.Path), Name: cutString(safe.Text(n.Path), maxHintBytes), Title: cutString(safe.Text(n.Title), maxHintBytes), MIMEType: markdownType, Size: n.Size,
		}
		encoded, err := json.Marshal(resource)
		if err != nil {
			return nil, err
		}
		size += len(encoded) + 1
		if i > 0 && (i == notesPerPage || size > recordBytes) {
			result.NextCursor = base64.RawURLEncoding.EncodeToString([]byte(found[i-1].Path))
			break
		}
		result.Resources = append(result.Resources, resource)
	}
	return result, nil
}

// readResource returns the note that a URI names, cut to what an answer holds.
func readResource(ctx context.Context, notes Notes, uri string) (*mcp.ReadResourceResult, error) {
	path, ok := parseNoteURI(uri)
	if !ok {
		return nil, notFound("no such resource; notes are %sPATH", notePrefix)
	}
	source, err := notes.ReadNote(ctx, path)
	if errors.Is(err, ErrNoNote) {
		return nil, notFound("no note at %s; the tool search finds notes", path)
	}
	if err != nil {
		return nil, safeError(ctx, err)
	}
	text := NewExcerpt(safe.Block(source), Part{OnlyOnce: true})
	shown := text.Text
	if note := text.Notice(path); note != "" {
		shown += "\n\n" + note + "\n"
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: NoteURI(path), MIMEType: markdownType, Text: shown}}}, nil
}

// notFound returns the error of the protocol for a resource that does not exist. Its code is that of invalid parameters.
func notFound(format string, args ...any) error {
	return invalidParams("%s", cutString(fmt.Sprintf(format, args...), maxErrorBytes))
}
