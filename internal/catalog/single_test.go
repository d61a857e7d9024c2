package catalog

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/library"
	"quire/internal/links"
)

// openSingleFile writes files to a new folder and opens the first as a single file.
func openSingleFile(t *testing.T, name string, files map[string]string) *library.Library {
	t.Helper()
	dir := t.TempDir()
	for file, text := range files {
		file = filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.OpenSingle(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func TestSingleFile_ListsOneNoteAndOpensOthersByPath(t *testing.T) {
	ctx := context.Background()
	l := openSingleFile(t, "a.md", map[string]string{"a.md": "# A\n\n[b](sub/b.md)", "sub/b.md": "# B\n\n[c](c.md), [a](../a.md), [d](d.md)", "sub/c.md": "# C"})
	c, err := Load(ctx, l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Status().Notes; n != 1 {
		t.Errorf("the library lists %d notes, want 1", n)
	}
	s := NewSingle(c)
	if _, ok := s.Lookup("sub/b.md"); !ok {
		t.Error("the note beside the file is unknown")
	}
	if _, ok := s.Lookup("../a.md"); ok {
		t.Error("a note outside the folder is known")
	}
	source, parsed, err := s.OpenNote(ctx, "sub/b.md")
	if err != nil || parsed.Note.Title != "B" {
		t.Fatalf("opening the linked note: %v", err)
	}
	var got []string
	for _, target := range source.Targets {
		got = append(got, target.Status.String()+" "+target.Path)
	}
	if want := "note sub/c.md, note a.md, broken "; strings.Join(got, ", ") != want {
		t.Errorf("its links lead to %q, want %q", got, want)
	}
}

func TestSingleFile_OpenLongKnowsHeadingsBeyondTheBeginning(t *testing.T) {
	ctx := context.Background()
	text := "---\ntitle: Long\n---\n[end](#the-end)\n\n" + strings.Repeat("Some words here.\n\n", longNoteSize/16) + "# The end\n"
	s := OpenSingle(openSingleFile(t, "long.md", map[string]string{"long.md": text}), Options{})
	long, err := s.OpenLong(ctx, "long.md")
	if err != nil || long == nil {
		t.Fatalf("opening: %v", err)
	}
	part, err := long.Next(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got := part.Targets[0]; got.Status != links.Self || got.Heading != "the-end" {
		t.Errorf("the link to the end leads to %+v", got)
	}
	if words := part.Note.Words; words < longNoteSize/16*3 {
		t.Errorf("the note has %d words", words)
	}
	if part.Note.Title != "Long" || part.Note.Size != int64(len(text)) {
		t.Errorf("the note is %q with %d bytes", part.Note.Title, part.Note.Size)
	}
}
