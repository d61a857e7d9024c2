package host

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// isMissing reports whether err says that a host lacks a capability.
func isMissing(err error, c Capability) bool {
	var m *MissingError
	return errors.As(err, &m) && m.Capability == c && m.Error() != ""
}

func TestHost_ZeroHostSaysWhatItLacks(t *testing.T) {
	var h Host
	sentences := map[string]bool{}
	for c := Edit; c <= Suspend; c++ {
		err := h.Check(c)
		if !isMissing(err, c) {
			t.Fatalf("capability %d: %v", c, err)
		}
		sentences[err.Error()] = true
	}
	if len(sentences) != int(Suspend) {
		t.Errorf("some capabilities share a sentence: %v", sentences)
	}
	for c, err := range map[Capability]error{Edit: h.EditFile("/a.md", 1), Browse: h.OpenAddress("https://example.org"), View: h.OpenFile("/a.png"), Copy: h.CopyText("x")} {
		if !isMissing(err, c) {
			t.Errorf("capability %d: %v", c, err)
		}
	}
	columns, rows := h.Terminal.WindowSize()
	if dark, known := h.DarkBackground(); h.Getenv("HOME") != "" || columns != 0 || rows != 0 || !dark || known || !h.HasUTF8Locale() {
		t.Error("a host without an environment and a terminal knows something of them")
	}
}

// A host whose browser needs what the host lacks has no browser.
func TestHost_HalfEquippedHostSaysWhatItLacks(t *testing.T) {
	h := Local(nil, nil, nil, []string{"BROWSER=firefox", "EDITOR=vim"})
	h.Start, h.Run = nil, nil
	for c, err := range map[Capability]error{Browse: h.OpenAddress("https://example.org"), View: h.OpenFile("/a.png"), Edit: h.EditFile("/a.md", 1)} {
		if !isMissing(err, c) {
			t.Errorf("capability %d: %v", c, err)
		}
	}
	h.Env, h.Browser = nil, NewBrowser("linux", getenvFrom("BROWSER", "w3m"))
	h.Start = func(p Program) error { t.Errorf("%v is started without the terminal", p.Args); return nil }
	if err := h.OpenAddress("https://example.org"); !isMissing(err, Browse) {
		t.Errorf("a browser on the terminal, without a terminal: %v", err)
	}
}

func TestHost_OpensWithTheRightProgram(t *testing.T) {
	var did []string
	for browser, want := range map[string]string{"firefox": "start firefox https://example.org/", "w3m -T %s": "run w3m -T https://example.org/"} {
		did = nil
		h := Host{
			Browser: NewBrowser("linux", getenvFrom("BROWSER", browser)), Viewer: NewViewer("linux"), Editor: NewEditor("linux", getenvFrom("EDITOR", "nano")),
			Start: func(p Program) error { did = append(did, "start "+strings.Join(p.Args, " ")); return nil },
			Run:   func(p Program) error { did = append(did, "run "+strings.Join(p.Args, " ")); return nil },
		}
		if err := h.OpenAddress("file:///etc/passwd"); err == nil {
			t.Error("a file was opened as an address")
		}
		for _, err := range []error{h.OpenAddress("https://example.org/"), h.OpenFile("/n/a.png"), h.EditFile("/n/a.md", 3)} {
			if err != nil {
				t.Error(err)
			}
		}
		if got, want := fmt.Sprint(did), fmt.Sprint([]string{want, "start xdg-open /n/a.png", "run nano +3 -- /n/a.md"}); got != want {
			t.Errorf("%s: %s, want %s", browser, got, want)
		}
	}
}

func TestGetenv(t *testing.T) {
	env := []string{"A=1", "Path=x", "A=2", "B", "C=a=b", ""}
	for _, c := range []struct{ os, name, want string }{
		{"linux", "A", "2"}, {"linux", "PATH", ""}, {"windows", "PATH", "x"}, {"windows", "a", "2"}, {"linux", "B", ""}, {"linux", "C", "a=b"}, {"linux", "", ""},
	} {
		if got := (Host{OS: c.os, Env: env}).Getenv(c.name); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.os, c.name, got, c.want)
		}
	}
}

func TestDarkBackground(t *testing.T) {
	for value, want := range map[string][2]bool{
		"15;0": {true, true}, "0;15": {false, true}, "0;default;7": {false, true}, "7;8": {true, true}, "12": {false, true}, "": {true, false}, "0;default": {true, false}, "0;-1": {true, false},
	} {
		if dark, known := (Host{Env: []string{"COLORFGBG=" + value}}).DarkBackground(); dark != want[0] || known != want[1] {
			t.Errorf("%q: dark %v, known %v, want %v", value, dark, known, want)
		}
	}
}

func TestNewPager(t *testing.T) {
	for _, c := range []struct {
		os, command string
		want        []string // nil: an error
	}{
		{"linux", "", []string{"less", "-R"}},
		{"linux", "less -R --prompt='a b'", []string{"less", "-R", "--prompt=a b"}},
		{"linux", `sh -c 'cat | more; rm x' >`, nil},
		{"linux", `sh -c 'cat | more; rm x'`, []string{"sh", "-c", "cat | more; rm x"}},
		{"linux", `my\;pager "a&b"`, []string{"my;pager", "a&b"}},
		{"linux", "less | cat", nil}, {"linux", "less; ls", nil}, {"linux", "less&", nil}, {"linux", "less <x", nil}, {"linux", "$(less)", nil}, {"linux", "`less`", nil}, {"linux", "'less", nil},
		{"linux", "cat", []string{}}, {"linux", "  ", []string{}},
		{"windows", `C:\R&D\less.exe -R`, []string{`C:\R&D\less.exe`, "-R"}}, {"windows", `"C:\Program Files (x86)\less"`, []string{`C:\Program Files (x86)\less`}}, {"windows", "more | x", nil},
	} {
		p, err := Host{OS: c.os, Env: []string{"PAGER=" + c.command}}.NewPager("PAGER")
		if (err != nil) != (c.want == nil) || !slices.Equal(p.Args, c.want) || err != nil && !strings.HasPrefix(err.Error(), "$PAGER: ") {
			t.Errorf("%s %q: %q, %v, want %q", c.os, c.command, p.Args, err, c.want)
		}
	}
}
