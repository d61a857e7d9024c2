package profile

import "strings"

// Bounds of the settings of a site: what is beyond them is not used, since every page and every link is compared with each.
const (
	maxMounts    = 1000
	maxLanguages = 200
)

// Mount is a folder of content and the address of that folder: "content" at "/", "docs" at "/docs".
type Mount struct{ Folder, Address string }

// Mounted returns the most specific mount that a file or folder is in, and its path below the mount's folder.
func (p *Profile) Mounted(file string) (m Mount, rest string, ok bool) {
	if len(p.Mounts) == 0 {
		return Mount{Address: "/"}, file, true
	}
	best := -1
	for i, m := range p.Mounts {
		if HasPathPrefix(file, m.Folder) && (best < 0 || len(m.Folder) > len(p.Mounts[best].Folder)) {
			best = i
		}
	}
	if best < 0 {
		return Mount{}, "", false
	}
	m = p.Mounts[best]
	return m, strings.TrimPrefix(file[len(m.Folder):], "/"), true
}

// AbsentAt returns the source of the mount that is not there and to which an address belongs.
func (p *Profile) AbsentAt(address string) (source string, ok bool) {
	address = strings.ToLower(strings.Trim(address, "/"))
	for _, m := range p.Absent {
		if at := strings.Trim(m.Address, "/"); at != "" && HasPathPrefix(address, at) {
			return m.Folder, true
		}
	}
	return "", false
}

// FilesAt returns the paths that a file published at an address may have, below the mounts and the static folders, the most
// specific first. The address has no base path.
func (p *Profile) FilesAt(address string) []string {
	address = strings.Trim(address, "/")
	var out []string
	for _, m := range p.Mounts {
		at := strings.Trim(m.Address, "/")
		if !HasPathPrefix(address, at) {
			continue
		}
		file := joinPath(m.Folder, strings.TrimPrefix(address[len(at):], "/"))
		if nearest, _, _ := p.Mounted(file); nearest.Folder != m.Folder { // a mount within has another address
			continue
		}
		out = append(out, file)
		for _, end := range p.PageEnds {
			out = append(out, strings.TrimSuffix(file, "/index.html")+end)
		}
	}
	for _, folder := range p.Static {
		out = append(out, joinPath(folder, address))
	}
	return out
}
