package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
)

func TestResolve_WikiLinks(t *testing.T) {
	r := libraryFiles{
		"Home.md": "", "Plugins/Templates.md": "", "Clipper/Templates.md": "", "Clipper/Use.md": "", "Deep/er/Only here.md": "## A\n\n### B\n\n## C\n\n### B\n\ntext ^blk\n",
		"Other/only HERE too.md": "---\naliases: [Nick, How to/Do it]\n---\n", "Top.md": "", "Plugins/Top.md": "", "C#.md": "", "x.md.md": "",
		"Titled.md": "---\ntitle: \"re:Invent: 50% more\"\n---\n", "_posts/2021-12-07-dated.md": "", "Cafe\u0301.md": "",
		"Att/pic.png": "", "Plugins/pic.png": "", "Att/once.PNG": "", "l/dup.jpg": "", "m/dup.jpg": "",
	}.resolver(testSite{})
	w := func(dest, want string) linkCase { return linkCase{markdown.Wiki, dest, want} }
	checkLinks(t, r, "Clipper/Use.md", []linkCase{
		w("Templates", "note Clipper/Templates.md"),
		w("Plugins/Templates", "note Plugins/Templates.md"),
		w("plugins/templates.md", "note Plugins/Templates.md"),
		w("/Plugins/Templates", "note Plugins/Templates.md"),
		w("./Templates", "note Clipper/Templates.md"),
		w("../Home", "note Home.md"),
		w("../../Home", "outside"),
		w("only here", "note Deep/er/Only here.md"),
		w("er/only here", "note Deep/er/Only here.md"),
		w("r/only here", "broken ?Deep/er/Only here.md"),
		w("Only here.md", "note Deep/er/Only here.md"),
		w("Top", "note Top.md"),
		w("nick", "note Other/only HERE too.md"),
		w("how to/do IT", "note Other/only HERE too.md"),
		w("re:Invent: 50% more", "note Titled.md"),
		w("dated", "note _posts/2021-12-07-dated.md"),
		w("2021-12-07-dated", "note _posts/2021-12-07-dated.md"),
		w("Café", "note Cafe\u0301.md"),
		w("C#", "note C#.md"),
		w("C##x", "note C#.md !x"),
		w("Only here#B", "note Deep/er/Only here.md#b"),
		w("Only here#C#B", "note Deep/er/Only here.md#b-1"),
		w("Only here#A#C", "note Deep/er/Only here.md !A#C ?Deep/er/Only here.md#c"),
		w("Only here#^BLK", "note Deep/er/Only here.md#^blk"),
		w("Only here#^nope", "note Deep/er/Only here.md !^nope"),
		w("Only%20here", "note Deep/er/Only here.md"),
		w("", "broken"),
		w("#", "self Clipper/Use.md"),
		w("Tmeplates", "broken ?Clipper/Templates.md"),
		w("https://x.example/y", "external https://x.example/y"),
		w("once.png", "asset Att/once.PNG"),
		w("Att/pic.png", "asset Att/pic.png"),
		w("pic.png", "ambiguous Att/pic.png Plugins/pic.png"),
		{markdown.Embed, "dup.jpg", "ambiguous l/dup.jpg m/dup.jpg"},
		{markdown.Embed, "Only here#A", "note Deep/er/Only here.md#a"},
		{markdown.Embed, "once.png#right", "asset Att/once.PNG"},
		{markdown.Embed, "onec.png", "broken ?Att/once.PNG"},
		{markdown.Image, "once.PNG#x", "asset Att/once.PNG"},
		{markdown.Image, "once.png", "broken ?Att/once.PNG"},
	})
	checkLinks(t, r, "Plugins/Top.md", []linkCase{
		w("pic.png", "asset Plugins/pic.png"),
		w("Top", "self Plugins/Top.md"),
	})
	checkLinks(t, r, "Home.md", []linkCase{w("Templates", "ambiguous Clipper/Templates.md Plugins/Templates.md")})
}

func TestResolve_Headings(t *testing.T) {
	text := "# Title\n\n## Same\n\n## Same\n\n## What's new?\n\n## 2. Fünf & Sechs\n\n## Named {#mine}\n\n## [Linked](x) `code`\n\n## 100% done\n"
	r := libraryFiles{"a.md": text, "many.md": strings.Repeat("## Filler\n\n", 200) + text}.resolver(testSite{})
	for _, from := range []string{"a.md", "many.md"} {
		h := func(dest, anchor string) linkCase {
			if strings.HasPrefix(anchor, "#") {
				return linkCase{dest: dest, want: "self " + from + anchor}
			}
			return linkCase{dest: dest, want: strings.ReplaceAll(anchor, "@", from)}
		}
		checkLinks(t, r, from, []linkCase{
			h("#same", "#same"), h("#same-1", "#same-1"), h("#Same", "#same"), h("#SAME", "#same"),
			h("#whats-new", "#whats-new"), h("#What's%20new?", "#whats-new"), h("#What s new", "#whats-new"),
			h("#2-fünf--sechs", "#2-fünf--sechs"), h("#2-f%C3%BCnf--sechs", "#2-fünf--sechs"),
			h("#mine", "#named"), h("#named", "#named"), h("#linked-code", "#linked-code"),
			h("#100%25%20done", "#100-done"), h("#100% done", "#100-done"),
			h("#Title#Same", "#same"), h("#Title#Same#", "#same"),
			h("#", "self @"), h("#top", "self @"), h("#:~:text=x", "self @"), h("#same:~:text=x", "#same"),
			h("#whats-nwe", "self @ !whats-nwe ?@#whats-new"), h("#zzzz", "self @ !zzzz"),
		})
	}
}
