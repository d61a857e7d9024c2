package layers

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/text"
)

const module = "quire"

// GeneratedFile is a file of the repository, a part of which is made from the plan.
type GeneratedFile struct {
	Path       string
	begin, end string // the lines that enclose the part
	make       func() string
}

// GeneratedFiles returns the files that have a part made from the plan.
func GeneratedFiles() []GeneratedFile {
	const by = "made from internal/layers/plan.go by go run ./.ci/house"
	return []GeneratedFile{
		{".golangci.yml", "    # begin: " + by, "    # end", LinterRules},
		{"README.md", "<!-- begin: " + by + " -->", "<!-- end -->", Picture},
	}
}

// Update returns the content of the file with the part replaced. It fails if the lines that enclose the part are missing.
func (f GeneratedFile) Update(content string) (string, error) {
	before, rest, hasBegin := strings.Cut(content, f.begin+"\n")
	_, after, hasEnd := strings.Cut(rest, "\n"+f.end+"\n")
	if !hasBegin || !hasEnd {
		return "", fmt.Errorf("%s: no lines %q and %q enclose the part that is made from the plan", f.Path, f.begin, f.end)
	}
	return before + f.begin + "\n" + strings.TrimSuffix(f.make(), "\n") + "\n" + f.end + "\n" + after, nil
}

// Picture returns the layers as Markdown: each package with its purpose, the highest first, and the pure packages.
func Picture() string {
	var b strings.Builder
	b.WriteString("```text\n")
	for i, layer := range Plan() {
		if i > 0 {
			b.WriteByte('\n')
		}
		title := layer.Name
		for _, p := range layer.Packages {
			if p.Purpose != "" {
				fmt.Fprintln(&b, text.Wcwidth.Pad(title, 9), text.Wcwidth.Pad(p.Name, 10), p.Purpose)
				title = ""
			}
		}
	}
	b.WriteString("```\n\n")
	var pure []string
	for _, p := range Packages() {
		if p.Pure && p.Purpose != "" {
			pure = append(pure, "`"+p.Name+"`")
		}
	}
	slices.Sort(pure)
	last := len(pure) - 1
	b.WriteString(wrapWords(strings.Join(pure[:last], ", ")+" and "+pure[last]+" never access the disk.", 140))
	return b.String()
}

// wrapWords breaks a text at blanks into lines of at most width bytes.
func wrapWords(text string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n") + "\n"
}

// LinterRules returns the settings of golangci-lint's depguard, indented for the list of settings in .golangci.yml: a rule for
// each package, and one for each library. In the mode "lax", depguard allows an import unless the longest prefix that matches
// it is denied.
func LinterRules() string {
	var b strings.Builder
	b.WriteString("    depguard:\n      rules:\n")
	for _, p := range Packages() {
		fmt.Fprintf(&b, "        %s:\n          list-mode: lax\n          files: [\"!$test\", %q]\n", ruleName(p.Name), fileGlob(p.Name))
		if allowed := p.Allowed(); len(allowed) > 0 {
			for i, name := range allowed {
				allowed[i] = importPath(name) + "$"
			}
			fmt.Fprintf(&b, "          allow: [%s]\n", strings.Join(allowed, ", "))
		}
		fmt.Fprintf(&b, "          deny:\n            - { pkg: %s/, desc: \"the plan does not let %s import this package\" }\n", module, p.Name)
		if p.Pure {
			for _, disk := range diskPackages {
				fmt.Fprintf(&b, "            - { pkg: %s, desc: \"%s does not access the disk: bytes and fs.FS come in\" }\n", disk, p.Name)
			}
		}
	}
	for _, l := range Libraries() {
		fmt.Fprintf(&b, "        use-%s:\n          list-mode: lax\n          files: [\"!$test\"", ruleName(l.Path))
		for _, user := range strings.Fields(l.Users) {
			fmt.Fprintf(&b, ", \"!%s\"", strings.TrimSuffix(fileGlob(user), "*.go")+"**")
		}
		b.WriteString("]\n")
		if l.Except != "" {
			fmt.Fprintf(&b, "          allow: [%s$]\n", strings.Join(strings.Fields(l.Except), "$, "))
		}
		fmt.Fprintf(&b, "          deny:\n            - { pkg: %s$, desc: %q }\n            - { pkg: %s/, desc: %q }\n", l.Path, l.Reason, l.Path, l.Reason)
	}
	return b.String()
}

// ruleName makes the name of a rule from the name of a package.
func ruleName(name string) string {
	return strings.NewReplacer("/", "-", ".", "-").Replace(name)
}

// fileGlob returns a pattern for the files of a package.
func fileGlob(name string) string {
	return "**/" + strings.TrimPrefix(importPath(name), module+"/") + "/*.go"
}

// importPath returns the path by which a package is imported.
func importPath(name string) string {
	if name == "notes" || strings.HasPrefix(name, "cmd/") {
		return module + "/" + name
	}
	return module + "/internal/" + name
}
