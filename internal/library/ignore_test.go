package library

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeFiles writes files below dir; a name that ends in a slash makes a folder.
func writeFiles(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(full, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// listedPaths returns the paths of all notes and assets, sorted.
func listedPaths(c *Contents) []string {
	all := slices.Clone(c.Assets)
	for _, n := range c.Notes {
		all = append(all, n.Path)
	}
	slices.Sort(all)
	return all
}

func TestIgnoreRules_FollowGitignore(t *testing.T) {
	for _, test := range []struct {
		line, path string
		dir, want  bool
	}{
		{"a.md", "a.md", false, true},
		{"a.md", "x/y/a.md", false, true},
		{"/a.md", "a.md", false, true},
		{"/a.md", "x/a.md", false, false},
		{"x/a.md", "x/a.md", false, true},
		{"x/a.md", "y/x/a.md", false, false},
		{"build/", "build", true, true},
		{"build/", "build", false, false},
		{"*.log", "a/b.log", false, true},
		{"*", "a/b", false, true},
		{"a*c/d", "abc/d", false, true},
		{"a*c", "a/c", false, false},
		{"x/*", "x/y", true, true},
		{"x/*", "x/y/z", false, false},
		{"**/x", "x", false, true},
		{"**/x", "a/b/x", false, true},
		{"x/**", "x", true, false},
		{"x/**", "x/a/b", false, true},
		{"a/**/b", "a/b", false, true},
		{"a/**/b", "a/x/y/b", false, true},
		{"a/**/b", "a/xb", false, false},
		{"a**b/c", "axxb/c", false, true},
		{"a**b/c", "a/b/c", false, false},
		{"?.md", "é.md", false, false}, // git compares bytes
		{"[a-c].md", "b.md", false, true},
		{"[!a-c].md", "b.md", false, false},
		{"[^a-c].md", "z.md", false, true},
		{"[]-].md", "].md", false, true},
		{"[[:digit:]]*.md", "1x.md", false, true},
		{"[[:nope:]].md", "n.md", false, false},
		{"[a", "[a", false, false},
		{`a\`, `a\`, false, false},
		{`\#x`, "#x", false, true},
		{"#x", "#x", false, false},
		{`\!x`, "!x", false, true},
		{`a\*`, "a*", false, true},
		{`a\*`, "ab", false, false},
		{"a ", "a", false, true},
		{`a\ `, "a ", false, true},
		{"a\r\n", "a", false, true},
		{"", "a", false, false},
		{"/", "a", true, false},
		{"!", "!", false, false},
	} {
		rules := (*ignoreRules)(nil).forFolder(".", [2][]byte{1: []byte(test.line)})
		if got := rules.isIgnored(test.path, test.dir); got != test.want {
			t.Errorf("%q on %q: %v", test.line, test.path, got)
		}
	}
}

// Matching a hostile glob takes bounded time.
func TestIgnoreRules_HostileGlobsEnd(t *testing.T) {
	for _, line := range []string{
		strings.Repeat("*a", 5000) + "b",
		strings.Repeat("**/a/", 5000) + "b",
		strings.Repeat("[", 100_000),
		strings.Repeat(`\`, 100_001),
		strings.Repeat("[[:alpha:]", 10_000),
	} {
		rules := (*ignoreRules)(nil).forFolder(".", [2][]byte{[]byte(line)})
		if rules.isIgnored(strings.Repeat("a/", 2000)+strings.Repeat("a", 255), false) {
			t.Errorf("%.20q matched", line)
		}
	}
}

func TestLoad_IgnoreFilesInFolders(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{
		".gitignore":            "*.log\nbuild/\n/top.md\n!keep.log\nsecret.md\nout\n",
		".ignore":               "!secret.md\n",
		"a.md":                  "",
		"top.md":                "",
		"secret.md":             "",
		"x.log":                 "",
		"keep.log":              "",
		"build/in.md":           "",
		"sub/build":             "a file",
		"sub/top.md":            "",
		"sub/.gitignore":        "!x.log\ndeep/*\n!deep/b.md\n",
		"sub/x.log":             "",
		"sub/deep/a.md":         "",
		"sub/deep/b.md":         "",
		"out/.gitignore":        "!in.md\n",
		"out/in.md":             "",
		".hidden.md":            "",
		".obsidian/in.md":       "",
		"node_modules/p/doc.md": "",
		"sub/node_modules/p.md": "",
		"sub/Upper.MD":          "",
		"sub/b.markdown":        "",
		"sub/c.mdown":           "",
		"sub/d.mkd":             "",
		"sub/e.mdx":             "",
		"sub/f.txt":             "",
		"sub/md":                "",
	})
	want := []string{
		"a.md", "keep.log", "secret.md",
		"sub/Upper.MD", "sub/b.markdown", "sub/build", "sub/c.mdown", "sub/d.mkd", "sub/deep/b.md",
		"sub/e.mdx", "sub/f.txt", "sub/md", "sub/top.md", "sub/x.log",
	}
	c := loadLibrary(t, openLibrary(t, dir))
	if got := listedPaths(c); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if want := []string{"keep.log", "sub/build", "sub/f.txt", "sub/md", "sub/x.log"}; !slices.Equal(c.Assets, want) {
		t.Errorf("assets %q", c.Assets)
	}
}

// Ignore files of parent folders apply up to the root of the git repository, but cannot exclude the library itself.
func TestLoad_IgnoreFilesInParents(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{
		".gitignore":          "a.md\n",
		"repo/.git/":          "",
		"repo/.gitignore":     "docs/\n/docs/top/b.md\n*.tmp\n",
		"repo/docs/.ignore":   "c.md\n",
		"repo/docs/top/a.md":  "",
		"repo/docs/top/b.md":  "",
		"repo/docs/top/c.md":  "",
		"repo/docs/top/d.tmp": "",
		"plain/top/a.md":      "",
		"plain/.gitignore":    "a.md\n",
	})
	for _, test := range []struct {
		root string
		want []string
	}{
		{"repo/docs/top", []string{"top:a.md"}},
		{"plain/top", []string{"top:a.md"}},
	} {
		l := openLibrary(t, filepath.Join(dir, test.root))
		var got []string
		for _, p := range listedPaths(loadLibrary(t, l)) {
			got = append(got, l.Name+":"+p)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q", test.root, got)
		}
	}
}

// Random ignore files exclude exactly the files that git ignores.
func TestIgnoreRules_AgreeWithGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	tree := map[string]string{}
	for _, d := range []string{"", "a/", "b/", "a/b/", "a/b/a/", "ab/", "b/ab/", "b/ab/b/"} {
		for _, f := range []string{"a.md", "b.md", "ab.md", "a b", "#a", "!b", "c]", "[x", "é.md", "1.log", "f"} {
			tree[d+f] = "x"
		}
	}
	writeFiles(t, dir, tree)
	run := func(stdin string, args ...string) []byte {
		cmd := exec.Command(git, append([]string{"-C", dir, "-c", "core.excludesFile=/dev/null"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C")
		cmd.Stdin = strings.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(args, err)
		}
		return out
	}
	run("", "init", "-q")
	seed := [2]uint64{1, 2}
	random := rand.New(rand.NewPCG(seed[0], seed[1]))
	ignoreIn := []string{"", "a/", "a/b/"}
	for round := range 80 {
		var rules strings.Builder
		for _, d := range ignoreIn {
			text := randomIgnore(random)
			fmt.Fprintf(&rules, "%s.gitignore: %q\n", d, text)
			writeFiles(t, dir, map[string]string{d + ".gitignore": text})
		}
		var want []string
		for name := range bytes.SplitSeq(run("", "ls-files", "-z", "--others", "--exclude-standard"), []byte{0}) {
			if len(name) > 0 && path.Base(string(name))[0] != '.' {
				want = append(want, string(name))
			}
		}
		slices.Sort(want)
		if got := listedPaths(loadLibrary(t, openLibrary(t, dir))); !slices.Equal(got, want) {
			t.Fatalf("round %d\n%sonly quire shows %q\nonly git shows %q", round, rules.String(), difference(got, want), difference(want, got))
		}
	}
}

// randomIgnore returns the text of an ignore file of up to 3 rules.
func randomIgnore(random *rand.Rand) string {
	words := []string{
		"a", "b", "ab", "*", "**", "?", "/", "/", "/", ".md", "*.md", "!", "#", `\`, `\!`, `\#`, " ", `\ `, "[", "]", "[ab]", "[!a]", "[^b]",
		"[a-b]", "[]x]", "[[:alpha:]]", "[[:punct:]]", "[[:x:]]", "[/]", "[^/]", `[\]]`, "-", "é", "f", "c", "x", "1.log", "\r", "[a-", "[b-a]", "[[:alpha]", "[[:]",
	}
	var text strings.Builder
	for range random.IntN(4) {
		if random.IntN(4) == 0 {
			text.WriteByte('!')
		}
		for range 1 + random.IntN(5) {
			text.WriteString(words[random.IntN(len(words))])
		}
		if random.IntN(4) == 0 {
			text.WriteByte('/')
		}
		text.WriteString([]string{"\n", "\r\n", "\n\n"}[random.IntN(3)])
	}
	return text.String()
}

// difference returns the strings of a that are not in b.
func difference(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
