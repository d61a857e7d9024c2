package profile

import (
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

// findAbsentMounts returns the mounts whose sources are not there, or are empty, as a submodule is before it is fetched. Many sites
// copy the documents of other projects there before they run Hugo.
func (h *hugo) findAbsentMounts(p *Profile, files Files) []Mount {
	var absent []Mount
	for _, m := range h.mounts {
		if m.target == "" || !isAbsent(files, m.source) {
			continue
		}
		address := "/" + strings.ToLower(strings.TrimSuffix(m.target, note.ExtensionOf(m.target)))
		if slices.Contains([]string{"index", "_index"}, lastSegment(address)) {
			address = path.Dir(address)
		}
		languages := m.languages
		if len(languages) == 0 {
			languages = []*hugoLanguage{h.main}
		}
		for _, l := range languages {
			absent = append(absent, Mount{m.source, l.prefix + address})
		}
	}
	for _, m := range p.Mounts {
		if m.Address != "/" && isAbsent(files, m.Folder) {
			absent = append(absent, Mount{m.Folder, strings.TrimSuffix(m.Address, "/")})
		}
	}
	return absent
}

// isAbsent reports whether a site has no file at a path and no files in a folder of that path.
func isAbsent(files Files, name string) bool {
	if len(files.List(name)) > 0 {
		return false
	}
	text, err := files.Read(name)
	return text == nil && err == nil
}
