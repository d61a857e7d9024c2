package profile

func init() {
	register(generator{
		name: "Obsidian", markers: []string{obsidianFolder}, roots: []string{obsidianFolder}, rank: rankEditor, read: readObsidian,
	})
}

// obsidianFolder is the folder of Obsidian's settings, whose folder is the root of a vault.
const obsidianFolder = ".obsidian/"

// readObsidian recognizes a vault of Obsidian. Its rules of wiki links are those of a library without a generator; in a Markdown
// link, too, the name of a file is enough: https://help.obsidian.md/links.
func readObsidian(p *Profile, _ Files, _ string) (bool, error) {
	p.NamesAnywhere = true
	return true, nil
}
