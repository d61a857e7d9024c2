package profile

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// jekyllSpelling returns a permalink of Jekyll with the names that CompilePattern has for its placeholders.
func jekyllSpelling(permalink string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(permalink, ":")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte(':')
		if own := "jekyll_" + longestPlaceholder(after); placeholders[own] != nil {
			b.WriteString("jekyll_")
		}
		permalink = after
	}
}

// jekyllPath returns the path of a page below its collection, without extension. A post keeps the folders above _posts.
func jekyllPath(p Page) (string, bool) {
	bare := strings.TrimRight(strings.TrimSuffix(p.File, path.Ext(p.File)), ".")
	parts := strings.Split(bare, "/")
	for i, part := range parts[:len(parts)-1] {
		if strings.HasPrefix(part, "_") {
			return strings.Join(slices.Delete(parts, i, i+1), "/"), true
		}
	}
	return bare, true
}

// jekyllCategories returns a function that returns the categories of a note as Jekyll writes them into its address: the folders
// above _posts and those in the front matter, each once and changed by spell. See https://jekyllrb.com/docs/posts/#categories.
func jekyllCategories(spell func(string) string) func(Page) (string, bool) {
	return func(p Page) (string, bool) {
		var out []string
		add := func(names ...string) {
			for _, name := range names {
				if name = spell(strings.TrimSpace(name)); name != "" && !slices.Contains(out, name) {
					out = append(out, name)
				}
			}
		}
		if above, _, ok := strings.Cut(p.File, "/_posts/"); ok {
			add(strings.Split(above, "/")...)
		}
		for _, key := range []string{"categories", "category"} { // only the plural is a list of words
			for _, f := range p.Details().Fields {
				if f.Key != key {
					continue
				}
				switch v := f.Value.(type) {
				case string:
					if key == "categories" {
						add(strings.Fields(v)...)
					} else {
						add(v)
					}
				case []any:
					for _, c := range v {
						add(fmt.Sprint(c))
					}
				}
			}
		}
		return strings.Join(out, "/"), true
	}
}
