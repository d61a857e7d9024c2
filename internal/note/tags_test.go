package note

import (
	"strings"
	"testing"
)

func TestParse_TagsOfFrontMatter(t *testing.T) {
	tests := []struct {
		header string
		want   string // joined by |
	}{
		{"tags: [ aws, front end ]", "aws|front end"},
		{"tags:\n  - aws\n  - front end", "aws|front end"},
		{"tags: aws, front end", "aws|front end"},
		{"tags: aws ops", "aws|ops"},
		{"tags: aws", "aws"},
		{`tags: "front end"`, "front end"},
		{`tags: "front end, aws"`, "front end|aws"},
		{"tags: 'front end'", "front end"},
		{`tags: "[aws, front end]"`, "aws|front end"},
		{`tags: "[front end]"`, "front end"},
		{"tags: 1e3", "1e3"},
		{"tags: 2024", "2024"},
		{"tags: 0123", "0123"},
		{"tags: 1.10", "1.10"},
		{"tags: yes", "yes"},
		{"tags: true", "true"},
		{"tags: [2024, true, 1.50, ~, null, '']", "2024|true|1.50"},
		{"tags:", ""},
		{"tags: ", ""},
		{"tags: []", ""},
		{"tags: ''", ""},
		{"tags: ', ,'", ""},
		{"tags: [a, [b, c]]", "a|b|c"},
		{"Tags: [a]", "a"},
		{"TAGS: a", "a"},
		{"tag: a", "a"},
		{"tags: ['[[Go]]', '#[[two words]]', '[[a/b|c]]']", "Go|two words|a/b"},
		{"tag: front end", "front end"},
		{"category: Web Development", "Web Development"},
		{"Category: Web, Development kit", "Web|Development kit"},
		{"categories: Web Development", "Web|Development"},
		{"keywords: web development", "web|development"},
		{"category: [Web Development, 7]", "Web Development|7"},
		{"taxonomies:\n  tags: [b, a c]\n  category: d e\ntags: z", "z|b|a c|d e"},
		{"keywords: a, b c", "a|b c"},
		{"categories: x y\ncategory: z\ntags: [t]", "t|x|y|z"},
		{"tags: [AWS, aws, ' Aws ']", "AWS"},
		{"tags: ['#aws', '##ops', '#']", "aws|ops"},
		{"tags: '#aws #ops'", "aws #ops"},
		{"tags: [c++, whisk(e)y, c#]", "c++|whisk(e)y|c#"},
		{"tags: [\"a\\e[31mb\"]", "a␛[31mb"},
		{"tags: [Cafe\u0301, Caf\u00e9]", "Cafe\u0301"},
	}
	for _, test := range tests {
		n := parseHeader(test.header)
		if got := strings.Join(n.Tags, "|"); got != test.want {
			t.Errorf("%s: %s, want %s", test.header, got, test.want)
		}
		if n.Details().Problems != nil {
			t.Errorf("%s: %v", test.header, n.Details().Problems)
		}
	}
	n := parseHeader("title: x\ntags: {a: b}")
	if n.Tags != nil || len(n.Details().Problems) != 1 || n.Details().Problems[0].Line != 3 {
		t.Errorf("tags %v, problems %v", n.Tags, n.Details().Problems)
	}
}

func TestParse_TagsOfZola(t *testing.T) {
	p := Parse("a.md", []byte("+++\ntitle = 'x'\n[taxonomies]\ntags = ['wheel', 'salt glaze', 2024, true]\ncategories = ['pots']\nauthors = ['Ann']\n+++\n"))
	if got := strings.Join(p.Note.Tags, "|"); got != "wheel|salt glaze|2024|true|pots" || len(p.Details.Problems) > 0 {
		t.Errorf("%s, %v", got, p.Details.Problems)
	}
}

func TestParse_HashtagsOfProse(t *testing.T) {
	tests := []struct{ body, want string }{
		{"#aws", "aws"},
		{"A #tag, and (#another).", "tag|another"},
		{"#inbox/to-read and #inbox/", "inbox/to-read|inbox"},
		{"#snake_case #kebab-case #camelCase", "snake_case|kebab-case|camelCase"},
		{"#1984 #y1984 #1-2", "y1984|1-2"},
		{"#- #_ # #/ ##x #", ""},
		{"#日本 #été #e\u0301t", "日本|été|e\u0301t"},
		{"c# f#minor a#b", ""},
		{"#📚 #project🌱x #status/🌱 #👩\u200d🌾 #❤\ufe0f #👍🏽", "📚|project🌱x|status/🌱|👩\u200d🌾|❤\ufe0f|👍🏽"},
		{"#a\u200db #️⃣ #… #“x”", "a"},
		{"#fff #ABCD #deb887 #87CEEBcc (#bada55) #0a0", ""},
		{"#fffff #fffffff #fff-x #fff/x #abcdefg", "fffff|fffffff|fff-x|fff/x|abcdefg"},
		{"#cafe #Decade #b2b #CAFE #dad", "cafe|Decade|b2b|dad"},
		{"#include <x> #define #ifdef #endif #pragma #else", ""},
		{"#includes #definition #error #Include/x", "includes|definition|error|Include/x"},
		{"Array#map, **Array**#map, `Array`#map, x_#y", ""},
		{"#2024-plans #12 #12x", "2024-plans|12x"},
		{"\\#no &#35; &num;x", ""},
		{"`#code` and <code>#code</code>", ""},
		{"```\n#code\n```\n\n    #code\n\n~~~\n#code", ""},
		{"# Heading\n\n## About #this", "this"},
		{"#tag\n====", "tag"},
		{"[a #label](x#frag) [[Note#Heading|#label]] ![[x#y]] ![#alt](x)", ""},
		{"https://example.com/#frag <https://example.com/#frag> example.com/#frag", ""},
		{"[a][r]\n\n[r]: x \"#no\"", ""},
		{"*#one* **#two** ~~#three~~ _#four_", "one|two|three|four"},
		{"- #one\n- [ ] #two\n\n> #three\n\n| #four |\n|---|\n| #five |", "one|two|three|four|five"},
		{"<!-- #no --> %%#no%% {% comment #no %}", ""},
		{"# Title {#id}", ""},
		{"Text\n{: #id .x}", ""},
		{"#Tag #TAG #tag", "Tag"},
		{"first line\n#second", "second"},
		{"“#quoted” —#dashed", "quoted|dashed"},
		{"<b>#bold</b>", "bold"},
		{"`code`(#anchor) f(#anchor) *(#in)*", "in"},
	}
	for _, test := range tests {
		n := Parse("x.md", []byte(test.body)).Note
		if got := strings.Join(n.Tags, "|"); got != test.want {
			t.Errorf("%q: %s, want %s", test.body, got, test.want)
		}
	}
	if n := parseHeader("tags: [b, A]"); len(n.Tags) != 2 {
		t.Errorf("tags %v", n.Tags)
	}
	n := Parse("x.md", []byte("---\ntags: [b, A]\n---\n#a #c")).Note
	if got := strings.Join(n.Tags, "|"); got != "b|A|c" {
		t.Errorf("tags of both kinds: %s", got)
	}
}
