package links

import "testing"

// TestSite_HostRedirects follows https://docs.netlify.com/routing/redirects/ and
// https://vercel.com/docs/project-configuration#redirects.
func TestSite_HostRedirects(t *testing.T) {
	files := libraryFiles{
		".vitepress/config.js": "export default { cleanUrls: true }",
		"public/_redirects":    "# short\n/hitch /guide/hitch 301\n/old/* /guide/:splat\n/far /further 302\n/further https://other.example/x\n/shown /guide/hitch 200\n/* /404 404\n",
		"a.md":                 "",
		"guide/hitch.md":       "",
	}
	checkSite(t, files, "",
		"a.md: /hitch -> note guide/hitch.md",
		"a.md: /old/hitch -> note guide/hitch.md",
		"a.md: /far -> generated",
		"a.md: /old/bend -> broken",
		"a.md: /bend -> broken",
	)
	delete(files, "public/_redirects")
	files["vercel.json"] = `{"redirects": [{"source": "/:v(v1|v2)/hitch", "destination": "/guide/hitch"}, {"source": "/x/:p*", "destination": "https://other.example/:p*"}]}`
	checkSite(t, files, "",
		"a.md: /v1/hitch -> note guide/hitch.md",
		"a.md: /v3/hitch -> broken ?guide/hitch.md",
		"a.md: /x/bend -> generated",
	)
}
