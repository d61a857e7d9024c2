package config

import (
	"maps"
	"slices"
	"testing"
)

func TestSettings_KnowTheirOrigins(t *testing.T) {
	xdg, _ := writeUserFile(t, "# mine\nwidth = 70\nsort = 'title'\n\n[keys]\ndown = ['j', 'n']\nbacklinks = []\n\n[  \"keys\"  ]")
	_, problems := LoadSettings(Sources{Env: fakeEnv("XDG_CONFIG_HOME", xdg)})
	if len(problems) != 1 {
		t.Errorf("a table that is defined twice: %v", problems)
	}
	xdg, file := writeUserFile(t, "# mine\nwidth = 70\nsort = 'title'\n\n[keys]\ndown = ['j', 'n']\nup = 'k, p'\nbacklinks = []\n")
	s, problems := LoadSettings(Sources{
		Env:     fakeEnv("XDG_CONFIG_HOME", xdg, "QUIRE_SORT", "path", "QUIRE_KEYS", "x"),
		Library: []byte("site = 'https://a.dev'\n[keys]\ndown = 'x'\n"), LibraryFile: "lib/quire.toml",
	})
	if len(problems) != 1 || problems[0].Error() != "lib/quire.toml:2: keys can be set only in your own settings file" {
		t.Errorf("%v", problems)
	}
	s.SetFlagOrigin("style", "--style")
	got := map[string]string{}
	for _, setting := range s.List() {
		got[setting.Name] = setting.Text() + " from " + setting.Origin.String()
	}
	for name, want := range map[string]string{
		"width": "70 from " + file + ":2", "sort": "path from QUIRE_SORT", "site": "https://a.dev from lib/quire.toml:1",
		"style": "auto from --style", "columns": "date title tags from default", "state": "true from default", "library": " from default",
	} {
		if got[name] != want {
			t.Errorf("%s: %s, want %s", name, got[name], want)
		}
	}
	if !slices.Equal(s.Keys["down"], []string{"j", "n"}) || !slices.Equal(s.Keys["up"], []string{"k", "p"}) || s.Keys["backlinks"] != nil || !slices.Equal(slices.Sorted(maps.Keys(s.Keys)), []string{"backlinks", "down", "up"}) {
		t.Errorf("%q", s.Keys)
	}
	if p := s.KeyProblem("up", "what"); p.Error() != file+":7: keys.up: what" {
		t.Error(p)
	}
}
