package profile

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"
)

// placeholders maps the placeholders of Jekyll's and Hugo's permalinks to functions that return their values for a note;
// see https://jekyllrb.com/docs/permalinks/ and https://gohugo.io/configuration/permalinks/.
// hugo_title is our name for Hugo's :title, since Jekyll's :title means the file's name.
var placeholders = map[string]func(Page) (string, bool){
	"year":        dateFormatter("2006"),
	"short_year":  dateFormatter("06"),
	"month":       dateFormatter("01"),
	"i_month":     dateFormatter("1"),
	"short_month": dateFormatter("Jan"),
	"long_month":  dateFormatter("January"),
	"monthname":   dateFormatter("January"),
	"day":         dateFormatter("02"),
	"i_day":       dateFormatter("2"),
	"short_day":   dateFormatter("Mon"),
	"long_day":    dateFormatter("Monday"),
	"weekdayname": dateFormatter("Monday"),
	"y_day":       dateFormatter("002"),
	"hour":        dateFormatter("15"),
	"minute":      dateFormatter("04"),
	"second":      dateFormatter("05"),
	"week":        isoWeek,
	"w_year":      isoWeekYear,
	"weekday":     func(n Page) (string, bool) { return strconv.Itoa(int(n.Date.Weekday())), !n.Date.IsZero() },
	"yearday":     func(n Page) (string, bool) { return strconv.Itoa(n.Date.YearDay()), !n.Date.IsZero() },

	"title":                 func(n Page) (string, bool) { return slugify(slugOf(n), ".-_~!$&'()+,;=@", false), true },
	"hugo_title":            func(n Page) (string, bool) { return slugify(n.Title, ".-_", true), n.Title != "" },
	"slug":                  func(n Page) (string, bool) { return slugify(slugOf(n), "", true), true },
	"slugorfilename":        func(n Page) (string, bool) { return slugify(slugOf(n), ".-_", true), true },
	"slugorcontentbasename": func(n Page) (string, bool) { return slugify(slugOf(n), ".-_", true), true },
	"name":                  func(n Page) (string, bool) { return slugify(fileName(n), "", false), true },
	"basename":              func(n Page) (string, bool) { return fileName(n), true },
	"filename":              func(n Page) (string, bool) { return slugify(fileName(n), ".-_", true), true },
	"contentbasename":       func(n Page) (string, bool) { return slugify(fileName(n), ".-_", true), true },
	"path": func(n Page) (string, bool) {
		return pathInCollection(strings.TrimSuffix(n.File, path.Ext(n.File))), true
	},
	"collection":           collectionName,
	"categories":           jekyllCategories(strings.ToLower),
	"slugified_categories": jekyllCategories(func(s string) string { return slugify(s, "", true) }),
	"section":              func(n Page) (string, bool) { return firstSegment(n.Content), true },
	"sections":             func(n Page) (string, bool) { return dirOf(n.Content), true },
	"output_ext":           func(Page) (string, bool) { return "", true },

	// In Jekyll, an index page does not have the name of its folder; see jekyllSpelling.
	"jekyll_title": func(n Page) (string, bool) {
		return slugify(strings.TrimRight(n.Slug, "."), "._~!$&'()+,;=@", false), true
	},
	"jekyll_slug":     func(n Page) (string, bool) { return slugify(n.Slug, "", true), true },
	"jekyll_name":     func(n Page) (string, bool) { return slugify(n.Name(), "", true), true },
	"jekyll_basename": func(n Page) (string, bool) { return n.Name(), true },
	"jekyll_path":     jekyllPath,
}

// fileName returns the name of a page's file without extension, or the name of its folder if the page stands for it.
func fileName(p Page) string {
	if dir := p.Folder(); dir != "" && p.IsIndex() {
		return lastSegment(dir)
	}
	return p.Name()
}

// slugOf returns the slug of a page: the last segment of its address unless the site declares another address. The slug of an
// index page is the name of its folder.
func slugOf(p Page) string {
	if p.Slug == p.Name() {
		return fileName(p)
	}
	return p.Slug
}

// dateFormatter returns a function that formats the date of a note. There is no value without a date.
func dateFormatter(layout string) func(Page) (string, bool) {
	return func(n Page) (string, bool) { return n.Date.Format(layout), !n.Date.IsZero() }
}

// isoWeek returns the ISO 8601 week of a note's date in two digits.
func isoWeek(n Page) (string, bool) {
	_, w := n.Date.ISOWeek()
	return fmt.Sprintf("%02d", w), !n.Date.IsZero()
}

// isoWeekYear returns the year that the ISO 8601 week of a note's date belongs to.
func isoWeekYear(n Page) (string, bool) {
	y, _ := n.Date.ISOWeek()
	return strconv.Itoa(y), !n.Date.IsZero()
}

// slugify replaces each run of characters of s by a dash, except letters, digits, marks and those
// in kept, and drops dashes at both ends, like Jekyll's Utils.slugify and Hugo's urlize.
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

// pathInCollection returns the path of a note relative to the nearest folder whose name begins with _, or the whole ID.
func pathInCollection(id string) string {
	for i := strings.LastIndexByte(id, '/'); i > 0; i = strings.LastIndexByte(id[:i], '/') {
		if strings.HasPrefix(lastSegment(id[:i]), "_") {
			return id[i+1:]
		}
	}
	return id
}

// collectionName returns the name of the Jekyll collection that a note is in, without its underscore, or "".
func collectionName(n Page) (string, bool) {
	for dir := n.Folder(); dir != ""; dir = dirOf(dir) {
		if name := lastSegment(dir); strings.HasPrefix(name, "_") {
			return name[1:], true
		}
	}
	return "", true
}
