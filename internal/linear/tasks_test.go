package linear

import (
	"strings"
	"testing"

	"quire/internal/note"
)

func TestTasks_ListAndOpen(t *testing.T) {
	files := map[string]string{
		"a.md": "# Garden\n\n" + strings.Repeat("Soil.\n\n", 30) + "- [x] dig\n- [ ] sow due:2001-02-03\n- [/] mow the lawn\n\nThe last line.\n",
		"b.md": "---\ntags: [wood]\n---\n# Shed\n\n- [ ] roof\n- [-] rake\n",
	}
	out, _ := runCommands(t, newLibrary(files), "tasks\n1\ntasks\nlist\nquery #wood\nT\nquery path:none\ntasks\n")
	for _, want := range []string{
		"1. overdue 2001-02-03: sow due:2001-02-03, Garden\n2. started: mow the lawn, Garden\n3. open: roof, Shed\n4. done: dig, Garden\n5. cancelled: rake, Shed\n",
		"The last line.\n", // the page opens at the task
		"1. overdue 2001-02-03: sow due:2001-02-03\n2. started: mow the lawn\n3. done: dig\n",
		"1. open: roof, Shed\n2. cancelled: rake, Shed\n", "no tasks",
	} {
		if !strings.Contains(out, want) {
			t.Fatalf("no %q in\n%s", want, out)
		}
	}
	if strings.Count(out, "Soil.") > 0 {
		t.Errorf("the page opens at its top:\n%s", out)
	}
	out, _ = runCommands(t, newLibrary(nil), "tasks\n1\n", func(o *Options) { o.Document = note.Parse("stdin.md", []byte("# Doc\n\nText.\n\n- [ ] do\n")) })
	if !strings.Contains(out, "1. open: do\n") {
		t.Error(out)
	}
}
