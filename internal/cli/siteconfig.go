package cli

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/config"
	"quire/internal/links/profile"
)

// siteSettings returns what the settings of site generators say about the library, as settings of quire. Settings called
// generator.FOLDER are those of further sites in folders of the library, and generator.remark.N says how settings were read.
func (o *options) siteSettings(sites profile.Sites) []config.Setting {
	var out []config.Setting
	for i := range sites.Len() {
		p := sites.At(i)
		if p.Generator == "" {
			continue
		}
		from := config.Origin{Kind: config.FromSite, Name: p.Evidence}
		add := func(name string, value any) {
			if list, ok := value.([]string); value != "" && (!ok || len(list) > 0) {
				out = append(out, config.Setting{Name: name, Value: value, Origin: from})
			}
		}
		if i == 0 {
			add("generator", p.Generator)
			if host, _, _ := strings.Cut(p.Address, "/"); host != "" {
				add("site", host+p.BasePath)
			}
			add("hosts", slices.Clone(p.Hosts))
			add("mounts", mountTexts(p.Mounts))
			add("static", p.Static)
			add("hashtags", p.Parse.Hashtags)
		} else {
			add("generator."+p.Folder(), p.Generator)
		}
		for k, remark := range p.Remarks {
			name := "generator.remark." + strconv.Itoa(k+1)
			if i > 0 {
				name = "generator." + p.Folder() + ".remark." + strconv.Itoa(k+1)
			}
			add(name, remark)
		}
	}
	return out
}

// mountTexts returns mounts as the setting mounts spells them.
func mountTexts(mounts []profile.Mount) []string {
	var out []string
	for _, m := range mounts {
		folder := m.Folder
		if folder == "" {
			folder = "."
		}
		out = append(out, folder+"="+"/"+strings.Trim(m.Address, "/"))
	}
	return out
}
