package profile

import (
	"path"
	"strings"
)

// Bounds of the folders of an Eleventy site that are looked at.
const (
	maxEleventyFolders = 1000
	maxEleventyDepth   = 12
)

// unknownPermalink stands for a permalink that a program computes.
const unknownPermalink = "{{}}"

// eleventyTemplates are the ends of the names of templates that are not notes, see https://www.11ty.dev/docs/languages/.
var eleventyTemplates = []string{".njk", ".liquid", ".webc", ".html", ".hbs", ".mustache", ".ejs", ".haml", ".pug", ".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts"}

// readFolder reads the data files of a folder and the folders below it, and which templates it has. It returns how many folders it
// has seen.
func (e *eleventy) readFolder(files Files, folder string, seen int) int {
	if seen++; seen > maxEleventyFolders || strings.Count(folder, "/") > maxEleventyDepth {
		return seen
	}
	base := lastSegment(folder)
	for _, name := range files.List(folder) {
		if sub, isFolder := strings.CutSuffix(name, "/"); isFolder {
			if sub[0] != '.' && !e.isHidden(strings.TrimPrefix(strings.TrimPrefix(joinPath(folder, sub), e.input), "/")) {
				seen = e.readFolder(files, joinPath(folder, sub), seen)
			}
			continue
		}
		e.addTemplate(folder, name)
		stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
		if stem = strings.TrimSuffix(stem, ".11tydata"); stem != base || base == "" || !strings.Contains(".json.js.cjs.mjs", ext) || ext == "" {
			continue
		}
		e.readData(files, folder, name)
	}
	return seen
}

// readData reads the data file of a folder, see https://www.11ty.dev/docs/data-template-dir/.
func (e *eleventy) readData(files Files, folder, name string) {
	text, err := files.Read(joinPath(folder, name))
	if err != nil || !strings.Contains(string(text), "permalink") {
		return
	}
	e.permalinks[folder] = unknownPermalink
	s, err := readScript(files, joinPath(folder, name))
	if err != nil {
		return
	}
	switch v := s["permalink"].(type) {
	case string:
		e.permalinks[folder] = v
	case bool:
		if !v {
			e.permalinks[folder] = ""
		}
	}
}

// addTemplate remembers the address of a template that is not a note.
func (e *eleventy) addTemplate(folder, name string) {
	for _, ext := range eleventyTemplates {
		if stem, ok := strings.CutSuffix(name, ext); ok && stem != "" {
			below := strings.TrimPrefix(strings.TrimPrefix(folder, e.input), "/")
			e.templates[eleventyAddress(joinPath(below, stem))] = true
		}
	}
}

// expressionOf is an expression in a permalink.
var expressionOf = compileOnUse(`\{\{-?\s*(.*?)\s*-?\}\}`)

// datePrefix is the date before the name of a template.
var datePrefix = compileOnUse(`^\d{4}-\d{2}-\d{2}-`)

// fillEleventy returns a permalink with its expressions filled, if all of them are known: the names of the file, see
// https://www.11ty.dev/docs/data-eleventy-supplied/, and fields of the front matter as slugs.
func fillEleventy(permalink string, page Page, file string) (string, bool) {
	known := true
	filled := expressionOf().ReplaceAllStringFunc(permalink, func(expression string) string {
		text, ok := eleventyValue(expressionOf().FindStringSubmatch(expression)[1], page, file)
		known = known && ok
		return text
	})
	return filled, known && !strings.Contains(filled, "{%") && !strings.Contains(filled, "{{")
}

// eleventyValue returns the value of an expression in a permalink.
func eleventyValue(expression string, page Page, file string) (string, bool) {
	name, filter, _ := strings.Cut(expression, "|")
	name, filter = strings.TrimSpace(name), strings.TrimSpace(filter)
	bare := strings.TrimSuffix(file, path.Ext(file))
	slug := datePrefix().ReplaceAllString(lastSegment(bare), "")
	var value string
	switch name = strings.TrimPrefix(name, "page."); name {
	case "fileSlug":
		if value = slug; slug == "index" {
			value = datePrefix().ReplaceAllString(lastSegment(dirOf(bare)), "")
		}
	case "filePathStem":
		value = "/" + joinPath(dirOf(bare), slug)
	case "title":
		value = page.Title
	default:
		value = page.Field(name)
	}
	filter, format, _ := strings.Cut(filter, ":")
	switch strings.TrimSpace(filter) {
	case "":
		return value, value != "" && name != "title" && name != "date"
	case "slug", "slugify":
		return asciiName(spelledOut.Replace(value)), value != ""
	case "date":
		return formatDate(page, strings.Trim(strings.TrimSpace(format), `"'`)), name == "date" && !page.Date.IsZero()
	}
	return "", false
}

// spelledOut is what Eleventy's slugify writes in full.
var spelledOut = strings.NewReplacer("&", " and ", "ä", "ae", "ö", "oe", "ü", "ue", "Ä", "ae", "Ö", "oe", "Ü", "ue", "'", "", "’", "")

// formatDate writes the date of a page in a format of Liquid, https://liquidjs.com/filters/date.html.
func formatDate(page Page, format string) string {
	for _, f := range [][2]string{
		{"%Y", "2006"}, {"%y", "06"}, {"%m", "01"}, {"%-m", "1"}, {"%d", "02"}, {"%-d", "2"}, {"%B", "January"}, {"%b", "Jan"}, {"%H", "15"}, {"%M", "04"},
	} {
		format = strings.ReplaceAll(format, f[0], page.Date.UTC().Format(f[1]))
	}
	return format
}

// findGenerated reports the pages of templates that are not notes, and those that most sites make: the lists of tags, further pages of
// a list and feeds.
func (e *eleventy) findGenerated(_ *Profile, address string) (query string, ok bool) {
	trimmed := strings.Trim(address, "/")
	switch {
	case e.templates["/"+trimmed+"/"] || trimmed == "":
		return "", true
	case trimmed == "sitemap.xml" || trimmed == "robots.txt" || trimmed == "404.html" || path.Ext(trimmed) == ".xml" && strings.Contains(trimmed, "feed"):
		return "", true
	}
	if list, name, _ := strings.Cut(trimmed, "/"); list == "tags" && !strings.Contains(name, "/") {
		if name == "" {
			return "", true
		}
		return TagQuery(name), true
	}
	return "", false
}
