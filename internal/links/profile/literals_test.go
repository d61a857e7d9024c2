package profile

import (
	"fmt"
	"strings"
	"testing"
)

// mapFiles are files in memory.
type mapFiles map[string]string

func (mapFiles) Name() string { return "site" }

func (f mapFiles) Read(name string) ([]byte, error) {
	if text, ok := f[name]; ok {
		return []byte(text), nil
	}
	return nil, nil
}

func (f mapFiles) List(string) []string { return nil }

func TestReadScript(t *testing.T) {
	for name, test := range map[string]struct {
		files mapFiles
		want  string
	}{
		"module.exports": {mapFiles{"c": "module.exports = { base: '/a/', nested: {\n// no\nx: \"y\", n: 12, f() { return {} }, ok: true }, };"}, "map[base:/a/ nested:map[ok:true x:y]]"},
		"a call":         {mapFiles{"c": "import { defineConfig } from 'x'\nexport default defineConfig({ site: `https://a.b` })"}, "map[site:https://a.b]"},
		"a typed name":   {mapFiles{"c": "const u = 'https://a'\nconst config: Config = { url: u, base: `${u}/b/`, c: [1, 'two'], }\nexport default config;"}, "map[base:https://a/b/ c:[<nil> two] url:https://a]"},
		"satisfies":      {mapFiles{"c": "export default { a: { b: 'c' } satisfies X<Y>['z'], d: 'e' as const } as Config"}, "map[a:map[b:c] d:e]"},
		"functions":      {mapFiles{"c": "export default defineConfig(({ mode }) => ({ a: 'b', f: (x: string): string => x + /[/'\"]/, g: async () => { return 1 }, h: 'i' }))"}, "map[a:b h:i]"},
		"a returned one": {mapFiles{"c": "export default async function make() {\n const p = await import('x');\n if (p) { return; }\n return { url: 'u', };\n}"}, "map[url:u]"},
		"choices":        {mapFiles{"c": "const p = process.env.X && `https://${process.env.X}/`;\nexport default { a: p || 'x', b: process.env.P ? '/' : '/repo/', c: process.env.B ?? '/c' }"}, "map[a:x b:/repo/ c:/c]"},
		"spread":         {mapFiles{"c": "const shared = { a: 'b' };\nexport default { ...shared, c: 'd', 'e-f': 'g', [h]: 'i' }"}, "map[a:b c:d e-f:g]"},
		"imports": {mapFiles{"c": "import { a as b, type T } from './dir/x'\nimport d from './d.json' with { type: 'json' }\nconst e = require('./e.js')\nexport default { b, d, e }",
			"dir/x.ts": "import z from '../c'\nexport const a = { l: 'm' } as const satisfies T;", "d.json": `{"v": ["1.0"]}`, "e.js": "module.exports = ['q']"}, "map[b:map[l:m] d:map[v:[1.0]] e:[q]]"},
		"outside":     {mapFiles{"c": "import a from '../../a'\nexport default { a, b: 'c' }", "../../a.ts": "export default 'x'"}, "map[b:c]"},
		"a loop":      {mapFiles{"c": "const a = b; const b = a;\nexport default { a, c: 'd' }"}, "map[c:d]"},
		"no export":   {mapFiles{"c": "console.log('x')"}, "map[]"},
		"an open end": {mapFiles{"c": "export default { a: 'b', c: ["}, "map[a:b c:[]]"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := readScript(test.files, "c")
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprint(map[string]any(s))
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestReadScript_EndsOnAnyText reads prefixes and repetitions of signs: each must end, soon.
func TestReadScript_EndsOnAnyText(t *testing.T) {
	texts := []string{strings.Repeat("[", 100_000), strings.Repeat("a=>", 50_000), strings.Repeat("`${", 50_000), strings.Repeat("a?b:", 50_000), strings.Repeat("{a:", 50_000), strings.Repeat("a||", 50_000), strings.Repeat("(", 100_000)}
	doubled := "const a0 = 'xxxxxxxxxx';"
	for i := range 60 {
		doubled += fmt.Sprintf("const a%d = a%d + a%d;", i+1, i, i)
	}
	texts = append(texts, doubled+"a60")
	full := "import {a} from './b'; const c: X<{a: 'b'}> = {a: [`x${1 + 2}`, /re[/]/, (x) => { return 1 }], ...d}; "
	for i := range full {
		texts = append(texts, full[:i])
	}
	for _, text := range texts {
		for _, form := range []string{"export default " + text, "module.exports = {a: " + text, text} {
			if _, err := readScript(mapFiles{"c": form}, "c"); err != nil {
				t.Error(err)
			}
		}
	}
}
