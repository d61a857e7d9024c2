package library

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// fillSettings joins the texts of 0, 1, 2 … until they nearly fill a file of maxSettings bytes.
func fillSettings(text func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < maxSettings-1000; i++ {
		b.WriteString(text(i))
	}
	return b.String()
}

func TestSite_HostilePermalinksAreBounded(t *testing.T) {
	for name, test := range map[string]struct{ file, text string }{
		"collections":     {"_config.yml", "collections:\n" + fillSettings(func(i int) string { return fmt.Sprintf("  c%d: {permalink: /%d/:title}\n", i, i) })},
		"defaults":        {"_config.yml", "defaults:\n" + fillSettings(func(i int) string { return fmt.Sprintf("- {values: {permalink: /%d/:title}}\n", i) })},
		"long":            {"_config.yml", "permalink: /" + fillSettings(func(int) string { return ":title" })},
		"long collection": {"_config.yml", "collections:\n  " + strings.Repeat("x", 900) + ":\n    permalink: '/" + strings.Repeat(":collection", 6000) + "'\n"},
		"grown":           {"_config.yml", "collections:\n  " + strings.Repeat("x", 400) + ":\n    permalink: '/" + strings.Repeat(":collection", 40) + "'\n"},
		"hugo":            {"hugo.yaml", "permalinks:\n" + fillSettings(func(i int) string { return fmt.Sprintf("  s%d: /%d/:title/\n", i, i) })},
		"hugo kinds":      {"hugo.yaml", "permalinks:\n  page:\n" + fillSettings(func(i int) string { return fmt.Sprintf("    s%d: /%d/:title/\n", i, i) })},
		"hugo json":       {"hugo.json", `{"permalinks":{"s":"/s/"` + fillSettings(func(i int) string { return fmt.Sprintf(`,"s%d":"/%d/:title/"`, i, i) }) + "}}"},
	} {
		l := FromFS("hostile", fstest.MapFS{test.file: {Data: []byte(test.text)}, "a.md": {Data: []byte("x")}})
		c, err := l.Load(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Skipped) != 1 || !strings.HasPrefix(c.Skipped[0].Reason, "only partly used: ") || c.Skipped[0].Path != test.file || c.Skipped[0].Unreadable {
			t.Errorf("%s: the problem is not reported: %v", name, c.Skipped)
		}
	}
}
