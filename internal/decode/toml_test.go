package decode

import (
	"strings"
	"testing"
)

func TestTOML_CountsOnlyBracketsOfItsOwn(t *testing.T) {
	for _, text := range []string{
		"site = \"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ # ... \\\" [[[[[\"\n",
		"site = '{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{'\n",
		"# [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\nsite = 'x'",
		"site = ''''{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\n....................'''",
		strings.Repeat("hosts = ['a.b.c']\n", 1),
	} {
		if isTooDeep(text) {
			t.Errorf("%q counts as too deep", text)
		}
	}
}
