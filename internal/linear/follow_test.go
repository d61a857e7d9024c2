package linear

import "testing"

// A folder lists its notes, and back returns to the page with the query that was in force there. What lies outside is named.
func TestFollow_FolderAndOutside(t *testing.T) {
	files := map[string]string{
		"hub.md": "# Hub\n\n[Talks](talks/), [plans](plans/) and [logo](../static/logo.png).\n", "talks/one.md": "# Talk one\n", "talks/two.md": "# Talk two\n",
		"plans/hull.pdf": "%PDF", "other.md": "# Other\n",
	}
	out, did := runCommands(t, newLibrary(files), "query hub\nopen hub\n1\n2\nback\nback\nquery\nforward\nopen hub\n2\n3\nbrowser 3\nlinks\npeek 1\n")
	requireInOrder(t, out, "Talks (folder)[1], plans (folder)[2] and logo (outside)[3].",
		"1. Talk one", "2. Talk two", // followed
		"Talk two", "1. Talk one", // opened and back
		"Hub", // back to the page
	)
	requireInOrder(t, out, "plans/, a folder without notes", "../static/logo.png, outside the opened folder", "../static/logo.png, outside the opened folder",
		"1. Talks: talks/, a folder without an index note", "3. logo: ../static/logo.png, outside the opened folder", "talks/, a folder without an index note")
	if did.opened != "" {
		t.Errorf("opened %s", did.opened)
	}

	out, _ = runCommands(t, newLibrary(files), "query hub\nopen hub\n1\nback\nlist\n")
	requireInOrder(t, out, "1. Hub", "1. Talk one", "Hub", "1. Hub")
	out, _ = runCommands(t, newLibrary(files), "open hub\n1\nquery two\nback\nforward\n")
	requireInOrder(t, out, "1. Talk one", "1. Talk two", "Talks", "1. Talk two")
	out, _ = runCommands(t, newLibrary(files), "open hub\n1\nquery\nback\n")
	requireInOrder(t, out, "1. Talk one", "4 notes", "Talks")
}
