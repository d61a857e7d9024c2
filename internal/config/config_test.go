package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"quire/internal/decode"
	"quire/internal/testcorpus"
)

// fakeEnv returns an environment of pairs of names and values.
func fakeEnv(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// writeUserFile writes text to the user's configuration file below a new XDG_CONFIG_HOME.
func writeUserFile(t *testing.T, text string) (xdg, file string) {
	t.Helper()
	xdg = t.TempDir()
	file = filepath.Join(xdg, "quire", "config.toml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return xdg, file
}

// loadConfig loads the settings without their origins.
func loadConfig(s Sources) (Config, []Problem) {
	settings, problems := LoadSettings(s)
	return settings.Config, problems
}

func TestLoad_WithoutSourcesIsDefault(t *testing.T) {
	for _, s := range []Sources{{}, {Env: fakeEnv("XDG_CONFIG_HOME", t.TempDir())}} {
		c, problems := loadConfig(s)
		if !reflect.DeepEqual(c, Default()) || len(problems) > 0 {
			t.Errorf("%+v, %v", c, problems)
		}
	}
}

func TestLoad_LaterSourceWins(t *testing.T) {
	xdg, _ := writeUserFile(t, "library = '~/notes'\nstyle = 'dark'\nwidth = 70\nsort = 'title'\nmouse = false\nsite = 'https://user.dev'\n")
	c, problems := loadConfig(Sources{
		Env:     fakeEnv("XDG_CONFIG_HOME", xdg, "HOME", "/home/me", "QUIRE_WIDTH", "0", "QUIRE_HOSTS", "a.dev, b.dev c.dev"),
		Library: []byte("style = 'light'\nwidth = 60\nsite = 'https://lib.dev'\nhosts = ['x.dev']\nhashtags = false"),
	})
	want := Default()
	want.Library, want.Style, want.Width, want.Site = filepath.FromSlash("/home/me/notes"), "light", 0, "https://lib.dev"
	want.Hosts, want.Sort, want.Mouse, want.Hashtags = []string{"a.dev", "b.dev", "c.dev"}, "title", false, false
	if !reflect.DeepEqual(c, want) || len(problems) > 0 {
		t.Errorf("%+v, %v", c, problems)
	}
}

func TestLoad_ReportsProblemAndKeepsRestOfFile(t *testing.T) {
	for _, test := range []struct {
		text, want string // the problem, after the name of the file
		width      int    // width that the rest of the file sets
	}{
		{"width = 60\n\nwidht = 3\n", `:3: no such setting: "widht" (did you mean "width"?)`, 60},
		{"width = 60\nSTYLE = 'x'\n", `:2: no such setting: "STYLE"`, 60},
		{"width = 60\nzzz = 1\n", `:2: no such setting: "zzz"`, 60},
		{"width = 60\n[kees]\na = 1\n", `:2: no such setting: "kees" (did you mean "keys"?)`, 60},
		{"width = 60\nkeyss.a = 1\n", `:2: no such setting: "keyss" (did you mean "keys"?)`, 60},
		{"width = 60\n[keys]\nb = 'x'\na = 1\n", `:4: keys.a: must be a list of strings, not 1`, 60},
		{"width = 60\nkeys.a = 1\n", `:2: keys.a: must be a list of strings, not 1`, 60},
		{"width = 60\nkeys = { a = 1 }\n", `:2: keys.a: must be a list of strings, not 1`, 60},
		{"width = 60\nkeys = 'j'\n", `:2: keys: must be a table, [keys], not "j"`, 60},
		{"width = 60\ncolumns = ['date', 1]\n", `:2: columns: must be a quoted string, not 1`, 60},
		{"width = 60\ncolumns = 'date modified'\n", `:2: columns: use date or modified, not both`, 60},
		{"width = 60\ncolumns = 'tags tags'\n", `:2: columns: tags is listed twice`, 60},
		{"width = 60\nimages = 'regis'\n", `:2: images: "regis" is not one of auto, kitty, sixel, iterm, blocks, off`, 60},
		{"width = 60\n\"mous\" = 1\n", `:2: no such setting: "mous" (did you mean "mouse"?)`, 60},
		{"width = 60\nmouse = 'maybe'\n", `:2: mouse: must be true or false, not "maybe"`, 60},
		{"width = 60\nsort = 'size'\n", `:2: sort: "size" is not one of date, title, path, modified, relevance`, 60},
		{"width = 60\nstyle = 'drak'\n", `:2: style: "drak" is not one of auto, dark, light, contrast, ansi, plain`, 60},
		{"width = 60\nhosts = [1]\n", `:2: hosts: must be a quoted string, not 1`, 60},
		{"width = 60\nhosts = {a = 1}\n", `:2: hosts: must be a list of strings, not a table`, 60},
		{"width = 60\nlibrary = \"a\\u001bb\"\n", `:2: library: "a\x1bb" contains a control character`, 60},
		{"mouse = true\nwidth = -5\n", `:2: width: -5 is not a valid width: use 0 (never wraps) to 10000, or "auto"`, AutoWidth},
		{"width = 99999999999\n", `:1: width: 99999999999 is not a valid width: use 0 (never wraps) to 10000, or "auto"`, AutoWidth},
		{"width = 60\nmouse = \n", `:2: `, AutoWidth},
		{"width = 60\nwidth = 70\n", `:2: `, AutoWidth},
		{"\x00", `:1: `, AutoWidth},
	} {
		xdg, file := writeUserFile(t, test.text)
		c, problems := loadConfig(Sources{Env: fakeEnv("XDG_CONFIG_HOME", xdg)})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), file+test.want) {
			t.Errorf("%q: %v", test.text, problems)
		}
		if c.Width != test.width {
			t.Errorf("%q: width %d", test.text, c.Width)
		}
	}
}

func TestLoad_ReportsBadEnvironmentVariable(t *testing.T) {
	c, problems := loadConfig(Sources{Env: fakeEnv("QUIRE_WIDTH", "wide", "QUIRE_MOUSE", "off")})
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "QUIRE_WIDTH: wide is not a valid width") || c.Width != AutoWidth || c.Mouse {
		t.Errorf("%+v, %v", c, problems)
	}
}

// A library may come from a stranger: its file sets neither a folder to open nor a style file.
func TestLibraryFile_SetsNoUserOnlySettings(t *testing.T) {
	c, problems := loadConfig(Sources{LibraryFile: "lib/quire.toml", Library: []byte("library = '/etc'\nstyle = '/etc/passwd'\nsite = 'x.dev'\n")})
	if c.Library != "" || c.Style != "auto" || c.Site != "x.dev" || len(problems) != 2 {
		t.Errorf("%+v, %v", c, problems)
	}
	if !strings.HasPrefix(problems[0].Error(), "lib/quire.toml:1: library") || !strings.HasPrefix(problems[1].Error(), "lib/quire.toml:2: style") {
		t.Errorf("%v", problems)
	}
	c, problems = ParseLibrary("quire.toml", []byte("\xef\xbb\xbfhosts = 'a.dev, b.dev'"))
	if !slices.Equal(c.Hosts, []string{"a.dev", "b.dev"}) || len(problems) > 0 {
		t.Errorf("%+v, %v", c, problems)
	}
}

func TestParseLibrary_BoundsHostileFiles(t *testing.T) {
	for name, text := range map[string]string{
		"lists":   "hosts = " + strings.Repeat("[", maxLibraryFile-10),
		"tables":  "a = " + strings.Repeat("{a=", maxLibraryFile/4),
		"dots":    strings.Repeat("a.", maxLibraryFile/3) + "b = 1",
		"spaced":  strings.Repeat("a . ", maxLibraryFile/5) + "b = 1",
		"quoted":  strings.Repeat(`"a".`, maxLibraryFile/5) + "b = 1",
		"header":  "[" + strings.Repeat("a.", maxLibraryFile/3) + "b]",
		"newline": "a = [" + strings.Repeat("\n[", maxLibraryFile/4),
		"long":    strings.Repeat("#", maxLibraryFile+1),
	} {
		if _, problems := ParseLibrary("quire.toml", []byte(text)); len(problems) != 1 || !strings.Contains(problems[0].Message, "too deep") && !strings.Contains(problems[0].Message, "longer") {
			t.Errorf("%s: %.100v", name, problems)
		}
	}
	var many strings.Builder
	for i := range maxLibraryFile / 10 {
		fmt.Fprintf(&many, "k%d=1\n", i)
	}
	if _, problems := ParseLibrary("quire.toml", []byte(many.String())); len(problems) != maxProblems+1 {
		t.Errorf("%d problems", len(problems))
	}
}

func TestLoad_ReportsUnreadableUserFile(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{dir, filepath.Join(dir, "none.toml")} {
		c, problems := loadConfig(Sources{File: file})
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), file+": cannot be read: ") || !reflect.DeepEqual(c, Default()) {
			t.Errorf("%s: %+v, %v", file, c, problems)
		}
	}
	long := filepath.Join(dir, "long.toml")
	if err := os.WriteFile(long, []byte(strings.Repeat("# comment\n", decode.MaxTOML/10+1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, problems := loadConfig(Sources{File: long}); len(problems) != 1 {
		t.Error(problems)
	}
}

func TestLoad_PathsAreRelativeToFile(t *testing.T) {
	xdg, file := writeUserFile(t, "library = 'notes'\nstyle = 'my.json'\n")
	c, problems := loadConfig(Sources{Env: fakeEnv("XDG_CONFIG_HOME", xdg)})
	dir := filepath.Dir(file)
	if c.Library != filepath.Join(dir, "notes") || c.Style != filepath.Join(dir, "my.json") || len(problems) > 0 {
		t.Errorf("%+v, %v", c, problems)
	}
	c, _ = loadConfig(Sources{Env: fakeEnv("QUIRE_LIBRARY", "notes")})
	if c.Library != "notes" {
		t.Errorf("%q: a path in the environment must stay relative to the working directory", c.Library)
	}
}

func TestUserDirs_FollowXDGAndWindows(t *testing.T) {
	for _, test := range []struct {
		goos string
		env  []string
		want string
	}{
		{"linux", []string{"HOME", "/h"}, "/h/.config/quire"},
		{"darwin", []string{"HOME", "/h"}, "/h/.config/quire"},
		{"linux", []string{"HOME", "/h", "XDG_CONFIG_HOME", "/x"}, "/x/quire"},
		{"linux", []string{"HOME", "/h", "XDG_CONFIG_HOME", "x"}, "/h/.config/quire"},
		{"linux", nil, ""},
		{"linux", []string{"HOME", "relative"}, ""},
		{"windows", []string{"APPDATA", `/c/roaming`, "HOME", "/h"}, "/c/roaming/quire"},
		{"windows", nil, ""},
	} {
		if got := filepath.ToSlash(configDir(test.goos, fakeEnv(test.env...))); got != test.want {
			t.Errorf("%s %q: %s", test.goos, test.env, got)
		}
	}
	if got := UserFilePath(fakeEnv("QUIRE_CONFIG", "~/q.toml", "HOME", "/h")); filepath.ToSlash(got) != "/h/q.toml" {
		t.Error(got)
	}
	env := fakeEnv("HOME", "/h", "XDG_CACHE_HOME", "/c")
	if state, cache := StateDir(env), CacheDir(env); filepath.ToSlash(cache) != "/c/quire" || !strings.HasSuffix(filepath.ToSlash(state), "/quire") {
		t.Error(state, cache)
	}
}

func TestNearest_FindsMisspelledName(t *testing.T) {
	for name, want := range map[string]string{"widht": "width", "libary": "library", "host": "hosts", "mosue": "mouse", "x": "", "hash-tags": "hashtags", strings.Repeat("w", 1000): ""} {
		if got := NearestMatch(name, SettingNames()); got != want {
			t.Errorf("%.20s: %q", name, got)
		}
	}
}

func FuzzParseLibrary(f *testing.F) {
	f.Add("width = 1\n[x]\ny = [1, {z = 2}]\n")
	f.Add("hosts = ['a', \"b\"]\nstyle = 'x.json'")
	f.Fuzz(checkLibraryFile)
}

func TestParseLibrary_EveryShortText(t *testing.T) {
	signs := []string{"=", "[", "]", "{", "}", ".", ",", "'", "\"", "\\", "#", "-", ":", " ", "\n", "\r", "a", "1", "style", "keys", "hosts", "width"}
	for _, frame := range [][2]string{{"", ""}, {"style = ", "\n"}, {"width = ", ""}, {"hosts = [", "]"}, {"mounts = '", "'"}, {"[keys]\n", ""}} {
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(3), func(text string) { checkLibraryFile(t, frame[0]+text+frame[1]) })
	}
}

// checkLibraryFile fails if a library's file sets what only the user may set, or if a problem is outside the text.
func checkLibraryFile(t *testing.T, text string) {
	t.Helper()
	c, problems := ParseLibrary("quire.toml", []byte(text))
	if c.Library != "" || c.Width < AutoWidth || c.Width > MaxWidth {
		t.Errorf("%+v", c)
	}
	for _, p := range problems {
		if p.Message == "" || p.Line < 0 || p.Line > strings.Count(text, "\n")+1 {
			t.Errorf("%+v", p)
		}
	}
}
