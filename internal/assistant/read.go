package assistant

import (
	"context"
	"fmt"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/safe"
)

// ReadArgs are the arguments of a tool that reads a note.
type ReadArgs struct {
	Note      string `json:"note" jsonschema:"path, id, title or alias of the note, as other tools give them; NOTE#heading means a section"`
	Heading   string `json:"heading,omitempty" jsonschema:"only this section: the text or the anchor of its heading (see the tool outline), or ^id of a block"`
	FirstLine int    `json:"first_line,omitempty" jsonschema:"only from this line of the file on, counted from 1; next_line of the answer before"`
	LastLine  int    `json:"last_line,omitempty" jsonschema:"only up to this line of the file"`
	MaxWords  int    `json:"max_words,omitempty" jsonschema:"end at the end of the last block within so many words"`
}

func (a ReadArgs) validate() error {
	switch {
	case a.FirstLine < 0, a.LastLine < 0, a.MaxWords < 0:
		return fmt.Errorf("first_line, last_line and max_words are numbers from 1 on")
	case a.LastLine > 0 && a.LastLine < a.FirstLine:
		return fmt.Errorf("last_line %d comes before first_line %d", a.LastLine, a.FirstLine)
	}
	return nil
}

// Document is a note that is read, and the part of it that the heading names.
type Document struct {
	Path, Title string
	Source      string // all of it
	First, Last int    // the lines of the section, from 1; 0: from the beginning, to the end
}

// readAnswer is the structured form of a part of a note.
type readAnswer struct {
	Path      string `json:"path"`
	URI       string `json:"uri" jsonschema:"the note as a resource"`
	Title     string `json:"title,omitempty"`
	FirstLine int    `json:"first_line" jsonschema:"line of the file at which text begins"`
	LastLine  int    `json:"last_line"`
	Lines     int    `json:"lines" jsonschema:"number of lines of the file"`
	NextLine  int    `json:"next_line,omitempty" jsonschema:"the rest was left out: call again with this first_line"`
	Notice    string `json:"notice,omitempty" jsonschema:"what was left out, and how to read it"`
	Text      string `json:"text"`
}

// AddReadTool adds the tool that reads notes. read finds the note; its errors are answers for the model.
func AddReadTool(s *Server, t Tool, read func(context.Context, ReadArgs) (Document, error)) error {
	in, err := jsonschema.For[ReadArgs](nil)
	if err != nil {
		return err
	}
	out, err := jsonschema.For[readAnswer](nil)
	if err != nil {
		return err
	}
	mcp.AddTool(s.protocol, newTool(t, in, out), func(ctx context.Context, _ *mcp.CallToolRequest, args ReadArgs) (*mcp.CallToolResult, any, error) {
		if err := args.validate(); err != nil {
			return nil, nil, err
		}
		d, err := read(ctx, args)
		if err != nil {
			return nil, nil, safeError(ctx, err)
		}
		a, err := newReadAnswer(d, args)
		if err != nil {
			return nil, nil, err
		}
		text := a.Text
		if a.Notice != "" {
			text += "\n" + a.Notice + "\n"
		}
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, a, nil
	})
	return nil
}

// newReadAnswer cuts the part that the arguments ask for out of a document.
func newReadAnswer(d Document, args ReadArgs) (readAnswer, error) {
	p := Part{First: max(d.First, args.FirstLine), Last: d.Last, MaxWords: args.MaxWords}
	if args.LastLine > 0 && (p.Last == 0 || args.LastLine < p.Last) {
		p.Last = args.LastLine
	}
	e := NewExcerpt(safe.Block(d.Source), p)
	if args.FirstLine > e.Lines {
		return readAnswer{}, fmt.Errorf("%s has only %d lines", safe.Text(d.Path), e.Lines)
	}
	return readAnswer{
		Path: safe.Text(d.Path), URI: NoteURI(d.Path), Title: cutString(safe.Text(d.Title), maxHintBytes),
		FirstLine: e.First, LastLine: e.Last, Lines: e.Lines, NextLine: e.Next, Notice: e.Notice(d.Path), Text: e.Text,
	}, nil
}
