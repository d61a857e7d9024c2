package linear

import (
	"strings"
	"testing"

	"quire/internal/note"
)

func TestRelated_ListsNotesAndMentions(t *testing.T) {
	files := map[string]string{
		"kelp.md":    "---\ntitle: Drying kelp\ntags: [shore]\n---\nHung on racks.\n",
		"dulse.md":   "---\ntitle: Dulse\ntags: [shore]\n---\nLies flat on racks.\n",
		"letters.md": "# Letters\n\n" + strings.Repeat("Weather.\n\n", 30) + "Yesterday I read about drying kelp. Then I slept.\n\nThe end.\n",
		"town.md":    "# Town\n\nNobody there.\n",
	}
	out, _ := runCommands(t, newLibrary(files), "open Drying kelp\n~\n1\nback\nmentions\n1\nopen Town\nrelated\nmentions\n")
	for _, want := range []string{
		"Dulse: ", "racks", "#shore\n", "Lies flat on racks.\n",
		"1. Letters: Yesterday I read about drying kelp.\n", "The end.\n", "no related notes", "no other note names this one",
	} {
		at := strings.Index(out, want)
		if at < 0 {
			t.Fatalf("no %q in\n%s", want, out)
		}
		out = out[at:]
	}
	if strings.Contains(out, "Weather.") {
		t.Errorf("the page opens at its top:\n%s", out)
	}
	out, _ = runCommands(t, newLibrary(nil), "related\nmentions\n", func(o *Options) { o.Document = note.Parse("stdin.md", []byte("# Doc\n")) })
	if strings.Count(out, "not a note in a library") != 2 {
		t.Error(out)
	}
}
