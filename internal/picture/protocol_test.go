package picture

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever a terminal says of itself, one protocol answers for it, and what that protocol encodes it can delete.
func TestFindProtocol_ByEnvironmentOrVersion(t *testing.T) {
	env := func(term string) func(string) string {
		return func(name string) string {
			if name == "TERM" {
				return term
			}
			return ""
		}
	}
	for _, term := range []string{"xterm-256color", "screen", ""} {
		if p := FindProtocol(env(term)); p != nil {
			t.Errorf("TERM=%s: a terminal without images has a protocol", term)
		}
	}
	if FindProtocolOfVersion("XTerm(390)") != nil {
		t.Error("XTerm has a protocol")
	}
	kitty := FindProtocol(env("xterm-kitty"))
	if kitty == nil || FindProtocolOfVersion("kitty(0.42.0)") != kitty {
		t.Fatal("Kitty has no protocol, or two")
	}
	transmit, d, err := kitty.Encode(t.Context(), bytes.NewReader(encodePNG(t, quarterImage(60, 40))), Frame{4, 2}, 9)
	if err != nil || transmit == "" || len(d.Rows) != 2 {
		t.Errorf("%q, %v, %v", transmit, d, err)
	}
	if got := kitty.Delete(9); !strings.Contains(got, "i=9") {
		t.Errorf("deleting: %q", got)
	}
}
