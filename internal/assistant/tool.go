package assistant

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/safe"
)

// Tool describes a tool to a model.
type Tool struct {
	Name, Title, Description string
}

// Page is the part of the records that a call asks for. The arguments of every tool embed it.
type Page struct {
	Limit  int `json:"limit,omitempty" jsonschema:"at most this many records (default 20, at most 200)"`
	Offset int `json:"offset,omitempty" jsonschema:"skip this many records: next_offset of the answer before"`
}

// Limits of a page, in records.
const (
	defaultLimit = 20
	maxLimit     = 200
	maxOffset    = 10_000_000
)

// Range returns the page with its default filled in.
func (p Page) Range() Page {
	if p.Limit == 0 {
		p.Limit = defaultLimit
	}
	return p
}

// End returns the number of records up to the end of the page.
func (p Page) End() int { return p.Offset + p.Range().Limit }

// validate returns an error for a page that cannot be.
func (p Page) validate() error {
	switch {
	case p.Limit < 0 || p.Limit > maxLimit:
		return fmt.Errorf("limit %d: it is a number from 1 to %d", p.Limit, maxLimit)
	case p.Offset < 0 || p.Offset > maxOffset:
		return fmt.Errorf("offset %d: it is a number from 0 on, next_offset of the answer before", p.Offset)
	}
	return nil
}

// paged is implemented by every type that embeds Page.
type paged interface{ Range() Page }

// Found is what a tool has found: records in order, and what there is to say about them.
type Found[R any] struct {
	Records iter.Seq2[R, error] // from the record First on; the page is taken of it, and the rest never made
	First   int                 // the number of records that are left out before the first
	Total   int                 // the number of all records; 0 if it is not known
	More    bool                // there are more than Records has
	Hints   []string            // for the model: what to correct or try
}

// answer is the structured form of what a tool returns.
type answer[R any] struct {
	Records    []R      `json:"records"`
	Total      int      `json:"total,omitempty" jsonschema:"number of all records, where it is known"`
	NextOffset int      `json:"next_offset,omitempty" jsonschema:"there are more records: call again with this offset"`
	Cut        bool     `json:"cut,omitempty" jsonschema:"a record was too long for an answer: long texts and lists in it end early"`
	Hints      []string `json:"hints,omitempty" jsonschema:"what to correct or try"`
}

// AddTool adds a tool that only reads. find returns what arguments ask for; its errors are answers for the model, which may then
// correct the call.
func AddTool[In paged, R any](s *Server, t Tool, find func(context.Context, In) (Found[R], error)) error {
	in, err := jsonschema.For[In](nil)
	if err != nil {
		return err
	}
	out, err := jsonschema.For[answer[R]](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[[]byte](): {Type: "string", Description: "base64"}, // as encoding/json writes it
	}})
	if err != nil {
		return err
	}
	mcp.AddTool(s.protocol, newTool(t, in, out), func(ctx context.Context, _ *mcp.CallToolRequest, args In) (*mcp.CallToolResult, any, error) {
		page := args.Range()
		if err := page.validate(); err != nil {
			return nil, nil, err
		}
		found, err := find(ctx, args)
		if err != nil {
			return nil, nil, safeError(ctx, err)
		}
		filled, err := fillAnswer(ctx, found, page)
		if err != nil {
			return nil, nil, safeError(ctx, err)
		}
		return nil, filled, nil
	})
	return nil
}

// newTool returns the description of a tool in the form of the protocol.
func newTool(t Tool, in, out *jsonschema.Schema) *mcp.Tool {
	no := false
	return &mcp.Tool{
		Name: t.Name, Title: t.Title, Description: t.Description, InputSchema: in, OutputSchema: out,
		Annotations: &mcp.ToolAnnotations{Title: t.Title, ReadOnlyHint: true, IdempotentHint: true, DestructiveHint: &no, OpenWorldHint: &no},
	}
}

// safeError returns err with a safe text, or the error of a request that was cancelled.
func safeError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	text := safe.Block(err.Error())
	if len(text) > maxErrorBytes {
		text = cutString(text, maxErrorBytes)
	}
	return fmt.Errorf("%s", text)
}

// maxErrorBytes bounds the text of an error, which may hold the names of notes.
const maxErrorBytes = 8 << 10

// fillAnswer takes a page of the records, as many as an answer holds.
func fillAnswer[R any](ctx context.Context, found Found[R], page Page) (map[string]any, error) {
	records, size, cut := []any{}, 0, false
	number, next := found.First, 0
	for r, err := range found.Records {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if number++; number <= page.Offset {
			continue
		}
		if len(records) == page.Limit {
			next = number - 1
			break
		}
		value, bytes, err := encodeSafe(r)
		if err != nil {
			return nil, err
		}
		if size+bytes > recordBytes && len(records) > 0 {
			next = number - 1
			break
		}
		if bytes > recordBytes {
			value, cut = shrinkRecord(value), true
			bytes = recordBytes
		}
		records, size = append(records, value), size+bytes
	}
	if next == 0 && found.More {
		next = number
	}
	return newAnswer(records, found.Total, next, cut, found.Hints), nil
}

// newAnswer returns the JSON form of an answer. It has the fields of answer.
func newAnswer(records []any, total, next int, cut bool, hints []string) map[string]any {
	a := map[string]any{"records": records}
	if total > 0 {
		a["total"] = total
	}
	if next > 0 {
		a["next_offset"] = next
	}
	if cut {
		a["cut"] = true
	}
	if len(hints) > 0 {
		var safeHints []string
		for _, h := range hints[:min(len(hints), maxHints)] {
			safeHints = append(safeHints, cutString(safe.Block(h), maxHintBytes))
		}
		a["hints"] = safeHints
	}
	return a
}

// Limits of the hints of an answer.
const (
	maxHints     = 8
	maxHintBytes = 500
)

// encodeSafe returns the JSON form of a record as maps, lists and texts without control characters, and the bytes that it takes
// in an answer.
func encodeSafe(record any) (any, int, error) {
	text, err := json.Marshal(record)
	if err != nil {
		return nil, 0, err
	}
	var value any
	if err := decodeNumbers(text, &value); err != nil {
		return nil, 0, err
	}
	value = makeSafe(value)
	return value, answerBytes(value), nil
}
