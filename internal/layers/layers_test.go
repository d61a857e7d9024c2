package layers

import (
	"slices"
	"strings"
	"testing"
)

// Imports run downwards: each package may import only packages that come after it, and no package is allowed to import itself.
func TestPlan_AllowsOnlyPackagesBelow(t *testing.T) {
	all := Packages()
	for i, p := range all {
		for _, name := range p.Allowed() {
			below := slices.IndexFunc(all, func(other Package) bool { return other.Name == name })
			switch {
			case below < 0:
				t.Errorf("%s may import %s, which is not in the plan", p.Name, name)
			case below <= i:
				t.Errorf("%s may import %s, which does not come after it", p.Name, name)
			}
		}
		if _, ok := Find(p.Name); !ok || slices.ContainsFunc(all[:i], func(other Package) bool { return other.Name == p.Name }) {
			t.Errorf("%s is in the plan twice, or not found", p.Name)
		}
	}
}

// A package that must not access the disk may not import one that does.
func TestPlan_PurePackagesImportPureOnes(t *testing.T) {
	for _, p := range Packages() {
		for _, name := range p.Allowed() {
			if below, _ := Find(name); p.Pure && !below.Pure {
				t.Errorf("%s must not access the disk, and may import %s, which does", p.Name, name)
			}
		}
	}
}

func TestPlan_LibrariesNameKnownPackages(t *testing.T) {
	for _, l := range Libraries() {
		for _, user := range strings.Fields(l.Users) {
			if _, ok := Find(user); !ok {
				t.Errorf("%s may be used by %s, which is not in the plan", l.Path, user)
			}
		}
	}
}

func TestLibrary_CoversPathsBelow(t *testing.T) {
	l := Library{Path: "net", Except: "net/url", Users: "tui cli"}
	for path, want := range map[string]bool{"net": true, "net/http": true, "net/http/cookiejar": true, "net/url": false, "network": false, "a/net": false} {
		if got := l.Covers(path); got != want {
			t.Errorf("%s is covered: %v", path, got)
		}
	}
	for name, want := range map[string]bool{"tui": true, "tui/cells": true, "cli": true, "clip": false, "index": false} {
		if got := l.Permits(name); got != want {
			t.Errorf("%s may use it: %v", name, got)
		}
	}
	for path, want := range map[string]bool{"os": true, "os/signal": true, "path": false, "path/filepath": true, "syscall": true, "io/fs": false} {
		if got := IsDiskPackage(path); got != want {
			t.Errorf("%s accesses the disk: %v", path, got)
		}
	}
}

func TestUpdate_ReplacesOnlyItsPart(t *testing.T) {
	f := GeneratedFile{"x.md", "<!-- begin -->", "<!-- end -->", func() string { return "new\n" }}
	got, err := f.Update("before\n<!-- begin -->\nold\nold\n<!-- end -->\nafter\n")
	if want := "before\n<!-- begin -->\nnew\n<!-- end -->\nafter\n"; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	if again, err := f.Update(got); err != nil || again != got {
		t.Errorf("a second time: %q, %v", again, err)
	}
	for _, content := range []string{"", "<!-- begin -->\nold\n", "old\n<!-- end -->\n"} {
		if _, err := f.Update(content); err == nil {
			t.Errorf("%q has no part, and there is no error", content)
		}
	}
}

// The rules name every package and what it may import, so that the linter finds what the test of the house finds.
func TestLinterRules_HoldThePlan(t *testing.T) {
	rules := LinterRules()
	for _, part := range []string{
		"        tui-cells:\n          list-mode: lax\n          files: [\"!$test\", \"**/internal/tui/cells/*.go\"]\n          allow: [quire/internal/safe$, quire/internal/text$, quire/internal/theme$]\n          deny:\n            - { pkg: quire/,",
		"        notes:\n          list-mode: lax\n          files: [\"!$test\", \"**/notes/*.go\"]\n          deny:\n",
		"        use-net:\n          list-mode: lax\n          files: [\"!$test\"]\n          allow: [net/url$, net/netip$]\n          deny:\n            - { pkg: net$,",
		`files: ["!$test", "!**/internal/render/**", "!**/internal/theme/**"]`,
	} {
		if !strings.Contains(rules, part) {
			t.Errorf("the rules lack %q", part)
		}
	}
	for _, p := range Packages() {
		if !strings.Contains(rules, "        "+ruleName(p.Name)+":\n") {
			t.Errorf("no rule for %s", p.Name)
		}
	}
}
