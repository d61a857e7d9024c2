package profile

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func init() {
	register(generator{
		name: "Zola", markers: []string{"zola.toml", "config.toml"}, roots: []string{"zola.toml"}, rank: rankSite, read: readZola,
	})
}

// zola holds the settings of a Zola site that give pages their addresses.
type zola struct {
	languages  map[string]bool // languages other than the main one, which have a prefix
	strategy   string          // how names become addresses: on, safe or off
	keepsDates bool
	taxonomies []string
	feeds      []string
	ignored    []*regexp.Regexp // files of which no pages are made
}

// zolaContent is the folder of the content, which has no setting.
const zolaContent = "content"

// readZola reads config.toml, see https://www.getzola.org/documentation/getting-started/configuration/. Its key base_url is
// required.
func readZola(p *Profile, files Files, marker string) (bool, error) {
	s, err := readSettings(files, cmp.Or(marker, "config.toml"))
	if _, ok := s["base_url"].(string); !ok {
		return false, err
	}
	p.setSite(s.stringValue("base_url"))
	p.Parse.Hashtags = false
	p.Mounts = []Mount{{zolaContent, "/"}}
	p.Static = []string{"static"}
	if theme, ok := cleanFolder(s.stringValue("theme")); ok && theme != "" {
		p.Static = append(p.Static, "themes/"+theme+"/static")
	}
	p.Shorthands = []Shorthand{{"@/", zolaContent}}
	z := &zola{languages: map[string]bool{}, strategy: "on", feeds: []string{"atom.xml", "rss.xml"}}
	main := cmp.Or(s.stringValue("default_language"), "en")
	for name := range s.tableValue("languages") {
		if name != main {
			z.languages[name] = true
		}
	}
	if len(z.languages) > 0 {
		p.SplitLanguage = z.splitLanguage
	}
	slugify := s.tableValue("slugify")
	z.strategy = cmp.Or(slugify.stringValue("paths"), "on")
	if cmp.Or(slugify.stringValue("anchors"), "on") == "on" {
		p.HeadingName, p.Transliterates = asciiName, true
	}
	z.keepsDates = slugify.boolValue("paths_keep_dates", false)
	for _, taxonomy := range append(s.tableList("taxonomies"), s.tableValue("languages").tables("taxonomies")...) {
		z.taxonomies = append(z.taxonomies, taxonomy.stringValue("name"))
	}
	z.feeds = append(append(z.feeds, s.stringList("feed_filename")...), s.stringList("feed_filenames")...)
	for _, pattern := range s.stringList("ignored_content") {
		if re, err := regexp.Compile("^(?:.*/)?" + wildcards.Replace(regexp.QuoteMeta(pattern)) + "$"); err == nil {
			z.ignored = append(z.ignored, re)
		}
	}
	p.Publish, p.Generated, p.Exact, p.PageFirst = z.publish, z.findGenerated, true, true
	return true, err
}

// wildcards turns the quoted wildcards of a pattern of files into those of a regular expression; an asterisk passes over slashes.
var wildcards = strings.NewReplacer(`\*\*`, ".*", `\*`, ".*", `\?`, ".", `\{`, "(?:", `\}`, ")", ",", "|")

// tables returns the tables in the lists called key of all tables in s.
func (s settings) tables(key string) []settings {
	var out []settings
	for _, name := range sortedKeys(s) {
		out = append(out, s.tableValue(name).tableList(key)...)
	}
	return out
}

// splitLanguage splits the language off the name of a file.
func (z *zola) splitLanguage(name string) (base, language string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 && z.languages[name[i+1:]] {
		return name[:i], name[i+1:]
	}
	return name, ""
}

// publish returns where Zola publishes a page, see https://www.getzola.org/documentation/content/overview/ and
// https://www.getzola.org/documentation/content/page/.
func (z *zola) publish(p *Profile, page Page) Published {
	m, rest, ok := p.Mounted(page.File)
	isIgnored := func(re *regexp.Regexp) bool { return re.MatchString(page.File) }
	if !ok || m.Folder != zolaContent || slices.ContainsFunc(z.ignored, isIgnored) {
		return Published{}
	}
	dir, base := path.Split(strings.TrimSuffix(rest, path.Ext(rest)))
	base, language := z.splitLanguage(base)
	folders := strings.FieldsFunc(dir, func(r rune) bool { return r == '/' })
	name := base
	if base == "index" && len(folders) > 0 { // a page with files of its own
		name, folders = folders[len(folders)-1], folders[:len(folders)-1]
	}
	for i, folder := range folders {
		folders[i] = z.slugify(folder)
	}
	address := "/" + strings.Join(folders, "/")
	if base != "_index" {
		slug := z.slugify(z.withoutDate(name))
		if own := page.Field("slug"); own != "" {
			slug = z.slugify(own)
		}
		address = path.Join(address, slug)
	}
	if language != "" {
		address = path.Join("/", language, address)
	}
	if own := strings.Trim(page.Field("path"), "/"); own != "" && base != "_index" {
		address = "/" + own
	}
	out := Published{Address: strings.TrimSuffix(address, "/") + "/"}
	for _, f := range page.Details().Fields {
		switch v := f.Value.(type) {
		case bool:
			if f.Key == "render" && !v {
				out.Address = ""
			}
		case []any:
			for _, alias := range v {
				if s, ok := alias.(string); ok && f.Key == "aliases" && s != "" {
					out.Aliases = append(out.Aliases, "/"+strings.Trim(s, "/"))
				}
			}
		}
	}
	return out
}

// datedName is the date before the name of a page.
var datedName = compileOnUse(`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?\s?[_-](.+)$`)

// withoutDate returns the name of a page without the date before it.
func (z *zola) withoutDate(name string) string {
	if m := datedName().FindStringSubmatch(name); m != nil && !z.keepsDates {
		return m[1]
	}
	return name
}

// slugify returns a name as Zola writes it into an address, see
// https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies.
func (z *zola) slugify(name string) string {
	switch z.strategy {
	case "off":
		return name
	case "safe":
		name = strings.Map(func(r rune) rune {
			if strings.ContainsRune("<>:/|?*#()[]\"\\\r\n\t", r) {
				return -1
			}
			return r
		}, name)
		return strings.ReplaceAll(strings.Trim(name, " ."), " ", "_")
	}
	return asciiName(name)
}

// latinLetters are the letters of Latin alphabets that have no accent to drop.
var latinLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "ae", "ø", "o", "Ø", "o", "œ", "oe", "Œ", "oe", "ł", "l", "Ł", "l", "đ", "d", "Đ", "d", "ı", "i", "þ", "th", "ð", "d")

// asciiName returns a name in lower case, with accents dropped and with a dash for each run of other characters than letters and
// digits of ASCII.
func asciiName(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(latinLetters.Replace(name)) {
		switch {
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case !unicode.IsMark(r):
			gap = true
		}
	}
	return b.String()
}

// findGenerated reports the pages that Zola makes: the home page, the lists of taxonomies, further pages of a list, feeds and search
// indexes.
func (z *zola) findGenerated(_ *Profile, address string) (query string, ok bool) {
	address = strings.Trim(address, "/")
	if first, rest, _ := strings.Cut(address, "/"); z.languages[first] {
		address = rest
	}
	parts := strings.Split(address, "/")
	last := parts[len(parts)-1]
	switch {
	case address == "" || address == "sitemap.xml" || address == "robots.txt" || address == "404.html" || strings.HasPrefix(address, "search_index."):
		return "", true
	case len(parts) > 2 && parts[len(parts)-2] == "page" && isNumber(last):
		parts = parts[:len(parts)-2]
		query, _ = z.findGenerated(nil, strings.Join(parts, "/"))
		return query, true
	}
	for _, feed := range z.feeds {
		if last == feed {
			return "", true
		}
	}
	for _, taxonomy := range z.taxonomies {
		if asciiName(taxonomy) != parts[0] && taxonomy != parts[0] {
			continue
		}
		switch len(parts) {
		case 1:
			return "", true
		case 2:
			return TagQuery(last), true
		}
	}
	return "", false
}
