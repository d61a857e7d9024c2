// Command language prints how plainly the code is written: for each package the share of function comments of the form
// "X is …", of one-word function names, of functions named by a participle, and the longest file. It judges nothing and
// always succeeds: the table is a place to look before a piece of work ends.
//
//	go run ./.ci/language               the table for the tree
//	go run ./.ci/language -list DIR     each function that counts, with its place, for packages whose path contains DIR
//	go run ./.ci/language -sentences    each text of two words and more that the program holds, with its place, to be read
//	                                    as an editor would
//
// Tests are left out, since their names are sentences.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"
)

// counts holds what the table shows of one package.
type counts struct {
	functions, oneWord, participles int
	comments, copulas               int
	longestFile                     string
	longestLines                    int
}

func (c *counts) add(o counts) {
	c.functions += o.functions
	c.oneWord += o.oneWord
	c.participles += o.participles
	c.comments += o.comments
	c.copulas += o.copulas
	if o.longestLines > c.longestLines {
		c.longestLines, c.longestFile = o.longestLines, o.longestFile
	}
}

func main() {
	list := flag.String("list", "", "list the functions that count in packages whose path contains this text")
	sentences := flag.Bool("sentences", false, "list the texts of two words and more")
	flag.Parse()
	packages := map[string]*counts{}
	for _, root := range []string{"cmd", "internal", "notes"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			dir := filepath.ToSlash(filepath.Dir(path))
			if packages[dir] == nil {
				packages[dir] = &counts{}
			}
			if *sentences {
				return printSentences(path)
			}
			c, err := countFile(path, *list != "" && strings.Contains(dir, *list))
			packages[dir].add(c)
			return err
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, "language:", err)
			os.Exit(2)
		}
	}
	if *list == "" && !*sentences {
		printTable(packages)
	}
}

// countFile parses one file and counts its functions. With report it prints each that counts.
func countFile(path string, report bool) (counts, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return counts{}, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.ParseComments)
	if err != nil {
		return counts{}, err
	}
	c := counts{longestFile: path, longestLines: bytes.Count(text, []byte("\n"))}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		var kinds []string
		name := f.Name.Name
		c.functions++
		if words := splitWords(name); len(words) == 1 && name != "main" && name != "init" {
			c.oneWord++
			kinds = append(kinds, "one word")
		}
		if isParticiple(name) {
			c.participles++
			kinds = append(kinds, "participle")
		}
		if f.Doc != nil {
			c.comments++
			if hasCopula(f.Doc.Text()) {
				c.copulas++
				kinds = append(kinds, "is/are")
			}
		}
		if report && len(kinds) > 0 {
			fmt.Printf("%s: %s: %s\n", files.Position(f.Pos()), name, strings.Join(kinds, ", "))
		}
	}
	return c, nil
}

// splitWords splits a Go identifier before each upper-case letter that begins a word: parseURLPath is parse, URL, Path.
func splitWords(name string) []string {
	var words []string
	letters := []rune(name)
	start := 0
	for i := 1; i < len(letters); i++ {
		upper := unicode.IsUpper(letters[i])
		if upper && (!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			words = append(words, string(letters[start:i]))
			start = i
		}
	}
	return append(words, string(letters[start:]))
}

var copula = regexp.MustCompile(`^\w+ (is|are|was|were|has been|have been) `)

// hasCopula reports whether a doc comment begins like "X is …", which says what something is called and not what it does.
func hasCopula(doc string) bool {
	return copula.MatchString(doc)
}

var (
	// Words that end like participles and are nouns, adjectives or verbs in their base form.
	notParticiples = strings.Fields(`embed feed need seed speed exceed proceed shed red bed led
		string heading ring thing king spacing sibling padding setting binding mapping encoding warning listing spelling building meaning
		beginning ending ping bring nothing something anything everything during wing sling spring morning evening ceiling`)
	// Past forms and participles that do not end in -ed.
	irregular = strings.Fields(`lit told went gone done made came come known shown seen said kept held left lost found met paid put sent set
		spoken stood taken thought won written begun broken chosen drawn driven eaten fallen felt fought given grown heard hidden
		hung laid lain lent meant ridden rung run risen sought sold spent spun struck stuck sung sunk swept swum taught thrown torn
		understood woken worn wound bound built bought brought caught crept dealt dug fed fled flung got led rehung shut slept split`)
	// Base forms among those, which are verbs as they stand.
	baseForms = strings.Fields("put set run split shut come led read cut")
)

// isParticiple reports whether a function's name is, or begins with, a past form or participle: told, wentThrough, sorted.
// It guesses by the ending and by a list of irregular verbs.
func isParticiple(name string) bool {
	first := strings.ToLower(splitWords(name)[0])
	if slices.Contains(notParticiples, first) || slices.Contains(baseForms, first) {
		return false
	}
	return slices.Contains(irregular, first) ||
		len(first) > 3 && strings.HasSuffix(first, "ed") || len(first) > 4 && strings.HasSuffix(first, "ing")
}

var twoWords = regexp.MustCompile(`\pL{2,}[\pL,.:;']* +\pL{2,}|\pL{2,} %|%[a-z] \pL{2,}`)

// printSentences prints each string literal of a file that holds two words, or a word and a formatted value.
func printSentences(path string) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && twoWords.MatchString(l.Value) {
			p := files.Position(l.Pos())
			fmt.Printf("%s:%d: %s\n", p.Filename, p.Line, l.Value)
		}
		return true
	})
	return nil
}

func printTable(packages map[string]*counts) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "package\tfunctions\tone word\tparticiple\tcomments\tis/are\tlongest file\tlines\t")
	var total counts
	names := make([]string, 0, len(packages))
	for name, c := range packages {
		names = append(names, name)
		total.add(*c)
	}
	slices.Sort(names)
	for _, name := range names {
		printRow(w, name, *packages[name])
	}
	printRow(w, "all", total)
	w.Flush()
}

func printRow(w *tabwriter.Writer, name string, c counts) {
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%d\t%s\t%s\t%d\t\n", name, c.functions, percent(c.oneWord, c.functions), percent(c.participles, c.functions),
		c.comments, percent(c.copulas, c.comments), filepath.Base(c.longestFile), c.longestLines)
}

func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
