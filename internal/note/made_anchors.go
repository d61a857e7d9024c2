package note

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"quire/internal/markdown"
)

// UnknownAnchors is the ID of a Block that stands for text which is made when the site is built: a component without content of its
// own, or a file that is included. It may have any anchor.
const UnknownAnchors = "*"

// Lines that stand for text or anchors which are made when the site is built.
var (
	// loneComponent is a component without attributes and content: <ApiReference />.
	loneComponent = regexp.MustCompile(`^<[A-Z][\w.]*\s*/>$`)
	// inclusion includes a file: --8<-- "a.md" (https://facelessuser.github.io/pymdown-extensions/extensions/snippets/),
	// [!INCLUDE [a](a.md)] (https://dotnet.github.io/docfx/docs/markdown.html#include-markdown-files), <!--@include: a.md-->
	// (https://vitepress.dev/guide/markdown#markdown-file-inclusion), {% include a.md %} and {{% include "a.md" %}}.
	inclusion = regexp.MustCompile(`(?i)^(?:-+8<-+|\[!include\s*\[|<!--\s*@include:|\{[{%][<%]?-?\s*[\w-]*(?:include|readfile)\w*\s[^}]*\.mdx?\b)`)
	// madeHeading is a heading that a macro writes in place of a comment: ## <!-- setting a.b -->.
	madeHeading = regexp.MustCompile(`^#{1,6}\s+<!--(.*)-->$`)
	// option is a comment for a macro with a name as its argument, which Material for MkDocs makes an anchor after a plus sign:
	// <!-- md:option a.b -->.
	option = regexp.MustCompile(`^<!--\s*\w+:\w+\s+([\w.:-]+)\s*-->$`)
	// footnote begins a footnote, see https://python-markdown.github.io/extensions/footnotes/.
	footnote = regexp.MustCompile(`^\[\^([^\]\s]+)\]:`)
	// pathComponent is the start tag of a component that documents an address: <Endpoint path="/a/b" method="get">.
	pathComponent = regexp.MustCompile(`^<[A-Z][\w.]*(?:\s+[\w-]+="[^"]*")*\s+[\w-]+="/[^"]*"(?:\s+[\w-]+="[^"]*")*\s*/?>$`)
	attributeText = regexp.MustCompile(`="([^"]*)"`)
)

// maxMadeAnchors bounds the anchors that findMadeAnchors returns.
const maxMadeAnchors = 1000

// findMadeAnchors returns the anchors that are not in the text itself, but made of it when the site is built, as far as the text
// tells them.
func findMadeAnchors(body []byte) []markdown.Block {
	if !slices.ContainsFunc([]string{"<", "{{", "{%", "[!", "[^"}, func(s string) bool { return bytes.Contains(body, []byte(s)) }) {
		return nil
	}
	var out []markdown.Block
	var fence byte
	isUnknown := false
	for offset := 0; offset < len(body) && len(out) < maxMadeAnchors; {
		line := body[offset:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		start := offset
		offset += len(line) + 1
		if line = bytes.TrimSpace(line); len(line) < 3 || len(line) > 1000 {
			continue
		}
		if (line[0] == '`' || line[0] == '~') && line[1] == line[0] && line[2] == line[0] {
			switch fence {
			case 0:
				fence = line[0]
			case line[0]:
				fence = 0
			}
			continue
		}
		if fence != 0 || !isMadeStart(line[0]) {
			continue
		}
		for _, id := range madeAnchors(line) {
			if id == UnknownAnchors && isUnknown {
				continue
			}
			isUnknown = isUnknown || id == UnknownAnchors
			out = append(out, markdown.Block{ID: id, Offset: start, IsElementID: true})
		}
	}
	return out
}

// isMadeStart reports whether a line that madeAnchors knows may begin with c.
func isMadeStart(c byte) bool { return strings.IndexByte("<#-[{", c) >= 0 }

// madeAnchors returns the anchors that are made of a line.
func madeAnchors(line []byte) []string {
	if loneComponent.Match(line) || inclusion.Match(line) {
		return []string{UnknownAnchors}
	}
	if m := madeHeading.FindSubmatch(line); m != nil {
		return strings.Fields(string(m[1]))
	}
	if m := option.FindSubmatch(line); m != nil {
		return []string{string(m[1]), "+" + string(m[1])}
	}
	if m := footnote.FindSubmatch(line); m != nil {
		return []string{"fn:" + string(m[1]), "fnref:" + string(m[1])}
	}
	if !pathComponent.Match(line) {
		return nil
	}
	var values []string
	for _, m := range attributeText.FindAllSubmatch(line, -1) {
		values = append(values, strings.FieldsFunc(strings.ToLower(string(m[1])), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })...)
		values = append(values, "/")
	}
	return attributeAnchors(values)
}

// attributeAnchors returns the anchors that may be made of the words of attributes, each attribute ended by a slash: with the
// attributes in their order, and in the reverse order.
func attributeAnchors(words []string) []string {
	var groups []string
	for len(words) > 0 {
		end := slices.Index(words, "/")
		if end > 0 {
			groups = append(groups, strings.Join(words[:end], "-"))
		}
		words = words[end+1:]
	}
	forward := strings.Join(groups, "-")
	slices.Reverse(groups)
	return slices.Compact([]string{forward, strings.Join(groups, "-")})
}
