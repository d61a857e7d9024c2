package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"quire/internal/testcorpus"
)

func TestMCP_ExplainsWrongArguments(t *testing.T) {
	skipIfShort(t)
	ctx, s := connectAssistant(t, testcorpus.Path(t, testcorpus.Journal))
	note := mostLinkedNote(t, testcorpus.Path(t, testcorpus.Journal))
	for _, c := range []struct {
		tool, says string
		args       map[string]any
	}{
		{"search", "query", nil},
		{"search", "^", map[string]any{"query": "a (b"}},
		{"search", "limit 500", map[string]any{"query": "a", "limit": 500}},
		{"search", "offset -1", map[string]any{"query": "a", "offset": -1}},
		{"search", "colour", map[string]any{"query": "a", "colour": "red"}},
		{"search", "query", map[string]any{"query": 7}},
		{"list", "no such sort order", map[string]any{"sort": "siez"}},
		{"read", "did you mean", map[string]any{"note": note[:len(note)-5] + "x"}},
		{"read", "headings are", map[string]any{"note": note, "heading": "No such part"}},
		{"read", "name is empty", map[string]any{"note": " "}},
		{"read", "only", map[string]any{"note": note, "first_line": 1_000_000}},
		{"read", "last_line", map[string]any{"note": note, "first_line": 3, "last_line": 2}},
		{"read", "no such note", map[string]any{"note": "/etc/passwd"}},
		{"read", "no such note", map[string]any{"note": "../../go.mod"}},
		{"links", "no such note", map[string]any{"note": "zzzzzz"}},
		{"outline", "no such note", map[string]any{"note": "./mcp_test.go"}},
		{"tasks", "due", map[string]any{"due": "someday maybe"}},
		{"tags", "notes or name", map[string]any{"sort": "size"}},
		{"check", "no such kind", map[string]any{"only": []string{"typos"}}},
	} {
		if _, text, failed := callTool(t, ctx, s, c.tool, c.args); !failed || !strings.Contains(text, c.says) {
			t.Errorf("%s %v: failed %t, %s", c.tool, c.args, failed, text)
		}
	}
	huge := &mcp.CallToolParams{Name: "search", Arguments: map[string]any{"query": strings.Repeat("x ", 1<<20)}}
	if _, err := s.CallTool(ctx, huge); err == nil || !strings.Contains(err.Error(), "bytes") {
		t.Errorf("a query of 2 MB: %v", err)
	}
	if _, err := s.CallTool(ctx, &mcp.CallToolParams{Name: "write"}); err == nil {
		t.Error("an unknown tool is no error")
	}
	if answer, _, failed := callTool(t, ctx, s, "search", map[string]any{"query": "titel:steam"}); failed || answer["hints"] == nil {
		t.Errorf("a misspelt field gives %v", answer)
	}
}

// Notes that attack the reader pass through every tool.
func TestMCP_SurvivesHostileNotes(t *testing.T) {
	skipIfShort(t)
	libraries := []string{testcorpus.Path(t, testcorpus.Rough)}
	shared := "../../../shared/corpora/hostile"
	if _, err := os.Stat(shared); err == nil {
		libraries = append(libraries, shared)
	}
	for _, dir := range libraries {
		ctx, s := connectAssistant(t, dir)
		notes := callPages(t, ctx, s, "list", nil)
		if len(notes) == 0 {
			t.Fatal("no notes")
		}
		for _, tool := range []string{"tags", "fields", "tasks", "check"} {
			callPages(t, ctx, s, tool, nil)
		}
		callPages(t, ctx, s, "search", map[string]any{"query": "a*"})
		for _, n := range notes[:min(len(notes), 15)] {
			path := n.(map[string]any)["path"].(string)
			for _, tool := range []string{"read", "outline", "links", "backlinks", "related"} {
				callTool(t, ctx, s, tool, map[string]any{"note": path})
			}
		}
	}
}

func TestMCP_SeesChangedFiles(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"a.md": "# Barley\n\nold text\n"})
	ctx, s := connectAssistant(t, dir)
	if n := callPages(t, ctx, s, "search", map[string]any{"query": "quinoa"}); len(n) != 0 {
		t.Fatalf("%v", n)
	}
	writeFiles(t, dir, map[string]string{"a.md": "# Barley\n\nnew text\n", "b.md": "# Quinoa\n"})
	if answer, _, _ := callTool(t, ctx, s, "read", map[string]any{"note": "a.md"}); !strings.Contains(answer["text"].(string), "new text") {
		t.Errorf("read gives %v", answer["text"])
	}
	for ctx.Err() == nil {
		if n := callPages(t, ctx, s, "search", map[string]any{"query": "quinoa"}); len(n) == 1 {
			break
		}
		time.Sleep(20 * time.Millisecond) // until the watcher has seen the file
	}
	if err := os.Remove(filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	for ctx.Err() == nil && len(callPages(t, ctx, s, "list", nil)) != 1 {
		time.Sleep(20 * time.Millisecond) // until the watcher has seen that it is gone
	}
}

func TestMCP_AnswersConcurrentCalls(t *testing.T) {
	dir := testcorpus.Path(t, testcorpus.Handbook)
	ctx, s := connectAssistant(t, dir)
	note := mostLinkedNote(t, dir)
	var group sync.WaitGroup
	for range 4 {
		for tool, args := range assistantCalls(note) {
			group.Go(func() {
				if _, err := s.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: args}); err != nil {
					t.Errorf("%s: %v", tool, err)
				}
			})
		}
	}
	group.Wait()
	if _, _, failed := callTool(t, ctx, s, "search", map[string]any{"query": "the"}); failed {
		t.Error("no answer after all of them")
	}
}

const toolNames = "testdata/mcp/names.txt"

// Assistants are told the names of tools and their arguments, and programs rely on those of the answers. A new one needs a line in
// names.txt; an existing one must not be renamed or removed. tools.json holds what a client is told.
func TestMCP_NoToolOrFieldRenamedOrRemoved(t *testing.T) {
	skipIfShort(t)
	ctx, s := connectAssistant(t, testcorpus.Path(t, testcorpus.Journal))
	told, err := s.ListTools(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, tool := range told.Tools {
		all = append(all, tool.Name)
		if a := tool.Annotations; a == nil || !a.ReadOnlyHint || *a.OpenWorldHint {
			t.Errorf("%s does not say that it only reads: %+v", tool.Name, a)
		}
		if len(tool.Description) < 20 || len(tool.Description) > 1500 {
			t.Errorf("%s: a description of %d bytes", tool.Name, len(tool.Description))
		}
		collectFields(tool.InputSchema, tool.Name+".in", &all)
		collectFields(tool.OutputSchema, tool.Name+".out", &all)
	}
	checkKeptNames(t, toolNames, all)
	tools, err := json.MarshalIndent(told.Tools, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/mcp/tools.json"
	if os.Getenv("UPDATE_NAMES") != "" {
		writeFiles(t, ".", map[string]string{golden: string(tools) + "\n"})
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != string(tools)+"\n" {
		t.Errorf("%s differs from what a client is told (%v): UPDATE_NAMES=1 writes it again", golden, err)
	}
}
