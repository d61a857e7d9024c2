package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/assistant"
	"quire/internal/testclock"
	"quire/internal/testcorpus"
)

// connectAssistant starts quire mcp on a library and connects the SDK's client to it. What it writes to standard error fails the
// test.
func connectAssistant(t *testing.T, library string) (context.Context, *mcp.ClientSession) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), testclock.Patience)
	cmd := exec.Command("quire", "mcp", "-L", library)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Errorf("the end: %v", err)
		}
		cancel()
		if stderr.Len() > 0 {
			t.Errorf("standard error: %s", stderr.String())
		}
	})
	return ctx, session
}

// callTool calls a tool, checks what holds for every answer, and returns the answer with its text.
func callTool(t *testing.T, ctx context.Context, s *mcp.ClientSession, name string, args map[string]any) (answer map[string]any, text string, failed bool) {
	t.Helper()
	result, err := s.CallTool(ctx, &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	wire, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	if len(wire) > assistant.MaxAnswer {
		t.Errorf("%s %.200v: an answer of %d bytes", name, args, len(wire))
	}
	for _, c := range result.Content {
		if part, ok := c.(*mcp.TextContent); ok {
			text += part.Text
		}
	}
	answer, _ = result.StructuredContent.(map[string]any)
	requireSafe(t, name, text)
	requireSafeValue(t, name, answer)
	return answer, text, result.IsError
}

// requireSafe fails the test if a text holds what a terminal would obey or hide.
func requireSafe(t *testing.T, name, text string) {
	t.Helper()
	for _, r := range text {
		if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Fatalf("%s gives %U", name, r)
		}
	}
}

func requireSafeValue(t *testing.T, name string, value any) {
	t.Helper()
	switch v := value.(type) {
	case string:
		requireSafe(t, name, v)
	case []any:
		for _, item := range v {
			requireSafeValue(t, name, item)
		}
	case map[string]any:
		for key, item := range v {
			requireSafe(t, name, key)
			requireSafeValue(t, name, item)
		}
	}
}

// callPages calls a tool until it has given all records, and returns them.
func callPages(t *testing.T, ctx context.Context, s *mcp.ClientSession, name string, args map[string]any) (records []any) {
	t.Helper()
	call := map[string]any{"limit": 200}
	for k, v := range args {
		call[k] = v
	}
	for {
		answer, text, failed := callTool(t, ctx, s, name, call)
		if failed {
			t.Fatalf("%s %v: %s", name, call, text)
		}
		page, _ := answer["records"].([]any)
		records = append(records, page...)
		next, more := answer["next_offset"].(float64)
		if !more {
			return records
		}
		if int(next) != len(records) || len(page) == 0 {
			t.Fatalf("%s: %d records, the next is %v", name, len(records), next)
		}
		call["offset"] = int(next)
	}
}

// A tool gives the records that the command of its name prints.
func TestMCP_ToolsGiveRecordsOfCommands(t *testing.T) {
	skipIfShort(t)
	dir := testcorpus.Path(t, testcorpus.Journal)
	ctx, s := connectAssistant(t, dir)
	note := mostLinkedNote(t, dir)
	for _, c := range []struct {
		tool    string
		args    map[string]any
		command []string
	}{
		{"list", nil, []string{"list"}},
		{"search", map[string]any{"query": "the"}, []string{"search", "the"}},
		{"tags", nil, []string{"tags"}},
		{"fields", nil, []string{"fields"}},
		{"tasks", map[string]any{"open": true}, []string{"tasks", "--open"}},
		{"links", map[string]any{"note": note}, []string{"links", note}},
		{"backlinks", map[string]any{"note": note}, []string{"backlinks", note}},
		{"related", map[string]any{"note": note}, []string{"related", note, "--limit", "100"}},
		{"check", nil, []string{"check"}},
	} {
		var want []any
		for line := range bytes.Lines(runQuire(t, dir, append(c.command, "--json")...)) {
			var record any
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatal(err)
			}
			want = append(want, record)
		}
		if got := callPages(t, ctx, s, c.tool, c.args); !reflect.DeepEqual(got, want) {
			t.Errorf("%s gives\n%v\nthe command\n%v", c.tool, got, want)
		}
	}
}

// Every tool answers about the larger libraries, too.
func TestMCP_EveryToolAnswers(t *testing.T) {
	skipIfShort(t)
	for _, name := range []string{testcorpus.Handbook, "blog", "vault"} {
		t.Run(name, func(t *testing.T) {
			ctx, s := connectAssistant(t, testcorpus.Path(t, name))
			found, _, _ := callTool(t, ctx, s, "list", map[string]any{"query": "-is:orphan", "limit": 1})
			note := found["records"].([]any)[0].(map[string]any)["path"]
			for tool, args := range assistantCalls(note) {
				answer, text, failed := callTool(t, ctx, s, tool, args)
				records, isList := answer["records"].([]any)
				if failed || isList && len(records) == 0 && tool != "tasks" && tool != "outline" && tool != "links" {
					t.Errorf("%s %v: %.300s", tool, args, text)
				}
			}
		})
	}
}

// assistantCalls returns a call of each tool.
func assistantCalls(note any) map[string]map[string]any {
	about := map[string]any{"note": note}
	return map[string]map[string]any{
		"search": {"query": "the"}, "list": {}, "tags": {}, "fields": {}, "tasks": {}, "check": {"only": []string{"links", "warnings"}},
		"read": about, "links": about, "backlinks": about, "related": about, "outline": about,
	}
}

func TestMCP_ReadsNotesInParts(t *testing.T) {
	dir := t.TempDir()
	long := "---\ntitle: Long\n---\n\n# One\n\nfirst words\n\n# Two\n\n" + strings.Repeat("A line of text that repeats.\n\n", 6000) + "# Three\n\nend\n"
	writeFiles(t, dir, map[string]string{"long.md": long, "wild note.md": "\x1b]0;title\a evil \u202e txt\n", "other.md": "[[long]]\n"})
	ctx, s := connectAssistant(t, dir)

	var text strings.Builder
	call := map[string]any{"note": "long"}
	for {
		answer, shown, failed := callTool(t, ctx, s, "read", call)
		if failed {
			t.Fatal(shown)
		}
		text.WriteString(answer["text"].(string))
		next, more := answer["next_line"].(float64)
		if !more {
			break
		}
		if notice := answer["notice"].(string); !strings.Contains(shown, notice) || !strings.Contains(notice, "first_line") {
			t.Errorf("a part without a notice: %s", notice)
		}
		call["first_line"] = int(next)
	}
	if text.String() != long {
		t.Errorf("the parts have %d bytes, the note %d", text.Len(), len(long))
	}
	for want, args := range map[string]map[string]any{
		"# One\n\nfirst words\n\n": {"note": "long", "heading": "One"},
		"# Three\n\nend\n":         {"note": "long#three"},
		"first words\n":            {"note": "long", "first_line": 7, "last_line": 7},
		"---\ntitle: Long\n---\n\n# One\n\nfirst words\n": {"note": "long", "max_words": 4},
	} {
		if answer, shown, failed := callTool(t, ctx, s, "read", args); failed || answer["text"] != want {
			t.Errorf("%v: %.200s", args, shown)
		}
	}
	if answer, _, _ := callTool(t, ctx, s, "read", map[string]any{"note": "wild note"}); !strings.Contains(answer["text"].(string), "evil") {
		t.Errorf("%v", answer)
	}
	requireResources(t, ctx, s, long)
}

// requireResources checks that the notes are listed as resources and can be read, a long one only in part.
func requireResources(t *testing.T, ctx context.Context, s *mcp.ClientSession, long string) {
	t.Helper()
	var uris []string
	for r, err := range s.Resources(ctx, nil) {
		if err != nil {
			t.Fatal(err)
		}
		uris = append(uris, r.URI)
		got, err := s.ReadResource(ctx, &mcp.ReadResourceParams{URI: r.URI})
		if err != nil {
			t.Fatalf("%s: %v", r.URI, err)
		}
		text := got.Contents[0].Text
		requireSafe(t, r.URI, text)
		if len(text) > assistant.MaxAnswer {
			t.Errorf("%s: %d bytes", r.URI, len(text))
		}
		if strings.HasSuffix(r.URI, "/long.md") && (!strings.HasPrefix(long, text[:1000]) || !strings.Contains(text, "to go on")) {
			t.Errorf("%s ends with %s", r.URI, text[len(text)-200:])
		}
	}
	if want := []string{"quire://note/long.md", "quire://note/other.md", "quire://note/wild%20note.md"}; !slices.Equal(uris, want) {
		t.Errorf("resources %q, want %q", uris, want)
	}
	for _, uri := range []string{"quire://note/no.md", "quire://note/../go.mod", "quire://note/%2e%2e/%2e%2e/etc/passwd", "file:///etc/passwd", "quire://note/%00\x1b"} {
		if got, err := s.ReadResource(ctx, &mcp.ReadResourceParams{URI: uri}); err == nil {
			t.Errorf("%q was read: %v", uri, got)
		}
	}
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
