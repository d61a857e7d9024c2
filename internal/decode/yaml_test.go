package decode

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// Aliases and merged tables can expand a short text to a huge value.
func TestYAML_IsBounded(t *testing.T) {
	var keys strings.Builder
	for i := 0; keys.Len() < 120_000; i++ {
		fmt.Fprintf(&keys, "k%d: 1, ", i)
	}
	manyKeys := keys.String()
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"merges":  {"a: &a {" + manyKeys[:120_000] + "z: 1}\nl:\n" + strings.Repeat("- {<<: *a}\n", 10_000), errManyValues},
		"aliases": {"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n", errManyValues},
		"circle":  {"a: &a [*a]\n", errTooDeep},
		"deep":    {strings.Repeat("[", 100) + strings.Repeat("]", 100), errTooDeep},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := YAML([]byte(test.text))
		runtime.ReadMemStats(&after)
		if err == nil || err.Error() != test.want.Error() {
			t.Errorf("%s: %v", name, err)
		}
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 200 {
			t.Errorf("%s: %d MB were allocated", name, got)
		}
	}
}

func TestYAML_ExpandsAliasesAndMerges(t *testing.T) {
	value, err := YAML([]byte("base: &base {permalink: /x/:title, url: a}\nown: {url: b, <<: *base}\nlist: {<<: [*base, {url: c, lang: de}]}\nsame: *base\nn: 3\n1: x\n? [a]\n: y\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := "map[1:x base:map[permalink:/x/:title url:a] list:map[lang:de permalink:/x/:title url:a] n:3 own:map[permalink:/x/:title url:b] same:map[permalink:/x/:title url:a]]"
	if got := fmt.Sprint(value); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if value, err := YAML(nil); value != nil || err != nil {
		t.Errorf("%v, %v", value, err)
	}
}
