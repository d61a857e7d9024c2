package tui

import (
	"strings"
	"testing"
)

func notesWithFolds() map[string]string {
	return map[string]string{
		"f.md": "---\ntitle: Folds\n---\nTo [hidden](#deep) things.\n\n> [!tip]- Folded\n> Secret words with [a link](g.md).\n>\n> ## Deep\n>\n> Deepest words.\n\n" +
			"> [!note]+ Open\n> Words in sight.\n\n<details><summary>More</summary>\n\nUnder the fold.\n\n</details>\n\nThe end.\n",
		"g.md": "# Else\n\nTo [the depth](f.md#deep).\n",
	}
}

func TestFold_ToggledByKeyAndMouse(t *testing.T) {
	d := drive(t, notes(notesWithFolds()))
	d.keys("ctrl+p", `"folds"`, "enter")
	d.sees("▸ Tip", "▾ Note", "Words in sight", "▸ More", "The end").seesNot("Secret", "Under the fold")
	d.keys("tab", "tab")
	for _, keys := range []string{"", "p", "O"} { // a fold is selected, and says so
		if keys != "" {
			d.keys(keys)
		}
		if !strings.Contains(d.foot(), "folded: enter unfolds") {
			t.Errorf("%q: %q", keys, d.foot())
		}
	}
	d.keys("enter").sees("▾ Tip", "Secret words", "Deepest")
	if d.m.page.reader.FocusedLink() < 0 {
		t.Error("the fold is no longer selected")
	}
	d.keys("tab")
	if !strings.Contains(d.foot(), "Else") {
		t.Errorf("the link in the unfolded text: %q", d.foot())
	}
	d.keys("shift+tab", "z").seesNot("Secret")
	x, y := d.find("More")
	d.click(x, y).sees("Under the fold", "▾ More")
	x, y = d.find("▾ More")
	d.click(x, y).seesNot("Under the fold")

	// Resizing and reloading keep the folds.
	d.click(x, y).resize(70, 30).sees("Under the fold").keys("r").sees("Under the fold")
}

func TestFold_UnfoldsTargetOfJump(t *testing.T) {
	d := drive(t, notes(notesWithFolds()))
	d.keys("ctrl+p", `"folds"`, "enter", "tab", "enter").sees("Deepest words")
	d.keys("q", "ctrl+p", `"else"`, "enter", "tab", "enter").sees("Folds", "Deepest words")
	d.keys("q", "ctrl+p", `"folds"`, "enter").seesNot("Deepest").keys("o", `"deep"`, "enter").sees("Deepest words")
	d.keys("q", "ctrl+p", `"folds"`, "enter", "/", `"secret"`).sees("Secret words", "1 of 1")
	d.keys("esc", "z", "z").sees("Tip")
	// A backlink unfolds the text around its link.
	d.keys("q", "ctrl+p", `"else"`, "enter", "B", "enter").sees("Secret words")
}

func TestFold_NoneInViewIsReported(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "Words.\n"}))
	d.keys("enter", "z").sees("nothing to fold in view")
}

func TestFormulas_AreWrittenOnRequestAndWhereTheSearchLooks(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"a.md": "# Waves\n\nA wave has $\\lambda_1$.\n\n$$\n\\frac{\\omega}{2}\n$$\n\nThe end.\n",
		"b.md": "# Folds\n\nIt is $\\alpha$.\n\n> [!tip]- Folded\n> Hidden $\\beta$.\n",
	}))
	d.keys("ctrl+p", `"waves"`, "enter").sees("A wave has λ₁.", "ω", "─").seesNot("frac")
	d.keys("z").sees("has $\\lambda_1$.", "\\frac{\\omega}{2}", "formulas and diagrams as written; z draws them")
	d.resize(70, 30).keys("r").sees("\\frac{\\omega}{2}")
	d.keys("z").sees("A wave has λ₁.").seesNot("frac")

	// The search in the page finds what is written, and draws the rest.
	d.keys("/", `"lambda"`).sees("has $\\lambda_1$.", "1 of 1", "ω").seesNot("frac")
	d.keys("esc").sees("A wave has λ₁.")

	// A note found by what is written in a formula shows it.
	d.keys("q", "/", `"omega"`, "enter", "enter").sees("\\frac{\\omega}{2}", "A wave has λ₁.")

	d.keys("q", "esc", "ctrl+p", `"folds"`, "enter", "z").sees("It is α.", "Hidden β.") // the fold comes first
}
