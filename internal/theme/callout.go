package theme

import "strings"

// calloutKinds sorts the kinds of callouts that GitHub and Obsidian document by what they are for.
var calloutKinds = map[string]class{
	"tip": classTip, "hint": classTip, "success": classTip, "check": classTip, "done": classTip,
	"warning": classWarning, "caution": classWarning, "attention": classWarning, "important": classWarning,
	"question": classWarning, "help": classWarning, "faq": classWarning,
	"danger": classDanger, "error": classDanger, "bug": classDanger, "failure": classDanger, "fail": classDanger, "missing": classDanger,
	"quote": classQuiet, "cite": classQuiet, "example": classQuiet, "abstract": classQuiet, "summary": classQuiet, "tldr": classQuiet,
}

func calloutClass(kind string) class { return calloutKinds[strings.ToLower(strings.TrimSpace(kind))] }
