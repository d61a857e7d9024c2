package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
)

// anchorNote holds each way to name a place in a note.
const anchorNote = `# Guide

<a id="above"></a>

## Größe & Maß {#size .wide}

Words <a name="inline"></a> and <SPAN ID=Upper>more</SPAN>.

<div id='box'>

inside

</div>

### 2.0 <small>May</small> { id="v-2" }

## Setup

## Setup

## Setup {: #third}

## In MDX {/* #mdx-id */}

## In a comment <!-- #comment-id -->

## Closed ## {#closed}

Setext
------

## Last <span id="tail"></span>

A paragraph.
{: #after-kramdown .note}

A paragraph of pandoc with a [span]{#a-span} in it. { #at-the-end }

{:.x #before}
> A quotation.

` + "```go {#code-block}\n[x]: {#not-here}\n`{#nor-here}`\n```" + `

# [Linux](#tab/linux)

::: {#a-div .warning}
text
:::

Named. ^block

![Picture](p.png){#fig-one width=50%}
`

func TestResolve_EveryKindOfAnchor(t *testing.T) {
	r := libraryFiles{"a.md": "# A", "b.md": anchorNote}.resolver(testSite{})
	for fragment, want := range map[string]string{
		"above": "above", "inline": "inline", "Upper": "Upper", "box": "box", "tail": "tail", // HTML
		"user-content-above": "above",
		"größe--maß":         "größe--maß", "size": "größe--maß", "groe-ma": "größe--maß", "große-mas": "!", "Größe & Maß": "größe--maß",
		"v-2": "20-may", "third": "setup-2", "mdx-id": "in-mdx", "comment-id": "in-a-comment", "closed": "closed", "setext": "setext",
		"setup": "setup", "setup-1": "setup-1", "setup_1": "setup-1", "setup_2": "setup-2", "setup_3": "!",
		"after-kramdown": "after-kramdown", "a-span": "a-span", "at-the-end": "at-the-end", "before": "before", "code-block": "code-block", "a-div": "a-div", "fig-one": "fig-one",
		"not-here": "!", "nor-here": "!", "tab/linux": "linux", "^block": "^block", "^Block": "^block", "block": "!", "^box": "!", "BOX": "!", "wide": "!",
	} {
		want = "note b.md#" + want
		if strings.HasSuffix(want, "!") {
			want = "note b.md !" + fragment
		}
		got := formatTarget(r.Resolve(r.Note("a.md"), linkTo("b.md#"+strings.ReplaceAll(fragment, " ", "%20"))))
		if got, _, _ = strings.Cut(got, " ?"); got != want {
			t.Errorf("#%s: %q, want %q", fragment, got, want)
		}
	}
}

// Python-Markdown numbers the second of two equal headings _1 and counts on from the number at the end of a heading.
func TestResolve_HeadingsNumberedWithUnderscores(t *testing.T) {
	r := libraryFiles{"a.md": "# Été\n\n# Été\n\n# Step_1\n\n# Step_1\n\n# 日本\n\n# 日本\n\n# C++\n"}.resolver(testSite{})
	for fragment, want := range map[string]string{
		"ete": "été", "ete_1": "été-1", "ete-1": "été-1", "été_1": "été-1", "step_2": "step_1-1", "日本_1": "日本-1", "_1": "日本", "_2": "日本-1", "c": "c", "ete_2": "",
	} {
		if got := r.Resolve(r.Note("a.md"), linkTo("#"+fragment)).Heading; got != want {
			t.Errorf("#%s: %q, want %q", fragment, got, want)
		}
	}
}

// The terms of definition lists have ids only below {:auto_ids}, as in kramdown.
func TestResolve_DefinitionTerms(t *testing.T) {
	const list = "Weft thread\n: goes across\n\nWarp\n: goes along\n"
	r := libraryFiles{"a.md": "# A", "plain.md": list, "auto.md": "{:auto_ids}\n" + list, "prefix.md": list + "{:auto_ids-t-}\n"}.resolver(testSite{})
	for dest, want := range map[string]string{
		"plain.md#warp": "note plain.md !warp", "auto.md#weft-thread": "note auto.md#weft-thread", "auto.md#warp": "note auto.md#warp",
		"prefix.md#t-warp": "note prefix.md#t-warp", "prefix.md#warp": "note prefix.md !warp",
	} {
		if got := formatTarget(r.Resolve(r.Note("a.md"), linkTo(dest))); got != want {
			t.Errorf("%s: %q, want %q", dest, got, want)
		}
	}
}

func linkTo(dest string) markdown.Link { return markdown.Link{Dest: dest} }
