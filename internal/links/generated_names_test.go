package links

import "testing"

func TestResolve_SlugsOfGenerators(t *testing.T) {
	checkSite(t, libraryFiles{
		"a.md": "## 431 Knots: a list\n\n## `ropeOptions.maxLength` of JavaScript\n\n## CommonJS Ropes\n\n## C4\n",
	}, "",
		"a.md: #_431-knots-a-list -> self a.md#431-knots-a-list",
		"a.md: #rope-options-max-length-of-java-script -> self a.md#ropeoptionsmaxlength-of-javascript",
		"a.md: #common-js-ropes -> self a.md#commonjs-ropes",
		"a.md: #c4 -> self a.md#c4",
	)
	r := siteResolver(t, libraryFiles{"a.md": "## 431 Knots\n", "b.md": "<RopeTable />\n", "c.md": "## <!-- option ropes.length -->\n"}, "")
	for dest, missing := range map[string]string{"a.md#_432-knots": "_432-knots", "b.md#any": "", "c.md#ropes.length": "", "c.md#ropes.width": "ropes.width"} {
		if got := r.Resolve(r.Note("c.md"), linkTo(dest)); got.MissingHeading != missing {
			t.Errorf("%s: missing heading %q, want %q", dest, got.MissingHeading, missing)
		}
	}
}
