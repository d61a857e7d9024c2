package profile

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// hugoExtensions are the extensions of Hugo's settings files, in the order in which Hugo looks for them.
var hugoExtensions = []string{".toml", ".yaml", ".yml", ".json"}

// hugoMarkers returns the paths of Hugo's settings files, see https://gohugo.io/configuration/introduction/.
func hugoMarkers() []string {
	var files []string
	for _, stem := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		for _, ext := range hugoExtensions {
			files = append(files, stem+ext)
		}
	}
	return files
}

// readHugoSettings reads the settings file of a site and the folder config beside it: what _default says, and over it what is
// said for the environment in which a site is published.
func readHugoSettings(files Files, marker string) (settings, error) {
	s := settings{}
	if path.Dir(marker) == "." && marker != "" {
		var err error
		if s, err = readSettings(files, marker); err != nil {
			return nil, err
		}
	}
	var dropped error
	for _, folder := range []string{"config/_default", "config/production"} {
		part, err := readHugoFolder(files, folder)
		if err != nil && dropped == nil {
			dropped = err
		}
		s = mergeHugoSettings(s, part)
	}
	return s, dropped
}

// readHugoFolder reads a folder of settings. A file is named for the key that it holds, and may name a language too:
// languages.toml, params.fr.toml. See https://gohugo.io/configuration/introduction/#configuration-directory.
func readHugoFolder(files Files, folder string) (settings, error) {
	out := settings{}
	var dropped error
	for _, name := range files.List(folder) {
		ext := path.Ext(name)
		if !slices.Contains(hugoExtensions, ext) {
			continue
		}
		key, language, _ := strings.Cut(strings.TrimSuffix(name, ext), ".")
		if !isHugoKey(key) {
			continue
		}
		part, err := readSettings(files, folder+"/"+name)
		if err != nil {
			dropped = err
			continue
		}
		if inner := part.tableValue(key); inner != nil && len(part) == 1 {
			part = inner
		}
		switch {
		case key == "hugo" || key == "config":
		case language != "":
			part = settings{key: map[string]any{language: map[string]any(part)}}
		default:
			part = settings{key: map[string]any(part)}
		}
		out = mergeHugoSettings(out, part)
	}
	return out, dropped
}

// isHugoKey reports whether the file of a key can hold what decides about addresses. The others, such as menus, may be large.
func isHugoKey(key string) bool {
	switch strings.ToLower(key) {
	case "hugo", "config", "permalinks", "languages", "taxonomies", "module", "frontmatter", "markup", "uglyurls", "outputformats", "pagination":
		return true
	}
	return false
}

// mergeHugoSettings returns the settings of base with those of over in their place. Tables are merged key by key; keys are compared
// without case.
func mergeHugoSettings(base, over settings) settings {
	out := maps.Clone(base)
	if out == nil {
		out = settings{}
	}
	for _, key := range slices.Sorted(maps.Keys(over)) {
		value := over[key]
		if below := over.tableValue(key); below != nil {
			if old := out.tableValue(key); old != nil {
				value = map[string]any(mergeHugoSettings(old, below))
			}
		}
		for k := range out {
			if strings.EqualFold(k, key) {
				delete(out, k)
			}
		}
		out[key] = value
	}
	return out
}

// isHugo reports whether the settings in a config.toml are those of a Hugo site. Zola and other programs use the name too.
func isHugo(s settings, files Files) bool {
	if s.has("base_url") {
		return false
	}
	for _, key := range []string{"baseURL", "languageCode", "defaultContentLanguage", "contentDir"} {
		if s.stringValue(key) != "" {
			return true
		}
	}
	hasFolder := slices.ContainsFunc(files.List(""), func(name string) bool {
		return slices.Contains([]string{"content/", "archetypes/", "layouts/", "themes/"}, name)
	})
	return hasFolder && (s.has("permalinks") || s.has("taxonomies") || s.has("theme") || s.has("languages") || s.has("title"))
}
