package links

import (
	"testing"

	"quire/internal/markdown"
)

func TestResolve_Hugo(t *testing.T) {
	r := siteResolver(t, libraryFiles{
		"hugo.toml":                     "[permalinks]\nnotes = '/t/:title/'\n",
		"content/notes/x.md":            "---\ntitle: Very Good\n---\n",
		"content/_index.md":             "",
		"content/posts/_index.md":       "",
		"content/posts/first.md":        "---\ntitle: The First One\nslug: number-one\ndate: 2024-03-09\naliases: [/2019/old/]\n---\n",
		"content/posts/bundle/index.md": "---\ntitle: A Bundle\ndate: 2023-01-01\n---\n",
		"content/posts/bundle/pic.png":  "",
		"content/docs/intro.md":         "",
		"static/img/logo.svg":           "",
	}, "")
	const first = "note content/posts/first.md"
	checkLinks(t, r, "content/docs/intro.md", []linkCase{
		{dest: "/number-one/", want: "broken ?content/posts/first.md"},
		{dest: "/t/very-good/", want: "note content/notes/x.md"},
		{dest: "/posts/first", want: first},
		{dest: "/posts/number-one/", want: first},
		{dest: "/2019/old", want: first},
		{dest: "/posts/bundle/", want: "note content/posts/bundle/index.md"},
		{dest: "/bundle", want: "broken ?content/posts/bundle/index.md"},
		{dest: "/posts/", want: "note content/posts/_index.md"},
		{dest: "/img/logo.svg", want: "asset static/img/logo.svg"},
		{dest: `{{< ref "/posts/first.md" >}}`, want: first},
		{dest: `{{< ref "posts/first" >}}`, want: first},
		{dest: `{{% relref "first.md#x" %}}`, want: first + " !x"},
		{dest: `{{< relref path="posts/first.md" lang="en" >}}`, want: first},
		{dest: `{{< ref first >}}`, want: first},
		{dest: `{{ relref . "bundle" }}`, want: "note content/posts/bundle/index.md"},
		{dest: `{{< relref "#top" >}}`, want: "self content/docs/intro.md"},
		{dest: `{{ .Site.BaseURL }}posts/first`, want: first},
		{dest: `{{ "posts/first" | relURL }}`, want: first},
		{dest: `{{< ref "/posts/frist.md" >}}`, want: "broken ?content/posts/first.md"},
		{dest: `{{< youtube x >}}`, want: "template"},
	})
	checkLinks(t, r, "content/posts/bundle/index.md", []linkCase{
		{form: markdown.Image, dest: "pic.png", want: "asset content/posts/bundle/pic.png"},
		{dest: "../first/", want: first},
		{dest: "../number-one/", want: first},
	})
}

func TestResolve_JekyllTemplates(t *testing.T) {
	r := libraryFiles{
		"_posts/2021-12-07-one.md": "# One\n\n## Sub\n", "_posts/sub/2020-01-02-two.md": "", "about.md": "", "assets/p.png": "",
	}.resolver(testSite{})
	const one = "note _posts/2021-12-07-one.md"
	checkLinks(t, r, "about.md", []linkCase{
		{form: markdown.TemplateLink, dest: "{% post_url 2021-12-07-one %}", want: one},
		{dest: "{% post_url 2021-12-07-one %}#sub", want: one + "#sub"},
		{dest: "{{ site.baseurl }}{% post_url sub/2020-01-02-two %}", want: "note _posts/sub/2020-01-02-two.md"},
		{dest: "{%- post_url 2020-01-02-two -%}", want: "note _posts/sub/2020-01-02-two.md"},
		{dest: "{% post_url 2021-12-07-oen %}", want: "broken ?_posts/2021-12-07-one.md"},
		{dest: "{% link _posts/2021-12-07-one.md %}", want: one},
		{dest: "{{ site.url }}{{ site.baseurl }}{% link assets/p.png %}", want: "asset assets/p.png"},
		{dest: "{{ site.url }}/2021/12/07/one.html", want: one},
		{dest: "{{site.baseurl}}/about", want: "self about.md"},
		{dest: `{{ "/about" | relative_url }}`, want: "self about.md"},
		{dest: `{{ '/2021/12/07/one' | prepend: site.baseurl | prepend: site.url }}#sub`, want: one + "#sub"},
		{dest: "{{ post.url }}", want: "template"},
		{dest: "/blog/{{ page.slug }}", want: "template"},
		{dest: "{{ site.url }}/{{ page.slug }}", want: "template"},
		{dest: `{{ "/a" | append: x }}`, want: "template"},
		{dest: "{{ unclosed", want: "template"},
		{dest: "{% include x %}", want: "template"},
		{dest: "{{<}}", want: "template"},
	})
}
