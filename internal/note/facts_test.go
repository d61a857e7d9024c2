package note

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/testcorpus"
)

// parseCorpus parses every note of a corpus, or of a folder of it. The facts about the corpora beside the repository come from
// the file FACTS.md there, where they were measured by other means; T and O are their numbers. The result is by path.
func parseCorpus(t testing.TB, name string) map[string]*Parsed {
	t.Helper()
	name, below, _ := strings.Cut(name, "/")
	notes := map[string]*Parsed{}
	root := os.DirFS(filepath.Join(testcorpus.Path(t, name), filepath.FromSlash(below)))
	err := fs.WalkDir(root, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || ExtensionOf(file) == "" {
			return err
		}
		raw, err := fs.ReadFile(root, file)
		if err == nil {
			notes[file] = Parse(file, raw)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

// countIf returns how many values of a map has accepts.
func countIf[T any](all map[string]T, has func(T) bool) (n int) {
	for _, value := range all {
		if has(value) {
			n++
		}
	}
	return n
}

// postsOnly returns the notes in _posts.
func postsOnly(notes map[string]*Parsed) map[string]*Parsed {
	posts := maps.Clone(notes)
	maps.DeleteFunc(posts, func(file string, _ *Parsed) bool { return !strings.HasPrefix(file, "_posts/") })
	return posts
}

// tagCounts returns how many notes have each tag.
func tagCounts(notes map[string]*Parsed) map[string]int {
	counts := map[string]int{}
	for _, p := range notes {
		for _, tag := range p.Note.Tags {
			counts[FoldName(tag)]++
		}
	}
	return counts
}

func TestParse_NotesOfBlogCorpus(t *testing.T) {
	blog := parseCorpus(t, "blog")
	folder := func(dir string) int {
		return countIf(blog, func(p *Parsed) bool { return path.Dir(p.Note.Path) == dir })
	}
	// T1
	if len(blog) != 193 || folder("_posts") != 166 || folder("_drafts") != 9 || folder(".") != 18 {
		t.Errorf("%d notes: %d posts, %d drafts, %d at the root", len(blog), folder("_posts"), folder("_drafts"), folder("."))
	}
	// T2
	var without []string
	for file, p := range blog {
		if len(p.Header) == 0 {
			without = append(without, file)
		}
		if p.Details.Problems != nil {
			t.Errorf("%s: %v", file, p.Details.Problems)
		}
		if draft := strings.HasPrefix(file, "_drafts/"); p.Note.Draft != draft {
			t.Errorf("%s: draft is %v", file, p.Note.Draft)
		}
	}
	slices.Sort(without)
	if want := []string{"README.md", "_drafts/building-saas-is-not-about-coding.md", "_drafts/ham-technician-notes.md", "_drafts/how-to-write-good-logs.md",
		"_drafts/leaders-should-be-found-organically.md", "_drafts/schedulingHorizontalAlgo.md", "_drafts/software-engineering-is-not-about-coding.md",
		"_drafts/understanding-go-fmt.md"}; !slices.Equal(without, want) {
		t.Errorf("without front matter: %v", without)
	}
	// T11: not the carriage returns, which are half of 34 files' line ends.
	for file, p := range blog {
		if strings.ContainsRune(string(p.Header)+string(p.Body)+strings.Join(p.Note.Tags, ""), '\r') {
			t.Errorf("%s holds a carriage return", file)
		}
	}
	if got := blog["_posts/2020-03-16-cloudformation-mappings-and-conditions.md"]; got == nil || len(got.Note.Redirects) != 1 {
		t.Errorf("redirect of the post on mappings: %v", got)
	}
}

func TestParse_TitlesOfBlogCorpus(t *testing.T) {
	blog := parseCorpus(t, "blog")
	// T3
	from := func(s TitleSource) int {
		return countIf(blog, func(p *Parsed) bool { return p.Note.TitleFrom == s })
	}
	if from(FromFrontMatter) != 185 || from(FromHeading) != 1 || from(FromFileName) != 7 {
		t.Errorf("titles: %d %d %d", from(FromFrontMatter), from(FromHeading), from(FromFileName))
	}
	for file, want := range map[string]string{
		"README.md": "thomasstep.com",
		"_posts/2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml.md": "re:Invent: How Amazon.com Transforms Customer Experiences Through AI/ML",
		"_posts/2021-12-07-reinvent-2021.md":           "re:Invent 2021",
		"projects.md":                                  "Projects And Services",             // T5
		"_drafts/missing-college-course.md":            "Title",                             // T4
		"_drafts/template.md":                          "Title",                             // T4
		"slack-channel-funnel-privacy-policy.md":       "Slack Channel Funnel",              // T4
		"slack-channel-funnel-support.md":              "Slack Channel Funnel",              // T4
		"_drafts/building-saas-is-not-about-coding.md": "building saas is not about coding", // dashes as spaces
		"_drafts/schedulingHorizontalAlgo.md":          "schedulingHorizontalAlgo",
	} {
		if got := blog[file].Note.Title; got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
	// T14
	for file, want := range map[string]string{
		"_posts/2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml.md": "reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml",
		"_posts/2019-11-29-python-i18n-error-with-underscore-_().md":                                 "python-i18n-error-with-underscore-_()",
	} {
		if got := blog[file].Note.Slug; got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestParse_DatesOfBlogCorpus(t *testing.T) {
	blog := parseCorpus(t, "blog")
	// T6
	fromName := countIf(blog, func(p *Parsed) bool { return p.Note.Date.FromName })
	undated := countIf(blog, func(p *Parsed) bool { return p.Note.Date.IsZero() })
	if fromName != 148 || undated != 27 || len(blog)-fromName-undated != 18 {
		t.Errorf("dates: %d from the name, %d undated of %d", fromName, undated, len(blog))
	}
	dated := slices.DeleteFunc(slices.Collect(maps.Keys(blog)), func(file string) bool { return blog[file].Note.Date.IsZero() })
	slices.SortFunc(dated, func(a, b string) int { return blog[a].Note.Date.Compare(blog[b].Note.Date.Time) })
	if n := len(dated); dated[0] != "_posts/2018-06-23-updating-my-personal-website.md" ||
		dated[n-1] != "_posts/2024-11-06-slack-oauth-redirects-in-aws-lambda.md" || dated[n-2] != "_posts/2024-11-05-mongodb-and-go.md" {
		t.Errorf("from %s to %s", dated[0], dated[n-2:])
	}
	// T7
	chapter := 0
	for _, file := range dated {
		n := blog[file].Note
		if n.Date.Format(time.DateOnly) != "2021-10-04" {
			continue
		}
		chapter++
		if want := fmt.Sprintf("_posts/2021-10-04-gtbwsa-chapter-%d-", chapter); !strings.HasPrefix(file, want) || !n.Date.HasTime {
			t.Errorf("%s, want %s", file, want)
		}
	}
	if chapter != 18 {
		t.Errorf("%d chapters", chapter)
	}
}

func TestParse_TagsOfBlogCorpus(t *testing.T) {
	blog := parseCorpus(t, "blog")
	// T8
	all := map[string]int{"dev": 89, "aws": 65, "ops": 56, "javascript": 49, "serverless": 39, "meta": 35, "databases": 20,
		"guide to building with serverless aws": 19, "go": 13, "front end": 12, "concept dump": 7, "containers": 7, "entrepreneurship": 7, "python": 7,
		"startup": 7, "security": 6, "travel": 5, "ios": 4, "swift": 4, "c++": 3, "ruby": 3, "hobbies": 1, "whisk(e)y": 1}
	if got := tagCounts(blog); !maps.Equal(got, all) {
		t.Errorf("tags %v, want %v", got, all)
	}
	// T9
	some := map[string]int{"dev": 87, "aws": 63, "ops": 54, "javascript": 47, "serverless": 37, "meta": 33, "databases": 19,
		"guide to building with serverless aws": 18, "go": 12, "front end": 11, "concept dump": 6, "entrepreneurship": 6, "startup": 6, "containers": 5,
		"python": 5, "security": 5, "ios": 3, "swift": 3, "travel": 3, "c++": 1, "ruby": 1}
	if got := tagCounts(postsOnly(blog)); !maps.Equal(got, some) {
		t.Errorf("tags of the posts %v, want %v", got, some)
	}
}

func TestParse_FieldsOfBlogCorpus(t *testing.T) {
	blog := parseCorpus(t, "blog")
	field := func(p *Parsed, key string) bool {
		return slices.ContainsFunc(p.Details.Fields, func(f Field) bool { return f.Key == key })
	}
	// T12
	if n := countIf(blog, func(p *Parsed) bool { return p.Note.Author == "Thomas" }); n != 168 {
		t.Errorf("Thomas wrote %d", n)
	}
	if n := countIf(blog, func(p *Parsed) bool { return p.Note.Author != "" }); n != 168 {
		t.Errorf("%d have an author", n)
	}
	if n := countIf(blog, func(p *Parsed) bool { return p.Note.Description != "" }); n != 147 {
		t.Errorf("%d have a description", n)
	}
	// T13
	routes := 0
	for _, p := range blog {
		routes += len(p.Note.Redirects)
	}
	if n := countIf(blog, func(p *Parsed) bool { return len(p.Note.Redirects) > 0 }); n != 22 || routes != 22 {
		t.Errorf("%d routes in %d notes", routes, n)
	}
	if got := blog["_posts/2019-11-29-python-i18n-error-with-underscore-_().md"].Note.Redirects; !slices.Equal(got, []string{"/dev/python/2019/11/29/python-i18n-error-with-underscore-_().html"}) {
		t.Errorf("routes %v", got)
	}
	if n := countIf(blog, func(p *Parsed) bool { return field(p, "redirect_to") && len(p.Body) > 0 }); n != 18 {
		t.Errorf("%d redirect away", n)
	}
}
