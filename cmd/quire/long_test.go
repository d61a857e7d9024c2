package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A long note, which show prints part by part, looks like the same text rendered as a whole from standard input.
func TestShow_LongNoteEqualsWholeText(t *testing.T) {
	var text strings.Builder
	text.WriteString("---\ntitle: Long\ndate: 2024-01-02\n---\n")
	for i := range 6000 {
		fmt.Fprintf(&text, "## Part %d\n\nText *and* [a link](https://a.b/%d), [another][far] and a note[^n%d].\n\n- an item\n- an [item](https://c.d)\n\n", i, i, i%50)
		if i < 50 {
			fmt.Fprintf(&text, "[^n%d]: Footnote %d.\n\n", i, i)
		}
	}
	text.WriteString("[far]: https://far.example/\n")
	if text.Len() < 700_000 {
		t.Fatal("the note is not long")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "long.md")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	ids := regexp.MustCompile(`id=q[0-9]+`) // the count starts anew in each part; terminals also compare the address
	shapes := [][]string{nil, {"--color", "always"}}
	if testing.Short() {
		shapes = shapes[:1] // both render parts concurrently
	}
	minutes := regexp.MustCompile(`[0-9]+ min`)
	compare := func(flags []string, inLibrary bool) {
		t.Helper()
		got, errs, code := runInProcess(t, append([]string{"show", file}, flags...)...)
		want, _, _ := runWithInput(t, file, append([]string{"-"}, flags...)...)
		if !inLibrary { // the time to read a file that is in no library is an estimate
			got, want = minutes.ReplaceAllString(got, "min"), minutes.ReplaceAllString(want, "min")
		}
		got, want = ids.ReplaceAllString(got, "id"), ids.ReplaceAllString(want, "id")
		if code != 0 || errs != "" {
			t.Errorf("%v: exit %d, %s", flags, code, errs)
		}
		if !strings.Contains(want, "12001") && flags == nil {
			t.Errorf("the whole is short: %.2000s", want)
		}
		if got != want {
			t.Errorf("%v, in a library: %v: %s", flags, inLibrary, firstDifference(got, want))
		}
	}
	for _, flags := range shapes {
		compare(flags, false)
	}
	if err := os.WriteFile(filepath.Join(dir, "quire.toml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flags := range shapes {
		compare(flags, true)
	}
}

// firstDifference describes the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is %q, want %q", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}
