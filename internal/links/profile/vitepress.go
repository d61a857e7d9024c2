package profile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"quire/internal/note"
)

func init() {
	var markers []string
	for _, stem := range []string{".vitepress/config", ".vitepress/config/index"} {
		for _, ext := range []string{".ts", ".mts", ".js", ".mjs", ".cjs"} {
			markers = append(markers, stem+ext)
		}
	}
	register(generator{name: "VitePress", markers: markers, roots: []string{".vitepress/"}, rank: rankSite, read: readVitePress})
}

// vitepress holds the settings of a VitePress site that give pages their addresses.
type vitepress struct {
	cleanURLs bool
	rewrites  []rewrite
}

// rewrite gives files that match a pattern another path.
type rewrite struct {
	from *regexp.Regexp
	to   string // in the syntax of regexp.Expand
}

// readVitePress reads the configuration, see https://vitepress.dev/reference/site-config.
func readVitePress(p *Profile, files Files, marker string) (bool, error) {
	s, err := readScript(files, marker)
	p.remarkOnScript(cmp.Or(marker, "the configuration of VitePress"))
	p.Parse.Hashtags = false
	source, _ := contentFolder(s.stringValue("srcDir"))
	p.Mounts, p.Static = []Mount{{source, "/"}}, []string{joinPath(source, "public")}
	p.setSite(s.tableValue("sitemap").stringValue("hostname"))
	p.addHost(openGraphAddress(s.lookup("head")))
	p.addCNAME(files, joinPath(source, "public"))
	p.BasePath = cmp.Or(cleanBasePath(s.stringValue("base")), p.BasePath)
	v := &vitepress{cleanURLs: s.boolValue("cleanUrls", false)}
	rewrites := s.tableValue("rewrites")
	for _, from := range sortedKeys(rewrites) {
		if r, ok := compileRewrite(from, rewrites.stringValue(from)); ok && len(v.rewrites) < maxPatterns {
			v.rewrites = append(v.rewrites, r)
		}
	}
	slices.SortStableFunc(v.rewrites, func(a, b rewrite) int {
		return cmp.Compare(strings.Count(a.from.String(), "("), strings.Count(b.from.String(), "("))
	})
	p.Exact, p.PageFirst, p.Publish = true, true, v.publish
	return true, err
}

// openGraphAddress returns the address in a tag such as ['meta', { property: 'og:url', content: 'https://example.org' }].
func openGraphAddress(head any) string {
	tags, _ := head.([]any)
	for _, tag := range tags {
		parts, _ := tag.([]any)
		for _, part := range parts {
			if attributes, ok := part.(map[string]any); ok && attributes["property"] == "og:url" {
				return settings(attributes).stringValue("content")
			}
		}
	}
	return ""
}

// rewriteParts are the parts of a pattern that stand for any text: :name, :name*, :name(regexp) and (.*).
var rewriteParts = compileOnUse(`:(\w+)(\([^()]*\))?([*+?]?)|\(\.\*\)`)

// compileRewrite compiles a pattern of https://vitepress.dev/guide/routing#route-rewrites.
func compileRewrite(from, to string) (rewrite, bool) {
	if len(from) > maxPatternBytes || to == "" {
		return rewrite{}, false
	}
	var b strings.Builder
	b.WriteString("^")
	at := 0
	for _, m := range rewriteParts().FindAllStringSubmatchIndex(from, -1) {
		b.WriteString(regexp.QuoteMeta(from[at:m[0]]))
		at = m[1]
		switch part := from[m[0]:m[1]]; {
		case part[0] == '(':
			b.WriteString("(.*)")
		case m[4] >= 0:
			b.WriteString("(?P<" + from[m[2]:m[3]] + ">" + from[m[4]+1:m[5]-1] + ")")
		case strings.HasSuffix(part, "*"), strings.HasSuffix(part, "+"):
			b.WriteString("(?P<" + from[m[2]:m[3]] + ">.*)")
		default:
			b.WriteString("(?P<" + from[m[2]:m[3]] + ">[^/]+?)")
		}
	}
	b.WriteString(regexp.QuoteMeta(from[at:]) + "$")
	compiled, err := regexp.Compile(b.String())
	if err != nil {
		return rewrite{}, false
	}
	to = strings.ReplaceAll(to, "$", "$$")
	return rewrite{compiled, rewriteParts().ReplaceAllString(to, "$${$1}")}, true
}

// publish returns where VitePress publishes a page, see https://vitepress.dev/guide/routing.
func (v *vitepress) publish(p *Profile, page Page) Published {
	_, file, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	var out Published
	for _, r := range v.rewrites {
		if m := r.from.FindStringSubmatchIndex(file); m != nil {
			file = string(r.from.ExpandString(nil, r.to, file, m))
			out.Aliases = []string{"/" + file} // links may name the file that the site seems to have
			break
		}
	}
	out.Address = "/" + strings.TrimSuffix(file, note.ExtensionOf(file))
	switch folder, isIndex := strings.CutSuffix(out.Address, "/index"); {
	case isIndex:
		out.Address = folder + "/"
	case !v.cleanURLs:
		out.Address += ".html"
	}
	return out
}
