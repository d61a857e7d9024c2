package note

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"quire/internal/testcorpus"
)

// A text that is parsed part by part gives the same note as the whole.
func TestSurvey_EqualsParse(t *testing.T) {
	texts := map[string][]byte{
		"small":  []byte("---\ntags: [a]\n---\n# Title\n\nText #tag [l](x.md) ^b\n\n## Title\n"),
		"long":   []byte("intro\n\n" + strings.Repeat("# Heading *x*\n\n[l](x.md) #tag [ref] [^1] ^id\n\n- a\n\n", 5000) + "[ref]: /u\n\n[^1]: a [note](y.md)\n\n    # In it\n"),
		"broken": []byte("---\na: [\n---\n# no title\n\n" + strings.Repeat("text\n\n", 30000) + "# Title\n"),
	}
	libraries := []string{testcorpus.Path(t, testcorpus.Journal), testcorpus.Path(t, testcorpus.Handbook)}
	if !testing.Short() {
		libraries = append(libraries, "../../../shared/corpora/blog", "../../../shared/corpora/vault") // where they exist
	}
	for _, lib := range libraries {
		var all []byte
		_ = filepath.WalkDir(lib, func(path string, _ os.DirEntry, err error) error {
			if b, err := os.ReadFile(path); err == nil && filepath.Ext(path) == ".md" {
				all = append(append(all, b...), '\n', '\n')
			}
			return nil
		})
		texts[lib] = bytes.TrimPrefix(all, []byte("---\n"))
	}
	for name, text := range texts {
		for _, hashtags := range []bool{true, false} {
			o := Options{Hashtags: hashtags}
			want, got := o.Parse("a/b.md", text), o.ParseInParts("a/b.md", text)
			if !reflect.DeepEqual(got.Note, want.Note) {
				t.Errorf("%s: the notes differ: %d and %d links, %d and %d headings, %d and %d words, %v and %v", name,
					len(got.Details.Links), len(want.Details.Links), len(got.Details.Headings), len(want.Details.Headings), got.Note.Words, want.Note.Words, got.Note.Tags, want.Note.Tags)
			}
			if got.Plain != want.Plain || !bytes.Equal(got.Body, want.Body) {
				t.Errorf("%s: the texts differ", name)
			}
		}
	}
}
