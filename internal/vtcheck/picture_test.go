package vtcheck

import (
	"encoding/base64"
	"testing"
)

func TestCutPictures_KeepsTheRestAndFindsForeignSequences(t *testing.T) {
	const onePixelPNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
	file, err := base64.StdEncoding.DecodeString(onePixelPNG)
	if err != nil || len(file) != 67 {
		t.Fatal(len(file), err)
	}
	inline := func(options string) string { return "\x1b]1337;File=" + options + ":" + onePixelPNG + "\x07" }
	usual := inline("size=67;width=1;height=1;preserveAspectRatio=0;inline=1;doNotMoveCursor=1")
	for _, good := range []string{usual, "\x1bP0;1q\"1;1;4;6#0;2;100;0;0#0!4~$-\x1b\\", "\x1b_Ga=d,d=I,i=7,q=2\x1b\\"} {
		if rest, wrong := CutPictures("a" + good + "b"); rest != "ab" || len(wrong) > 0 {
			t.Errorf("%.40q: %q, %v", good, rest, wrong)
		}
	}
	for _, bad := range []string{
		"\x1bP$qm\x1b\\", "\x1bP0;1q\"1;1;4;6\n\x1b\\", "\x1bP1$r0m\x1b\\", "\x1b]1337;SetMark\x07", "\x1b]1337;CopyToClipboard=x\x07", "\x1b_Ga=T,t=f;L2V0Yw==\n\x1b\\",
		inline("size=67;width=1;height=1;preserveAspectRatio=0;inline=0;doNotMoveCursor=1"), inline("name=YQ==;size=67;inline=1"),
		inline("size=66;width=1;height=1;preserveAspectRatio=0;inline=1;doNotMoveCursor=1"),
	} {
		if rest, wrong := CutPictures("a" + bad + "b"); rest != "ab" || len(wrong) != 1 {
			t.Errorf("%.40q: %q, %v", bad, rest, wrong)
		}
	}
}
