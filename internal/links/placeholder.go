package links

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"quire/internal/note"
)

// placeholders are those of Jekyll and of Hugo (https://gohugo.io/configuration/permalinks/).
var placeholders = map[string]func(*note.Note) (string, bool){
	"year":        dated("2006"),
	"short_year":  dated("06"),
	"month":       dated("01"),
	"i_month":     dated("1"),
	"short_month": dated("Jan"),
	"long_month":  dated("January"),
	"monthname":   dated("January"),
	"day":         dated("02"),
	"i_day":       dated("2"),
	"short_day":   dated("Mon"),
	"long_day":    dated("Monday"),
	"weekdayname": dated("Monday"),
	"y_day":       dated("002"),
	"hour":        dated("15"),
	"minute":      dated("04"),
	"second":      dated("05"),
	"week":        week,
	"w_year":      weekYear,
	"weekday":     func(n *note.Note) (string, bool) { return strconv.Itoa(int(n.Date.Weekday())), !n.Date.IsZero() },
	"yearday":     func(n *note.Note) (string, bool) { return strconv.Itoa(n.Date.YearDay()), !n.Date.IsZero() },

	"title":                 func(n *note.Note) (string, bool) { return slugify(slugOf(n), ".-_~!$&'()+,;=@", false), true },
	"hugo_title":            func(n *note.Note) (string, bool) { return slugify(n.Title, ".-_", true), n.Title != "" },
	"slug":                  func(n *note.Note) (string, bool) { return slugify(slugOf(n), "", true), true },
	"slugorfilename":        func(n *note.Note) (string, bool) { return slugify(slugOf(n), ".-_", true), true },
	"slugorcontentbasename": func(n *note.Note) (string, bool) { return slugify(slugOf(n), ".-_", true), true },
	"name":                  func(n *note.Note) (string, bool) { return slugify(fileName(n), "", false), true },
	"basename":              func(n *note.Note) (string, bool) { return fileName(n), true },
	"filename":              func(n *note.Note) (string, bool) { return slugify(fileName(n), ".-_", true), true },
	"contentbasename":       func(n *note.Note) (string, bool) { return slugify(fileName(n), ".-_", true), true },
	"path":                  func(n *note.Note) (string, bool) { return belowCollection(n.ID), true },
	"collection":            collection,
	"categories":            categories,
	"slugified_categories":  categories,
	"section":               func(n *note.Note) (string, bool) { return firstSegment(contentPath(n)), true },
	"sections":              func(n *note.Note) (string, bool) { return dirOf(contentPath(n)), true },
	"output_ext":            func(*note.Note) (string, bool) { return "", true },
}

// fileName is the name of a note's file, or of its folder when the file is the folder's index.
func fileName(n *note.Note) string {
	name := lastSegment(n.ID)
	if dir := dirOf(n.ID); dir != "" && isIndex(name) {
		return lastSegment(dir)
	}
	return name
}

func dated(layout string) func(*note.Note) (string, bool) {
	return func(n *note.Note) (string, bool) { return n.Date.Format(layout), !n.Date.IsZero() }
}

func week(n *note.Note) (string, bool) {
	_, w := n.Date.ISOWeek()
	return fmt.Sprintf("%02d", w), !n.Date.IsZero()
}

func weekYear(n *note.Note) (string, bool) {
	y, _ := n.Date.ISOWeek()
	return strconv.Itoa(y), !n.Date.IsZero()
}

// slugify joins the letters, digits and kept signs of s with dashes, as
// Jekyll's Utils.slugify and Hugo's urlize do.
func slugify(s, kept string, lower bool) string {
	if lower {
		s = strings.ToLower(s)
	}
	var b strings.Builder
	dash := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune(kept, r) || r == '-' {
			dash = b.Len() > 0
			continue
		}
		if dash {
			b.WriteByte('-')
			dash = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// belowCollection is the path of a note inside the nearest folder that begins with _, or the whole ID.
func belowCollection(id string) string {
	for i := strings.LastIndexByte(id, '/'); i > 0; i = strings.LastIndexByte(id[:i], '/') {
		if strings.HasPrefix(lastSegment(id[:i]), "_") {
			return id[i+1:]
		}
	}
	return id
}

func collection(n *note.Note) (string, bool) {
	for dir := dirOf(n.ID); dir != ""; dir = dirOf(dir) {
		if name := lastSegment(dir); strings.HasPrefix(name, "_") {
			return name[1:], true
		}
	}
	return "", true
}

// contentPath is the ID below Hugo's folder of content.
func contentPath(n *note.Note) string { return strings.TrimPrefix(n.ID, "content/") }

// categories are Jekyll's: the folders above _posts, and those of the front matter, each once.
func categories(n *note.Note) (string, bool) {
	var out []string
	seen := map[string]bool{}
	add := func(c string) {
		if c = slugify(c, "", true); c != "" && !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	if above, _, ok := strings.Cut(n.ID, "/_posts/"); ok {
		for _, dir := range strings.Split(above, "/") {
			add(dir)
		}
	}
	for _, f := range n.Details().Fields {
		switch v := f.Value.(type) {
		case string:
			if f.Key == "categories" {
				for _, c := range strings.Fields(v) {
					add(c)
				}
			} else if f.Key == "category" {
				add(v)
			}
		case []any:
			for _, c := range v {
				if s, ok := c.(string); ok && f.Key == "categories" {
					add(s)
				}
			}
		}
	}
	return strings.Join(out, "/"), true
}
