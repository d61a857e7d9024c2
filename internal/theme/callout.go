package theme

import "strings"

// calloutKinds maps the callout kinds that GitHub and Obsidian document to their class.
var calloutKinds = map[string]class{
	"tip": classTip, "hint": classTip, "success": classTip, "check": classTip, "done": classTip,
	"warning": classWarning, "caution": classWarning, "attention": classWarning, "important": classWarning,
	"question": classWarning, "help": classWarning, "faq": classWarning,
	"danger": classDanger, "error": classDanger, "bug": classDanger, "failure": classDanger, "fail": classDanger, "missing": classDanger,
	"quote": classQuiet, "cite": classQuiet, "example": classQuiet, "abstract": classQuiet, "summary": classQuiet, "tldr": classQuiet,
}

// calloutClass returns the class of a kind, classNote for an unknown one.
func calloutClass(kind string) class { return calloutKinds[strings.ToLower(strings.TrimSpace(kind))] }
