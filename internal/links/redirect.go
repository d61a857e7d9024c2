package links

// maxRedirects is the maximum number of redirects that lead from one address to a page.
const maxRedirects = 4

// findRedirected finds the notes at the address to which a site redirects an address without a page.
func (r *Resolver) findRedirected(site int, p string) findings {
	s := r.sites.At(site)
	if s.Redirect == nil {
		return findings{}
	}
	for range maxRedirects {
		target, ok := s.Redirect(s.Profile, "/"+p)
		if !ok {
			break
		}
		if p, ok = normalizeRoute(target); !ok {
			break
		}
		if f := r.findPublished(site, p); f.exists() {
			return f
		}
	}
	return findings{}
}
