package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// What programs read of quire is described by a schema a command, in testdata/schema.
var records = map[string][]string{
	"list":      {"list", "--json"},
	"search":    {"search", "--json", "the"},
	"tags":      {"tags", "--json"},
	"links":     {"links", "--json"},
	"backlinks": {"backlinks", "--json", ""}, // the note that is linked to most
	"check":     {"check", "--json", "--orphans"},
	"graph":     {"graph", "--json"},
	"stats":     {"stats", "--json", "--limit", "0"},
	"config":    {"config", "--json"},
}

const schemas = "testdata/schema"

// quire runs the program on a library and returns what it prints.
func quire(t *testing.T, library string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("quire", append(slices.Clone(args), "-L", library)...) // testscript has put this program on the path by that name
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) { // 1 is check that has found something
		t.Fatalf("quire %q: %v\n%s", args, err, stderr.Bytes())
	}
	return out
}

func TestOutputIsAsItsSchemaSays(t *testing.T) {
	unlessShort(t)
	libraries := map[string]string{"tour": "../../notes"}
	for _, name := range []string{"blog", "vault"} {
		dir := filepath.Join("../../../shared/corpora", name)
		if _, err := os.Stat("../../../shared"); err != nil {
			t.Logf("%s: not checked, since ../shared is not there", name)
			continue
		}
		libraries[name] = dir
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for name, args := range records {
		schema, err := compiler.Compile(filepath.Join(schemas, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		for library, dir := range libraries {
			t.Run(name+"/"+library, func(t *testing.T) {
				call := slices.Clone(args)
				if last := len(call) - 1; call[last] == "" {
					call[last] = mostLinked(t, dir)
				}
				validate(t, schema, quire(t, dir, call...), name != "check" || library != "tour")
			})
		}
	}
}

func mostLinked(t *testing.T, library string) string {
	t.Helper()
	return strings.TrimSpace(string(quire(t, library, "stats", "--limit", "1", "--format", "{{(index .linked 0).path}}")))
}

// validate checks each line, and that there are some.
func validate(t *testing.T, schema *jsonschema.Schema, out []byte, some bool) {
	t.Helper()
	lines := 0
	for line := range bytes.Lines(out) {
		lines++
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatalf("line %d: %v", lines, err)
		}
		if err := schema.Validate(value); err != nil {
			t.Fatalf("line %d: %v\n%.500s", lines, err, line)
		}
	}
	if some && lines == 0 {
		t.Error("nothing was printed, so nothing was checked")
	}
}

// A schema that lets everything pass would say nothing.
func TestSchemasRefuse(t *testing.T) {
	for name, wrong := range map[string]string{
		"list": `{"path":"a.md","id":"a","titel":"x"}`, "search": `{"path":"a.md","id":"a","score":"high"}`, "tags": `{"tag":"aws"}`,
		"links": `{"from":"a.md","line":1,"column":1,"href":"b","form":"inline","status":"note"}`, "backlinks": `{"to":"a.md","from":"b.md","line":0,"column":1}`,
		"check": `{"path":"a.md","kind":"typo","message":"x"}`, "graph": `{"nodes":[{"path":""}],"edges":[]}`, "stats": `{"notes":-1}`,
		"config": `{"key":"width"}`,
	} {
		schema, err := jsonschema.NewCompiler().Compile(filepath.Join(schemas, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("%s takes %s", name, wrong)
		}
	}
}

// Names are a contract: one may be added, which is a line more in names.txt, and none renamed or removed.
func TestNoFieldIsRenamedOrRemoved(t *testing.T) {
	var all []string
	for name := range records {
		text, err := os.ReadFile(filepath.Join(schemas, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var schema any
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		fields(schema, name, &all)
	}
	slices.Sort(all)
	golden := filepath.Join(schemas, "names.txt")
	if os.Getenv("UPDATE_NAMES") != "" {
		if err := os.WriteFile(golden, []byte(strings.Join(all, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(string(kept))
	for _, name := range known {
		if !slices.Contains(all, name) {
			t.Errorf("%s is gone: programs read it", name)
		}
	}
	for _, name := range all {
		if !slices.Contains(known, name) {
			t.Errorf("%s is new: enter it in %s, where it will stay", name, golden)
		}
	}
}

// fields are the names of properties, each behind those that it lies in.
func fields(schema any, under string, all *[]string) {
	o, ok := schema.(map[string]any)
	if !ok {
		return
	}
	properties, _ := o["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		*all = append(*all, under+"."+name)
		fields(properties[name], under+"."+name, all)
	}
	fields(o["items"], under, all)
}
