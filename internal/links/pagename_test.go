package links

import (
	"testing"

	"quire/internal/markdown"
)

func TestResolve_IDs(t *testing.T) {
	r := libraryFiles{
		"a.md": "", "202401021530 Bees.md": "## Hive\n", "z/202401021531.md": "", "202401021531 Wasps.md": "", "20240102153012-ants.md": "",
		"den/20240102T153000--moths__insects_night.md": "", "den/20240103T153000==a=1--sig.md": "", "20250101 day.md": "", "20250102T1200 odd.md": "",
		"202405050505 one.md": "", "x/202405050505 two.md": "", "2024-01-02 standup.md": "", "1234567 short.md": "", "202406060606_b.md": "",
		"202406060606c.md": "", "202409090909蜂.md": "", "alias.md": "---\naliases: [\"202407070707\"]\n---\n", "202407070707 x.md": "",
	}.resolver(testSite{})
	w := func(dest, want string) linkCase { return linkCase{markdown.Wiki, dest, want} }
	checkLinks(t, r, "a.md", []linkCase{
		w("202401021530", "note 202401021530 Bees.md"),
		w("202401021530#Hive", "note 202401021530 Bees.md#hive"),
		w("202401021530 Bees", "note 202401021530 Bees.md"),
		w("202401021531", "note z/202401021531.md"), // a whole name beats the beginning of a name
		w("20240102153012", "note 20240102153012-ants.md"),
		w("2024010215301", "broken ?z/202401021531.md"),
		w("20240102T153000", "note den/20240102T153000--moths__insects_night.md"),
		w("denote:20240102T153000", "note den/20240102T153000--moths__insects_night.md"),
		w("20240103T153000", "note den/20240103T153000==a=1--sig.md"),
		w("20240102", "broken"),
		w("20250101", "note 20250101 day.md"),
		w("20250102", "note 20250102T1200 odd.md"),
		w("202405050505", "ambiguous 202405050505 one.md x/202405050505 two.md"),
		w("202406060606", "ambiguous 202406060606_b.md 202406060606c.md"),
		w("202409090909", "note 202409090909蜂.md"),
		w("202407070707", "note alias.md"),
		w("2024-01-02", "broken"),
		w("1234567", "broken"),
		{dest: "denote:20240102T153000", want: "note den/20240102T153000--moths__insects_night.md"},
		{dest: "denote:20990102T153000", want: "broken"},
		{dest: "202401021530", want: "broken ?z/202401021531.md"},
	})
	for name, want := range map[string]string{
		"202401021530": "note 202401021530 Bees.md", "202401021530#hive": "note 202401021530 Bees.md#hive",
		"20240102T153000": "note den/20240102T153000--moths__insects_night.md",
	} {
		if got := formatTarget(r.ResolveName(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestResolve_EncodedPageNames(t *testing.T) {
	r := libraryFiles{
		"a.md": "", "pages/garden___tools.md": "## Spade\n", "pages/wet or dry%3F.md": "", "pages/a%2Fb___c.md": "", "pages/100% sure.md": "",
		"pages/real___x.md": "", "real/x.md": "", "pages/Caf%C3%A9.md": "", "t.md": "---\ntitle: garden/tools\n---\n", "pages/%zz.md": "",
	}.resolver(testSite{})
	w := func(dest, want string) linkCase { return linkCase{markdown.Wiki, dest, want} }
	checkLinks(t, r, "a.md", []linkCase{
		w("garden/tools", "note pages/garden___tools.md"),
		w("Garden/Tools#spade", "note pages/garden___tools.md#spade"),
		w("garden___tools", "note pages/garden___tools.md"),
		w("wet or dry?", "note pages/wet or dry%3F.md"),
		w("a/b/c", "note pages/a%2Fb___c.md"),
		w("100% sure", "note pages/100% sure.md"),
		w("real/x", "note real/x.md"),
		w("caf"+decomposed, "note pages/Caf%C3%A9.md"),
		w("%zz", "note pages/%zz.md"),
		w("tools", "broken"),
	})
}

func TestResolve_SilverBulletMarks(t *testing.T) {
	r := libraryFiles{"a.md": "", "Page.md": "", "me@2024.md": "", "Library/Std.md": "", "^hat.md": ""}.resolver(testSite{})
	w := func(dest, want string) linkCase { return linkCase{markdown.Wiki, dest, want} }
	checkLinks(t, r, "a.md", []linkCase{
		w("Page@12", "note Page.md"), w("page@L3", "note Page.md"), w("Page@l3c14", "note Page.md"), w("^Library/Std", "note Library/Std.md"),
		w("^Library/Std@7", "note Library/Std.md"), w("me@2024", "note me@2024.md"), w("^hat", "note ^hat.md"),
		w("Page@", "broken ?Page.md"), w("Page@home", "broken"), w("Page@L", "broken"), w("Page@L3C", "broken"), w("Page@1x", "broken"),
	})
}

func TestResolve_GollumLinks(t *testing.T) {
	r := siteResolver(t, libraryFiles{
		"Home.md": "", "Getting-Started.md": "## First steps\n", "ref/API-of-v2.md": "", "x/Twice.md": "", "y/twice.md": "", "_Sidebar.md": "", "spaced name.md": "",
	}, "")
	lk := lookup{Resolver: r, batch: &batch{source: r.Note("Home.md"), suggestionsLeft: 1}}
	for _, c := range []struct{ dest, label, want string }{
		{"Getting Started", "", "note Getting-Started.md"},
		{"getting started#First steps", "", "note Getting-Started.md#first-steps"},
		{"Begin here", "Getting Started", "note Getting-Started.md"},
		{"Begin here", "getting-started#first-steps", "note Getting-Started.md#first-steps"},
		{"Getting Started", "Begin here", "note Getting-Started.md"}, // the other order, as in Obsidian
		{"API of v2", "", "note ref/API-of-v2.md"},
		{"ref/API of v2", "", "note ref/API-of-v2.md"},
		{"other/API of v2", "", "broken ?ref/API-of-v2.md"},
		{"twice", "", "ambiguous x/Twice.md y/twice.md"},
		{"Spaced-Name", "", "note spaced name.md"},
		{"#top", "", "self Home.md"},
	} {
		if got := formatTarget(lk.resolveWikiLink(c.dest, c.label)); got != c.want {
			t.Errorf("[[%s|%s]]: %s, want %s", c.dest, c.label, got, c.want)
		}
	}
}
