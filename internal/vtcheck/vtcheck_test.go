package vtcheck

import "testing"

func TestStyled_RejectsWhatATerminalWouldObey(t *testing.T) {
	for _, bad := range []string{
		"\x1b[2J", "\x1b]52;c;x\x07", "\x1b]0;t\x07", "\x1b]8;;file:///etc/passwd\x1b\\x", "\x1b]8;;javascript:x\x07", "\x1b]8;;http://\x07", "\x1bc", "\x1bPq\x1b\\",
		"\r", "\b", "\x00", "\x7f", "\u009b31m", "\x9b31m", "\u202e", "\u2066", "\u200f", "\u200b", "\u2028", "\xff", "\x1b[?25l", "\x1b]8;;http://a\x1b[31m\x07", "\x1b",
	} {
		if len(CheckStyledText("before "+bad+" after")) == 0 {
			t.Errorf("%q passes as styled", bad)
		}
	}
	for _, styled := range []string{"\x1b[1;31mred\x1b[m", "\x1b]8;id=1;https://a.b/c\x1b\\link\x1b]8;;\x1b\\", "\x1b]8;;mailto:a@b.c\x07x\x1b]8;;\x07"} {
		if found := CheckStyledText(styled); len(found) > 0 {
			t.Errorf("%q: %v", styled, found)
		}
		if len(CheckText(styled)) == 0 {
			t.Errorf("%q passes as text", styled)
		}
	}
	if found := CheckText("words\n\tand 日本語, é, 👩‍👩‍👧, ␛[31m, \ufffd\n"); len(found) > 0 {
		t.Errorf("text: %v", found)
	}
}

func TestKinds_NamesEverySequence(t *testing.T) {
	got := SequenceKinds("\x1b[?25l\x1b[12;3H\x1b[1;31mred\x1b[m\x1b]0;a title\x07\x1b]8;;http://x\x1b\\\x1b(B\u009b\a")
	for _, want := range []string{"[?l", "[H", "[m", "]0", "]8", "(", "U+009B", "U+0007"} {
		if !got[want] {
			t.Errorf("%q is not among %v", want, got)
		}
	}
	if len(got) != 8 {
		t.Errorf("%v", got)
	}
}
