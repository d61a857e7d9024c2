package links

import (
	"strings"

	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
)

// mountSet holds the mounts that links of the library share: the prefix of an address and the folder that it stands for.
type mountSet map[string][]string // address prefix -> folders of the library

// minMountLinks is the minimum number of different notes to which links with the same prefix must lead, for the prefix to be
// the address of a folder.
const minMountLinks = 3

// mountKey is the address of a folder: /blog/x leads to _posts/2020-01-02-x.md if blog is that of _posts.
type mountKey struct{ address, folder string }

// inferMounts finds the mounts that at least three links to different notes share, from the links that begin with a slash and
// from those to declared hosts.
func (r *Resolver) inferMounts() mountSet {
	found := map[mountKey]map[int32]bool{}
	for k, n := range r.notes {
		for _, l := range n.Details().Links {
			p, ok := r.pathOnSite(l.Link)
			if !ok {
				continue
			}
			route, ok := normalizeRoute(p)
			if !ok || route == "" {
				continue
			}
			for i := range r.slugs.items(note.FoldName(lastSegment(route))) {
				if int(i) == k || slugOf(r.notes[i]) != lastSegment(route) {
					continue
				}
				key := mountOf(route, r.notes[i])
				if found[key] == nil {
					found[key] = map[int32]bool{}
				}
				found[key][i] = true
			}
		}
	}
	out := mountSet{}
	for key, notes := range found {
		if len(notes) >= minMountLinks {
			out[key.address] = append(out[key.address], key.folder)
		}
	}
	return out
}

// pathOnSite returns the path of a link that begins with a slash or leads to a declared host.
func (r *Resolver) pathOnSite(l markdown.Link) (string, bool) {
	if l.Form.HasNames() || l.Form == markdown.Image {
		return "", false
	}
	p, _ := splitAddress(l.Dest)
	if strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "//") {
		return p, true
	}
	scheme, rest, ok := splitScheme(p)
	if !ok || scheme != "http" && scheme != "https" || !strings.HasPrefix(rest, "//") {
		return "", false
	}
	authority, p := splitAuthority(rest[2:])
	site, ok := r.declaredHosts()[hostKey(scheme, authority)]
	if !ok || site.isInferred() {
		return "", false
	}
	return p, true
}

// mountOf returns the mount that would make a route the address of a note: what is left of both when their equal ends are
// taken off.
func mountOf(route string, n *note.Note) mountKey {
	folder := strings.Split(dirOf(n.ID), "/")
	if profile.IsIndexName(lastSegment(n.ID)) {
		folder = folder[:max(len(folder)-1, 0)]
	}
	at := strings.Split(dirOf(route), "/")
	for len(folder) > 0 && len(at) > 0 && folder[len(folder)-1] == at[len(at)-1] && at[len(at)-1] != "" {
		folder, at = folder[:len(folder)-1], at[:len(at)-1]
	}
	return mountKey{strings.Join(trimDate(at, n), "/"), strings.Join(folder, "/")}
}

// trimDate drops the segments of the date of a note, such as 2021/12/07, from the end of an address. They may be those of the day
// before or after, since the time zone of the site decides the day.
func trimDate(at []string, n *note.Note) []string {
	if n.Date.IsZero() || len(at) == 0 || at[len(at)-1] == "" || at[len(at)-1][0] < '0' || at[len(at)-1][0] > '9' {
		return at
	}
	for _, days := range []int{0, 1, -1} {
		day := n.Date.AddDate(0, 0, days)
		for _, layout := range []string{"2006/01/02", "2006/1/2", "2006/01", "2006/1", "2006"} {
			date := strings.Split(day.Format(layout), "/")
			if k := len(at) - len(date); k >= 0 && strings.Join(at[k:], "/") == strings.Join(date, "/") {
				return at[:k]
			}
		}
	}
	return at
}

// findMounted finds the notes at a route by their slug, if what stands before it is the folders of the note, its date or a
// mount that links share. The longest match of folders wins.
func (r *Resolver) findMounted(site int, route string) findings {
	best, f := -1, findings{rule: ruleSlug}
	slug := lastSegment(route)
	s := r.sites.At(site)
	for i := range r.slugs.items(note.FoldName(slug)) {
		n := r.notes[i]
		if slugOf(n) != slug {
			continue
		}
		key := mountOf(route, n)
		if !r.isMount(key, route) || s.LanguageAt != nil && !r.isInLanguage(s, i, s.LanguageAt(route)) {
			continue
		}
		switch depth := strings.Count(route, "/") - strings.Count(key.address, "/"); {
		case depth > best:
			best, f.notes = depth, []int32{i}
		case depth == best:
			f.notes = append(f.notes, i)
		}
	}
	f.notes = r.preferPublished(f.notes)
	return f
}

// isMount reports whether the address of key is that of its folder.
func (r *Resolver) isMount(key mountKey, route string) bool {
	if key.address == "" && (key.folder == "" || strings.Contains(route, "/")) {
		return true // the address is the end of the path, with its folders or at least with its date
	}
	for _, folder := range r.mounts()[key.address] {
		if folder == key.folder {
			return true
		}
	}
	return false
}
