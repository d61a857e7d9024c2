package profile

import (
	"cmp"
	"slices"
	"strings"
)

func init() {
	register(generator{
		name: "Logseq", markers: []string{"logseq/config.edn"}, roots: []string{"logseq/config.edn"}, rank: rankEditor, read: readLogseq,
	})
}

// readLogseq reads config.edn, see https://docs.logseq.com/#/page/config.edn%20file. A page is known by its title, which is its
// property title:: or comes from the name of its file (https://docs.logseq.com/#/page/filename%20format).
func readLogseq(p *Profile, files Files, marker string) (bool, error) {
	text, err := files.Read(cmp.Or(marker, "logseq/config.edn"))
	s := readEDN(string(text))
	for _, folder := range []string{cmp.Or(s[":pages-directory"], "pages"), cmp.Or(s[":journals-directory"], "journals")} {
		if folder, ok := cleanFolder(folder); ok && folder != "" {
			p.Mounts = append(p.Mounts, Mount{folder, "/"})
		}
	}
	p.Parse.LogseqProperties, p.Parse.LogseqNames, p.Parse.LogseqDayFormat = true, true, s[":journal/page-title-format"]
	// In a folder that Obsidian opens too, names of files and paths are links as well.
	p.Wiki.TitlesOnly = !slices.Contains(files.List(""), obsidianFolder)
	p.Parse.TagLinks = p.Wiki.TitlesOnly
	return true, err
}

// readEDN returns the texts among the values of the keywords of an EDN file: "pages" of {:pages-directory "pages"}. Of a keyword
// that stands there several times the first counts. https://github.com/edn-format/edn
func readEDN(text string) map[string]string {
	values := map[string]string{}
	keyword := ""
	for text != "" {
		switch c := text[0]; {
		case c == ';':
			_, text, _ = strings.Cut(text, "\n")
		case c == '"':
			var value string
			value, text = cutEDNString(text[1:])
			if _, known := values[keyword]; keyword != "" && !known {
				values[keyword] = value
			}
			keyword = ""
		case strings.IndexByte(" \t\r\n,", c) >= 0:
			text = text[1:]
		case strings.IndexByte("{}[]()", c) >= 0:
			keyword, text = "", text[1:]
		default:
			end := strings.IndexAny(text, " \t\r\n,;\"{}[]()")
			if end < 0 {
				end = len(text)
			}
			if keyword = ""; c == ':' {
				keyword = text[:end]
			}
			text = text[end:]
		}
	}
	return values
}

// cutEDNString returns the string that text begins with, after its opening quote, and what follows it.
func cutEDNString(text string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), ""
}
