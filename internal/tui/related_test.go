package tui

import (
	"strings"
	"testing"
)

func relatedLibrary() map[string]string {
	return map[string]string{
		"shore/kelp.md":    "---\ntitle: Drying kelp\ntags: [shore]\n---\nHung on racks. [Racks](racks.md).\n",
		"shore/racks.md":   "---\ntitle: Building racks\n---\nAsh and twine.\n",
		"dulse.md":         "---\ntitle: Dulse\ntags: [shore]\n---\nLies flat on racks.\n",
		"post/letters.md":  "# Letters\n\n" + strings.Repeat("Of the weather.\n\n", 60) + "Yesterday I read about drying kelp. Then I slept.\n",
		"post/postcard.md": "# Postcard\n\nSee [drying kelp](../shore/kelp.md).\n",
		"town.md":          "# Town\n\nNobody there.\n",
	}
}

func TestRelated_FromPageToMention(t *testing.T) {
	d := drive(t, notes(relatedLibrary())).keys("ctrl+p", `"Drying"`, "enter").sees("Hung on racks")
	d.keys("~").sees("related to Drying kelp", "Dulse", "racks · #shore", "Building racks", "shore/", "linked", "1 mention", "tab mentions")
	d.keys("tab").sees("mentions without a link: Drying kelp", "Letters", "post/", "Yesterday I read about drying kelp.", "related").seesNot("Postcard", "Dulse")
	d.keys("tab").sees("related to Drying kelp").keys("tab", "enter").sees("› Letters", "Yesterday I read about").seesNot("related to")
	d.keys("h").sees("Hung on racks")
}

func TestRelated_FromShelfNarrowsAndOpens(t *testing.T) {
	d := drive(t, notes(relatedLibrary())).keys("/", `"drying"`, "enter").sees("Drying kelp")
	d.keys("~").sees("related to Drying kelp", "Dulse", "Building racks").keys(`"building"`).seesNot("Dulse").keys("enter").sees("Ash and twine")
}

func TestRelated_NothingFound(t *testing.T) {
	d := drive(t, notes(relatedLibrary())).keys("ctrl+p", `"Town"`, "enter").sees("Nobody there")
	d.keys("~").sees("no related notes").keys("tab").sees("no other note names this one").keys("enter").sees("no other note names").keys("esc").seesNot("no other note")
}
