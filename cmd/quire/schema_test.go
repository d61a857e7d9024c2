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

	"quire/internal/testcorpus"
)

// jsonCommands holds the commands that print JSON. Each has a schema of that name in testdata/schema.
var jsonCommands = map[string][]string{
	"list":      {"list", "--json"},
	"search":    {"search", "--json", "the"},
	"tags":      {"tags", "--json"},
	"fields":    {"fields", "--json"},
	"links":     {"links", "--json"},
	"backlinks": {"backlinks", "--json", ""}, // filled in: the most linked note
	"related":   {"related", "--json", ""},
	"check":     {"check", "--json", "--orphans"},
	"graph":     {"graph", "--json"},
	"stats":     {"stats", "--json", "--limit", "0"},
	"config":    {"config", "--json"},
	"tasks":     {"tasks", "--json"},
	"outline":   {"outline", "--json", ""},
}

const schemaFolder = "testdata/schema"

// runQuire runs the program on a library and returns its standard output. Exit codes other than 0 and 1 fail the test.
func runQuire(t *testing.T, library string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("quire", append(slices.Clone(args), "-L", library)...) // testscript puts this program in PATH by that name
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) { // check exits with 1 if it finds problems
		t.Fatalf("quire %q: %v\n%s", args, err, stderr.Bytes())
	}
	return out
}

func TestSchemas_DescribeOutput(t *testing.T) {
	skipIfShort(t)
	libraries := map[string]string{"tour": "../../notes", "journal": testcorpus.Path(t, testcorpus.Journal), "handbook": testcorpus.Path(t, testcorpus.Handbook)}
	for _, name := range []string{"blog", "vault"} {
		dir := filepath.Join("../../../shared/corpora", name)
		if _, err := os.Stat("../../../shared"); err != nil {
			t.Logf("%s: not checked, since there is no ../shared", name)
			continue
		}
		libraries[name] = dir
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for name, args := range jsonCommands {
		schema, err := compiler.Compile(filepath.Join(schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		for library, dir := range libraries {
			t.Run(name+"/"+library, func(t *testing.T) {
				call := slices.Clone(args)
				if last := len(call) - 1; call[last] == "" {
					call[last] = mostLinkedNote(t, dir)
				}
				isEmpty := name == "check" && library == "tour" || name == "tasks" && library == "blog" || // nothing is wrong, nothing is to do
					name == "outline" && (library == "blog" || library == "tour") // the most linked note has no headings
				validateLines(t, schema, runQuire(t, dir, call...), !isEmpty)
			})
		}
	}
}

func mostLinkedNote(t *testing.T, library string) string {
	t.Helper()
	return strings.TrimSpace(string(runQuire(t, library, "stats", "--limit", "1", "--format", "{{(index .linked 0).path}}")))
}

// validateLines checks each line against a schema. If some is set, there must be at least one.
func validateLines(t *testing.T, schema *jsonschema.Schema, out []byte, some bool) {
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
		t.Error("no output to check")
	}
}

// The fields that a template may name are those of the schema, and a wrong name lists them.
func TestSchemas_ListFieldsOfTemplates(t *testing.T) {
	for name := range jsonCommands {
		if name == "graph" { // its formats are no templates
			continue
		}
		text, err := os.ReadFile(filepath.Join(schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var schema struct{ Properties map[string]any }
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("quire", name, "--format", "{{.zzzzzzzz}}").CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		want := "hint: the fields are " + strings.Join(slices.Sorted(maps.Keys(schema.Properties)), ", ") + "\n"
		if !strings.HasSuffix(string(out), want) {
			t.Errorf("%s prints\n%swant\n%s", name, out, want)
		}
	}
}

// A schema that accepts everything would be worthless.
func TestSchemas_RefuseInvalidRecords(t *testing.T) {
	for name, wrong := range map[string]string{
		"list": `{"path":"a.md","id":"a","titel":"x"}`, "search": `{"path":"a.md","id":"a","score":"high"}`, "tags": `{"tag":"aws"}`,
		"links": `{"from":"a.md","line":1,"column":1,"href":"b","form":"inline","status":"note"}`, "backlinks": `{"to":"a.md","from":"b.md","line":0,"column":1}`,
		"check": `{"path":"a.md","kind":"typo","message":"x"}`, "graph": `{"nodes":[{"path":""}],"edges":[]}`, "stats": `{"notes":-1}`,
		"config": `{"key":"width"}`, "tasks": `{"path":"a.md","line":1,"state":"open","due":"soon"}`,
	} {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		schema, err := compiler.Compile(filepath.Join(schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(value) == nil {
			t.Errorf("%s accepts %s", name, wrong)
		}
	}
}

// Scripts rely on the names of fields. A new one needs a line in names.txt; an existing one must not be renamed or removed.
func TestSchemas_NoFieldRenamedOrRemoved(t *testing.T) {
	var all []string
	for name := range jsonCommands {
		text, err := os.ReadFile(filepath.Join(schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var schema any
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		collectFields(schema, name, &all)
	}
	checkKeptNames(t, filepath.Join(schemaFolder, "names.txt"), all)
}

// checkKeptNames compares names that programs rely on with those in a file: none may be missing, and a new one must be added to it,
// which UPDATE_NAMES=1 does.
func checkKeptNames(t *testing.T, file string, names []string) {
	t.Helper()
	slices.Sort(names)
	if os.Getenv("UPDATE_NAMES") != "" {
		writeFiles(t, ".", map[string]string{file: strings.Join(names, "\n") + "\n"})
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(string(kept))
	for _, name := range known {
		if !slices.Contains(names, name) {
			t.Errorf("%s is missing: programs rely on it", name)
		}
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			t.Errorf("%s is new: UPDATE_NAMES=1 adds it to %s, where it will stay", name, file)
		}
	}
}

// collectFields appends the names of a schema's properties to all, each after those that contain it.
func collectFields(schema any, under string, all *[]string) {
	o, ok := schema.(map[string]any)
	if !ok {
		return
	}
	properties, _ := o["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		*all = append(*all, under+"."+name)
		collectFields(properties[name], under+"."+name, all)
	}
	collectFields(o["items"], under, all)
}
