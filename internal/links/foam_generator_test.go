package links

import "testing"

// TestSite_Foam follows https://foambubble.github.io/foam/user/features/wikilinks.
func TestSite_Foam(t *testing.T) {
	files := libraryFiles{
		".vscode/extensions.json": "{\n// ours\n\"recommendations\": [\"foam.foam-vscode\"]}",
		"todo.md":                 "#list\n",
		"house/todo.md":           "",
		"house/garden/index.md":   "",
		"car/todo.md":             "---\nalias: wheels, tyres\n---\n",
		"car/a.png":               "",
	}
	checkSite(t, files, "",
		"todo.md: [[house/todo]] -> note house/todo.md",
		"todo.md: [[garden]] -> note house/garden/index.md",
		"todo.md: [[Tyres]] -> note car/todo.md",
		"car/todo.md: [[../house/todo]] -> note house/todo.md",
		"car/todo.md: [[/house/todo.md]] -> note house/todo.md",
		"car/todo.md: /house/todo -> note house/todo.md",
		"house/todo.md: !a.png -> broken ?car/a.png",
	)
	if r := siteResolver(t, files, ""); r.sites.At(0).Generator != "Foam" || len(r.Note("todo.md").Tags) != 1 {
		t.Error("Foam is not recognized")
	}
	files[".vscode/extensions.json"] = `{"recommendations": ["golang.go"]}`
	if r := siteResolver(t, files, ""); r.sites.At(0).Generator != "" {
		t.Error("settings of Visual Studio Code are not Foam's")
	}
}
