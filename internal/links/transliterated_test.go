package links

import "testing"

func TestZola_HeadingIDs(t *testing.T) {
	files := libraryFiles{
		"config.toml":  "base_url = \"/\"\n",
		"content/a.md": "# Paging on x86_64\n# Das Größte\n# 標準の target\n",
		"content/b.md": "# 標準\n# 最後\n",
	}
	checkSite(t, files, "",
		"content/a.md: #paging-on-x86-64 -> self content/a.md#paging-on-x86_64",
		"content/a.md: #biao-zhun-no-target -> self content/a.md#標準の-target",
		"content/a.md: #biao-zhun -> self content/a.md !biao-zhun",
		"content/a.md: @/b.md#zui-hou -> note content/b.md",
	)
	files["config.toml"] += "[slugify]\nanchors = \"safe\"\n"
	checkSite(t, files, "", "content/a.md: #biao-zhun-no-target -> self content/a.md !biao-zhun-no-target")
}
