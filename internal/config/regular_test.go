package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadRegular_RefusesOtherFilesAndLongFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("12345"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{file, link} {
		if text, err := ReadRegular(path, 5); err != nil || string(text) != "12345" {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	if text, err := ReadRegular(file, 4); err == nil || text != nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := ReadRegular(filepath.Join(dir, "none"), 5); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, path := range []string{dir, os.DevNull} {
		if _, err := ReadRegular(path, 5); !errors.Is(err, errNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestLibraryFile_ListsAreBounded(t *testing.T) {
	list := func(n int) string { return "[" + strings.Repeat("'x.dev', ", n) + "]" }
	for _, test := range []struct {
		text, want string
	}{
		{"hosts = " + list(MaxHosts), ""},
		{"hosts = " + list(MaxHosts+1), fmt.Sprintf("hosts: has %d entries, at most %d are allowed", MaxHosts+1, MaxHosts)},
		{"permalink = " + list(MaxPermalinks), ""},
		{"permalink = " + list(MaxPermalinks+1), fmt.Sprintf("permalink: has %d entries, at most %d are allowed", MaxPermalinks+1, MaxPermalinks)},
		{"permalink = ['" + strings.Repeat("x", MaxPermalink+1) + "']", "permalink: entry 1 is longer than"},
		{"# " + strings.Repeat("x", maxLibraryFile), "longer than 64 KB"},
	} {
		c, problems := ParseLibrary("quire.toml", []byte("style = 'dark'\n"+test.text))
		if test.want == "" {
			if len(problems) > 0 || len(c.Hosts)+len(c.Permalinks) == 0 {
				t.Errorf("%.40s: %v", test.text, problems)
			}
			continue
		}
		if len(problems) != 1 || !strings.Contains(problems[0].Message, test.want) || len(c.Hosts)+len(c.Permalinks) > 0 {
			t.Errorf("%.40s: %v, %d and %d", test.text, problems, len(c.Hosts), len(c.Permalinks))
		}
	}
}
