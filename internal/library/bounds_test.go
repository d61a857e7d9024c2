package library

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/config"
)

// fillSettings joins the texts of 0, 1, 2 … until they nearly fill a file of maxSettings bytes.
func fillSettings(text func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < maxSettings-1000; i++ {
		b.WriteString(text(i))
	}
	return b.String()
}

func TestSite_HostilePermalinksAreBounded(t *testing.T) {
	for name, test := range map[string]struct{ file, text string }{
		"collections":     {"_config.yml", "collections:\n" + fillSettings(func(i int) string { return fmt.Sprintf("  c%d: {permalink: /%d/:title}\n", i, i) })},
		"defaults":        {"_config.yml", "defaults:\n" + fillSettings(func(i int) string { return fmt.Sprintf("- {values: {permalink: /%d/:title}}\n", i) })},
		"long":            {"_config.yml", "permalink: /" + fillSettings(func(int) string { return ":title" })},
		"long collection": {"_config.yml", "collections:\n  " + strings.Repeat("x", 900) + ":\n    permalink: '/" + strings.Repeat(":collection", 6000) + "'\n"},
		"grown":           {"_config.yml", "collections:\n  " + strings.Repeat("x", 400) + ":\n    permalink: '/" + strings.Repeat(":collection", 40) + "'\n"},
		"hugo":            {"hugo.yaml", "permalinks:\n" + fillSettings(func(i int) string { return fmt.Sprintf("  s%d: /%d/:title/\n", i, i) })},
		"hugo kinds":      {"hugo.yaml", "permalinks:\n  page:\n" + fillSettings(func(i int) string { return fmt.Sprintf("    s%d: /%d/:title/\n", i, i) })},
		"hugo json":       {"hugo.json", `{"permalinks":{"s":"/s/"` + fillSettings(func(i int) string { return fmt.Sprintf(`,"s%d":"/%d/:title/"`, i, i) }) + "}}"},
	} {
		l := FromFS("hostile", fstest.MapFS{test.file: {Data: []byte(test.text)}, "a.md": {Data: []byte("x")}})
		c, err := l.Load(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(c.Site.Permalinks); n > config.MaxPermalinks {
			t.Errorf("%s: %d permalinks", name, n)
		}
		for _, p := range c.Site.Permalinks {
			if len(p) > config.MaxPermalink {
				t.Errorf("%s: a permalink of %d bytes", name, len(p))
			}
		}
		if len(c.Skipped) != 1 || !strings.HasPrefix(c.Skipped[0].Reason, "only partly used: ") || c.Skipped[0].Path != test.file || c.Skipped[0].Unreadable {
			t.Errorf("%s: the problem is not reported: %v", name, c.Skipped)
		}
	}
}

// Aliases and merged tables can expand a short text to a huge value.
func TestDecodeYAML_IsBounded(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"merges":  {"a: &a {" + fillSettings(func(i int) string { return fmt.Sprintf("k%d: 1, ", i) })[:120_000] + "z: 1}\nl:\n" + strings.Repeat("- {<<: *a}\n", 10_000), errManyValues},
		"aliases": {"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n", errManyValues},
		"circle":  {"a: &a [*a]\n", errTooDeep},
		"deep":    {strings.Repeat("[", 100) + strings.Repeat("]", 100), errTooDeep},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := decodeYAML([]byte(test.text))
		runtime.ReadMemStats(&after)
		if err == nil || err.Error() != test.want.Error() {
			t.Errorf("%s: %v", name, err)
		}
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 200 {
			t.Errorf("%s: %d MB were allocated", name, got)
		}
	}
}

func TestDecodeYAML_ExpandsAliasesAndMerges(t *testing.T) {
	value, err := decodeYAML([]byte("base: &base {permalink: /x/:title, url: a}\nown: {url: b, <<: *base}\nlist: {<<: [*base, {url: c, lang: de}]}\nsame: *base\nn: 3\n1: x\n? [a]\n: y\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := "map[1:x base:map[permalink:/x/:title url:a] list:map[lang:de permalink:/x/:title url:a] n:3 own:map[permalink:/x/:title url:b] same:map[permalink:/x/:title url:a]]"
	if got := fmt.Sprint(value); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if value, err := decodeYAML(nil); value != nil || err != nil {
		t.Errorf("%v, %v", value, err)
	}
}
