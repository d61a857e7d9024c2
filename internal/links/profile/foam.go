package profile

import "bytes"

func init() {
	register(generator{
		name: "Foam", markers: []string{".foam/", ".vscode/foam.json", ".vscode/settings.json", ".vscode/extensions.json"},
		roots: []string{".foam/"}, rank: rankEditor + 1, read: readFoam,
	})
}

// readFoam recognizes a workspace of Foam by its folder, or by the settings of Visual Studio Code that name it:
// https://foambubble.github.io/foam/user/getting-started/get-started-with-vscode. Its wiki links are those of a library without a
// generator, see https://foambubble.github.io/foam/user/features/wikilinks.
func readFoam(_ *Profile, files Files, marker string) (bool, error) {
	if marker != ".vscode/settings.json" && marker != ".vscode/extensions.json" {
		return true, nil
	}
	text, _ := files.Read(marker) // of the editor, not of Foam: that it is too long is no fault of the library
	return bytes.Contains(text, []byte(`"foam.`)), nil
}
