package profile

import (
	"strings"
)

// jekyllPages are the addresses of the pages that plugins of Jekyll make.
type jekyllPages struct {
	feed     string
	numbered []string          // addresses of further pages of a list, with :num for the number
	archives map[string]string // tag, category, year, month or day -> the address of its list
}

// readJekyllPages reads the settings of jekyll-feed, jekyll-paginate and jekyll-archives.
func readJekyllPages(s settings) jekyllPages {
	out := jekyllPages{feed: strings.Trim(s.tableValue("feed").stringValue("path"), "/"), archives: map[string]string{}}
	if s.has("paginate") {
		out.numbered = append(out.numbered, "/page:num/")
	}
	if s.has("pagination") {
		out.numbered = append(out.numbered, "/page/:num/")
	}
	for _, given := range []string{s.stringValue("paginate_path"), s.tableValue("pagination").stringValue("permalink")} {
		if strings.Contains(given, ":num") {
			out.numbered = append(out.numbered, "/"+strings.Trim(given, "/"))
		}
	}
	if s.has("jekyll-archives") {
		out.archives = map[string]string{
			"year": "/:year/", "month": "/:year/:month/", "day": "/:year/:month/:day/", "tag": "/tag/:name/", "category": "/category/:name/",
		}
		given := s.tableValue("jekyll-archives").tableValue("permalinks")
		for kind := range out.archives {
			if p := given.stringValue(kind); p != "" {
				out.archives[kind] = p
			}
		}
	}
	return out
}

// find reports the pages that Jekyll and its common plugins make: the home page, the feed, the site map, lists of posts and
// those of tags.
func (j jekyllPages) find(_ *Profile, address string) (query string, ok bool) {
	address = strings.Trim(address, "/")
	switch address {
	case "", j.feed, "feed.xml", "sitemap.xml", "robots.txt", "atom.xml", "redirects.json":
		return "", true // without a note of its own, the home page is made of a layout
	}
	if HasPathPrefix(address, "feed") && strings.HasSuffix(address, ".xml") {
		return "", true
	}
	for _, pattern := range j.numbered {
		before, after, _ := strings.Cut(strings.Trim(pattern, "/"), ":num")
		number, ok := strings.CutPrefix(address, before)
		number, closed := strings.CutSuffix(number, strings.TrimSuffix(after, "/"))
		if ok && closed && isNumber(number) {
			return "", true
		}
	}
	for _, kind := range []string{"tag", "category", "day", "month", "year"} {
		if query, ok := matchArchive(j.archives[kind], address); ok {
			return query, true
		}
	}
	list, name, isList := strings.Cut(address, "/")
	switch list { // where most sites have the lists that their own templates make
	case "tag", "tags", "category", "categories":
		if !isList {
			return "", true
		}
		if !strings.Contains(name, "/") {
			return TagQuery(trimHTML(name)), true
		}
	}
	return "", false
}

// matchArchive returns the query for the notes that the list at an address shows, if the address fits a pattern of
// jekyll-archives.
func matchArchive(pattern, address string) (query string, ok bool) {
	want, have := strings.Split(strings.Trim(pattern, "/"), "/"), strings.Split(trimHTML(address), "/")
	if pattern == "" || len(want) != len(have) {
		return "", false
	}
	date := ""
	for i, part := range want {
		switch part = trimHTML(part); part {
		case ":name":
			query = TagQuery(have[i])
		case ":year", ":month", ":day":
			if !isNumber(have[i]) {
				return "", false
			}
			date = strings.TrimPrefix(date+"-"+have[i], "-")
		default:
			if part != have[i] {
				return "", false
			}
		}
	}
	if date != "" {
		query = "date:" + date
	}
	return query, true
}

func trimHTML(name string) string { return strings.TrimSuffix(name, ".html") }

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
