package profile

import (
	"strings"
)

// findsPagesOfLinks reports whether Hugo looks for a page by the destination of a link before it takes the destination for an
// address. Its own render hook does, which is in force on sites in several languages without a hook of their own; see
// https://gohugo.io/render-hooks/links/#embedded. Of a hook of the site only the name of the function that finds pages is read.
func findsPagesOfLinks(s settings, files Files, isMultilingual bool) bool {
	setting := s.tableValue("markup").tableValue("goldmark").tableValue("renderHooks").tableValue("link")
	mode := setting.stringValue("useEmbedded")
	if mode == "always" {
		return true
	}
	if finds, ok := readLinkHook(s, files); ok {
		return finds
	}
	switch {
	case mode == "never" || setting.has("enableDefault") && !setting.boolValue("enableDefault", true):
		return false
	case mode == "fallback" || setting.boolValue("enableDefault", false):
		return true
	}
	return isMultilingual
}

var (
	partialName = compileOnUse(`\bpartial(?:Cached)?\s+"([^"]+)"`)
	findsPages  = compileOnUse(`\.GetPage\b|\b(?:rel)?ref\b|\.(?:Rel)?Ref\b`)
)

// readLinkHook reports whether the render hook for links of a site or its theme finds pages. It is false if there is no hook.
func readLinkHook(s settings, files Files) (finds, ok bool) {
	folder, text := findLinkHook(s, files)
	if text == nil {
		return false, false
	}
	finds = findsPages().Match(text)
	for _, m := range partialName().FindAllSubmatch(text, 8) {
		for _, partials := range []string{"/_partials/", "/partials/"} {
			part, err := files.Read(folder + partials + strings.TrimPrefix(string(m[1]), "/"))
			finds = finds || err == nil && findsPages().Match(part)
		}
	}
	return finds, true
}

// findLinkHook returns the render hook for links of a site or its theme, and the folder of the layouts that it belongs to. The text
// is nil if there is no hook.
func findLinkHook(s settings, files Files) (folder string, text []byte) {
	layouts := []string{"layouts"}
	for _, theme := range s.stringList("theme") {
		layouts = append(layouts, "themes/"+theme+"/layouts")
	}
	for _, folder := range layouts {
		for _, name := range []string{"/_markup/render-link.html", "/_default/_markup/render-link.html"} {
			if text, err := files.Read(folder + name); err == nil && text != nil {
				return folder, text
			}
		}
	}
	return "", nil
}

// hookWord is a comparison of a destination with a word in a render hook: eq .Destination "term".
var hookWord = compileOnUse(`\beq\s+(?:\(?(?:\$?[\w.]*\.)?(?:Destination|String)\)?|\$(?:dest|destination|href|url|link))\s+"([^"/#?.:]+)"`)

// readHookWords returns the words for which the render hook for links looks, in place of an address.
func readHookWords(s settings, files Files) map[string]bool {
	_, text := findLinkHook(s, files)
	words := map[string]bool{}
	for _, m := range hookWord().FindAllSubmatch(text, 64) {
		words[string(m[1])] = true
	}
	return words
}
