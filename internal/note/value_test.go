package note

import (
	"encoding/json"
	"testing"
)

// Whatever number the front matter holds, the fields can be written as JSON.
func TestFields_EveryNumberIsJSON(t *testing.T) {
	for _, head := range []string{
		"---\na: -Inf\nb: +Inf\nc: NaN\nd: .inf\ne: -.inf\nf: 1e999\ng: -1e999\nh: -0\ni: -infinity\n---\n",
		"+++\na = -inf\nb = inf\nc = nan\nd = -nan\ne = -0.0\n+++\n",
		"{\"a\": -1e999, \"b\": 1e308}\n",
	} {
		p := Parse("x.md", []byte(head))
		if len(p.Details.Fields) == 0 {
			t.Errorf("%q: no fields", head)
		}
		if _, err := json.Marshal(p.Details.Fields); err != nil {
			t.Errorf("%q: %v", head, err)
		}
	}
}
