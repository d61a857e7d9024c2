package links

import (
	"fmt"
	"path"
	"strings"
	"time"

	"quire/internal/links/profile"
	"quire/internal/note"
)

// evaluate returns the value of an expression of Liquid with filters, if all of it is known from the settings of the site and
// the front matter of the note that contains the link. See https://jekyllrb.com/docs/liquid/filters/.
func (lk lookup) evaluate(body string) (string, bool) {
	first, filters, hasFilters := cutFilter(body)
	value, ok := lk.operand(first)
	for hasFilters {
		var filter string
		filter, filters, hasFilters = cutFilter(filters)
		name, arg, _ := strings.Cut(filter, ":")
		if name = strings.TrimSpace(name); name == "default" && (!ok || value == "") {
			value, ok = lk.operand(arg)
			continue
		}
		if !ok {
			return "", false
		}
		if value, ok = lk.applyFilter(value, name, arg); !ok {
			return "", false
		}
	}
	return value, ok
}

// cutFilter splits an expression at its first bar outside of quotes.
func cutFilter(s string) (first, after string, ok bool) {
	var quote byte
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '|':
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// operand returns the value of a quoted text or of a variable.
func (lk lookup) operand(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if text, after, ok := cutQuoted(s); ok {
		return text, strings.TrimSpace(after) == ""
	}
	s = memberBrackets.Replace(s)
	site := lk.sites.At(lk.sourceSite())
	if value, ok := site.Variables[s]; ok {
		return value, true
	}
	if key, ok := strings.CutPrefix(s, "page."); ok && lk.source != nil && site.Variables != nil {
		if key == "url" {
			address := site.Published(lk.source).Address
			return address, address != ""
		}
		return pageVariable(lk.source, key)
	}
	return "", isSiteRoot(s) // not stated: the empty text stands for the root
}

// memberBrackets writes a['b'] as a.b.
var memberBrackets = strings.NewReplacer("['", ".", "']", "", `["`, ".", `"]`, "")

// pageVariable returns the value of a key of the front matter, if it is a scalar.
func pageVariable(n *note.Note, key string) (string, bool) {
	for _, f := range n.Details().Fields {
		if f.Key != key {
			continue
		}
		switch v := f.Value.(type) {
		case string:
			return strings.TrimSpace(v), v != ""
		case bool, int, int64, float64:
			return fmt.Sprint(v), true
		}
	}
	return "", false
}

// applyFilter returns what a filter makes of a value. It is false for a filter that is not known.
func (lk lookup) applyFilter(value, name, arg string) (string, bool) {
	switch name {
	case "relative_url", "absolute_url":
		if isAddress(value) {
			return value, true
		}
		base := lk.sites.At(lk.sourceSite()).BasePath
		if value = "/" + strings.TrimLeft(value, "/"); base != "" && !profile.HasPathPrefix(value, base) {
			value = base + value
		}
		return value, true
	case "prepend", "append":
		text, ok := lk.operand(arg)
		if name == "prepend" {
			return text + value, ok
		}
		return value + text, ok
	case "default", "strip", "escape", "uri_escape", "url_encode", "xml_escape":
		return strings.TrimSpace(value), name != "url_encode" || !strings.ContainsAny(value, "/: ?#&")
	case "replace", "remove":
		old, after, _ := strings.Cut(arg, ",")
		from, isKnown := lk.operand(old)
		to, isText := lk.operand(after)
		return strings.ReplaceAll(value, from, to), isKnown && from != "" && isText == (name == "replace")
	case "downcase":
		return strings.ToLower(value), true
	case "strip_index":
		return strings.TrimSuffix(value, "index.html"), true
	}
	return "", false
}

// resolvePostURL resolves the argument of Jekyll's post_url: the file name of a post, with the folders above or below _posts.
// A name without folders is that of the one post with this date and slug. See
// https://jekyllrb.com/docs/liquid/tags/#linking-to-posts.
func (lk lookup) resolvePostURL(dest string) Target {
	p, frag := splitAddress(dest)
	p = strings.Trim(strings.TrimSpace(p), "/")
	if isTemplate(p) {
		return Target{Status: Template, Rule: ruleTemplate}
	}
	name := lastSegment(trimNoteExt(p))
	f := findings{rule: ruleTemplate}
	for i := range lk.fileNames.items(note.FoldName(name)) {
		if isPost(lk.notes[i].ID, dirOf(p)) || hasPathSuffix(lk.notes[i].ID, p) {
			f.notes = append(f.notes, i)
		}
	}
	exact := path.Join("_posts", p)
	f.notes = preferWhere(f.notes, func(i int32) bool {
		file := lk.sites.At(lk.sourceSite()).File(lk.notes[i].ID)
		return file == exact || file == path.Join(dirOf(p), "_posts", name)
	})
	if !f.exists() && dirOf(p) == "" {
		f.notes = lk.findPostOf(name)
	}
	if _, inside := lk.sites.At(lk.sourceSite()).LibraryPath("_posts/" + p); !inside && !f.exists() {
		return Target{Status: Outside, Rule: ruleTemplate, Reason: whyOutside}
	}
	return lk.pageTarget(f, p, frag)
}

// isPost reports whether a note lies in a folder _posts, with these folders above or below it.
func isPost(id, folders string) bool {
	above, below, ok := strings.Cut("/"+dirOf(id)+"/", "/_posts/")
	return ok && (folders == "" || hasPathSuffix(strings.Trim(path.Join(above, below), "/"), folders))
}

// findPostOf returns the posts with the date and slug of a name such as 2024-1-2-title.
func (lk lookup) findPostOf(name string) []int32 {
	parts := strings.SplitN(name, "-", 4)
	if len(parts) < 4 {
		return nil
	}
	day, err := time.Parse("2006-1-2", strings.Join(parts[:3], "-"))
	if err != nil {
		return nil
	}
	var found []int32
	for i := range lk.slugs.items(note.FoldName(parts[3])) {
		if n := lk.notes[i]; n.Slug == parts[3] && n.Date.Format(time.DateOnly) == day.Format(time.DateOnly) && isPost(n.ID, "") {
			found = append(found, i)
		}
	}
	return found
}

// resolveJekyllLink resolves the argument of Jekyll's link tag: a path relative to the site's source folder.
func (lk lookup) resolveJekyllLink(dest string) Target {
	p, frag := splitAddress(dest)
	p = strings.TrimSpace(p)
	if isTemplate(p) {
		return Target{Status: Template, Rule: ruleTemplate}
	}
	f, outside := findings{}, false
	if clean, ok := joinInRoot("", "./"+p); ok {
		site := lk.sites.At(lk.sourceSite())
		for _, file := range append(site.FilesAt(clean), clean) {
			path, inside := site.LibraryPath(file)
			if inside && !f.exists() {
				f = lk.findExactPath(path)
			}
			outside = outside || !inside
		}
		if !f.exists() {
			f = lk.findByPathSuffix(trimNoteExt(clean)) // of a collection, whose folder may lie deeper
		}
	}
	if outside && !f.exists() {
		return Target{Status: Outside, Rule: ruleTemplate, Reason: whyOutside}
	}
	f.rule = ruleTemplate
	return lk.pageTarget(f, p, frag)
}

// areAddressFilters reports whether a chain of filters turns a path into an address on the site and does nothing else.
func areAddressFilters(filters string) bool {
	found := false
	for _, f := range strings.Split(filters, "|") {
		switch name, _, _ := strings.Cut(strings.TrimSpace(f), ":"); strings.TrimSpace(name) {
		case "":
		case "relURL", "absURL", "relLangURL", "absLangURL":
			found = true
		default:
			return false
		}
	}
	return found
}
