package profile

import (
	"bytes"
	"slices"
	"strings"
)

func init() {
	register(generator{
		name: "SilverBullet", markers: []string{".silverbullet*", "CONFIG.md", "SETTINGS.md", "_plug/", "index.md"},
		roots: []string{".silverbullet.db", ".silverbullet.auth.json"}, rank: rankEditor, read: readSilverBullet,
	})
}

// readSilverBullet recognizes a space of SilverBullet by its database, or by a page with blocks that only SilverBullet knows:
// https://silverbullet.md/CONFIG, https://silverbullet.md/Space%20Lua. A name in [[ ]] is a path from the root of the space:
// https://silverbullet.md/Link.
func readSilverBullet(p *Profile, files Files, marker string) (bool, error) {
	var err error
	switch marker {
	case "CONFIG.md", "SETTINGS.md", "index.md":
		var text []byte
		if text, err = files.Read(marker); !isSilverBulletPage(text) {
			return false, nil
		}
	case "_plug":
		if !slices.ContainsFunc(files.List("_plug"), func(name string) bool { return strings.HasSuffix(name, ".plug.js") }) {
			return false, nil
		}
	}
	p.Wiki.FromRoot = true
	p.Generated = silverBulletGenerated
	p.Parse.Dialect.Expressions = true
	return true, err
}

// silverBulletGenerated reports the pages that SilverBullet brings along: https://silverbullet.md/Library.
func silverBulletGenerated(_ *Profile, address string) (query string, ok bool) {
	return "", HasPathPrefix(strings.Trim(address, "/"), "Library/Std")
}

// isSilverBulletPage reports whether a page has a block of settings, code or style of SilverBullet.
func isSilverBulletPage(text []byte) bool {
	for _, fence := range []string{"```space-lua", "```space-config", "```space-script", "```space-style", "indexPage:"} {
		if bytes.Contains(text, []byte(fence)) {
			return true
		}
	}
	return false
}
