package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
)

// scriptLines are sentences in scripts and emoji whose widths terminals count in different ways.
var scriptLines = []string{
	"हिन्दी में लिखी हुई यह पंक्ति इतनी लम्बी है कि किसी छोटी खिड़की में पूरी नहीं आती और उसे मोड़ना पड़ता है।",
	"বাংলা ভাষায় লেখা এই বাক্যটি ছোট জানালায় এক সারিতে ধরে না তাই কয়েকটি সারিতে ভাগ করা হয়।",
	"தமிழில் எழுதப்பட்ட இந்த வரி சிறிய சாளரத்தில் முழுவதும் அடங்காது எனவே அது மடிக்கப்படுகிறது.",
	"เช้าวันนี้น้ำในลำธารใสมากและทำให้คนทั้งตำบลจำความงามของธรรมชาติได้อีกครั้ง",
	"ນ້ຳໃນແມ່ນ້ຳໃສຫຼາຍ ແລະ ຄົນໃນບ້ານມາຕັກນ້ຳທຸກເຊົ້າ ເພາະວ່າມັນເຢັນ",
	"ខ្ញុំចូលចិត្តអានសៀវភៅនៅក្នុងបណ្ណាល័យជាមួយមិត្តភក្តិរបស់ខ្ញុំរៀងរាល់ថ្ងៃ",
	"မြန်မာဘာသာဖြင့်ရေးထားသောဤစာကြောင်းသည်သေးငယ်သောပြတင်းပေါက်တွင်မဆံ့ပါ။",
	"هٰذِهِ جُمْلَةٌ طَوِيلَةٌ مَكْتُوبَةٌ بِالْعَرَبِيَّةِ لَا تَتَّسِعُ لَهَا نَافِذَةٌ صَغِيرَةٌ \u06dd١",
	"זֶהוּ מִשְׁפָּט אָרֹךְ בְּעִבְרִית עִם נִקּוּד שֶׁאֵינוֹ נִכְנָס בְּחַלּוֹן קָטָן",
	"日本語で書かれたこの文は小さな窓には収まらないので、何行かに分けて表示されます。ｶﾀｶﾅも。",
	"이 문장은 작은 창에 한 줄로 들어가지 않으므로 여러 줄로 나누어 보여 줍니다.",
	"\u1112\u1161\u11ab\u1100\u1173\u11af \u110c\u1161\u1106\u1169 \u1107\u116e\u11ab\u1112\u1162 \u1100\u1161\u11a8 \u1100\u1161\u11a8 \u1112\u1161\u11ab\u1100\u1173\u11af \u1112\u1161\u11ab\u1100\u1173\u11af",
	"这一行中文在小窗口里放不下，所以要分成几行来显示，一个字也不能少。",
	"👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d🚀 👍🏿 🏳\ufe0f\u200d🌈 🇩🇪🇯🇵🇧🇷 9\ufe0f\u20e3 #\ufe0f\u20e3 \u26a0\ufe0f ❤\ufe0f ☺ 🏴 👨🏽\u200d👩🏽\u200d👧🏽\u200d👦🏽 e\u0301 ①②",
}

// scriptNote returns a note with the sentences in paragraphs, items, quotes and a table.
func scriptNote() string {
	var b strings.Builder
	b.WriteString("# Scripts\n\n")
	for _, l := range scriptLines {
		b.WriteString(l + "\n\n- item\n  - " + l + "\n\n> " + l + "\n\n## " + l + "\n\n")
	}
	b.WriteString("| a | b |\n|---|---|\n")
	for _, l := range scriptLines {
		b.WriteString("| " + l + " | x |\n")
	}
	return b.String() + "\nTHE END\n"
}

// drawGrid returns the rows that Bubble Tea's painter shows of lines in a window of w columns.
func drawGrid(lines []string, w int, m ansi.Method) []string {
	screen := uv.NewScreenBuffer(w, len(lines))
	screen.Method = m
	uv.NewStyledString(strings.Join(lines, "\n")).Draw(screen, screen.Bounds())
	rows := make([]string, len(lines))
	for y := range rows {
		for x := 0; x < w; {
			c := screen.CellAt(x, y)
			rows[y] += c.Content
			x += max(c.Width, 1)
		}
	}
	return rows
}

// readThrough scrolls from the top of the page to its end and returns its text without blanks. It checks that no row is
// wider than the window by wcwidth, and that the painter shows each row whole.
func (d *driver) readThrough(w int, m ansi.Method) string {
	d.t.Helper()
	d.keys("home")
	var all strings.Builder
	for range 2000 {
		rows := d.screen()
		for y, painted := range drawGrid(rows, w, m) {
			if row := ansi.Strip(rows[y]); strings.TrimRight(painted, " ") != strings.TrimRight(row, " ") {
				d.t.Fatalf("width %d: of row %q the painter shows %q", w, row, painted)
			}
			if n := d.m.theme.Cells.Width(rows[y]); n > w {
				d.t.Fatalf("width %d: a row of %d cells: %q", w, n, rows[y])
			}
		}
		top, page := d.m.page.reader.TopPos(), d.m.layout.page
		all.WriteString(strings.Join(strings.Fields(ansi.Strip(rows[page.Min.Y])), ""))
		if d.keys("down"); d.m.page.reader.TopPos() == top {
			for _, row := range rows[page.Min.Y+1 : page.Max.Y] {
				all.WriteString(strings.Join(strings.Fields(ansi.Strip(row)), ""))
			}
			return strings.NewReplacer("│", "", "▌", "").Replace(all.String())
		}
	}
	d.t.Fatal("the page has no end")
	return ""
}

func TestPage_NoRowOverflowsInAnyScript(t *testing.T) {
	skipIfShort(t)
	for _, w := range []int{20, 40, 62, 80} {
		d := drive(t, notes(map[string]string{"a.md": scriptNote()}), func(o *Options) { o.Note = "a.md" })
		d.resize(w, 24)
		check := func(m ansi.Method) {
			t.Helper()
			shown := d.readThrough(w, m)
			for _, l := range scriptLines {
				if want := strings.Join(strings.Fields(l), ""); strings.Count(shown, want) < 3 {
					t.Errorf("width %d, method %d: %q is shown %d times, not 3\n%.300s", w, m, l, strings.Count(shown, want), shown)
				}
			}
			if !strings.Contains(shown, "THEEND") {
				t.Errorf("width %d: the end of the page is missing", w)
			}
		}
		check(ansi.WcWidth)
		d.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		if d.m.theme.Cells != text.Graphemes {
			t.Fatal("the mode report changes nothing")
		}
		check(ansi.GraphemeWidth)
	}
}

func TestModeReport_KeepsTheLineBeingRead(t *testing.T) {
	for _, value := range []ansi.ModeSetting{ansi.ModeReset, ansi.ModeSet, ansi.ModePermanentlySet} {
		d := drive(t, notes(map[string]string{"a.md": strings.Repeat(scriptLines[0]+"\n\n", 40) + "## HERE\n\n" + strings.Repeat(scriptLines[1]+"\n\n", 40)}), func(o *Options) { o.Note, o.Heading = "a.md", "here" })
		d.resize(40, 24)
		before := d.m.page.reader.TopPos()
		d.sees("HERE")
		d.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: value})
		if d.sees("HERE"); d.m.page.reader.TopPos().Block != before.Block {
			t.Errorf("the page moved from %v to %v", before, d.m.page.reader.TopPos())
		}
	}
}

func TestModeReport_OfAnotherModeOrOfNoneChangesNothing(t *testing.T) {
	for _, msg := range []tea.ModeReportMsg{
		{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized}, {Mode: ansi.ModeUnicodeCore, Value: ansi.ModePermanentlyReset},
		{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset},
	} {
		d := drive(t, notes(sampleLibrary()))
		d.send(msg)
		if d.m.theme.Cells != text.PaintedWcwidth {
			t.Errorf("%+v changes the width method", msg)
		}
	}
}
