package note

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParse_ReadsFields(t *testing.T) {
	n := parseHeader("author: [Ann, {name: Bo}]\nsummary: S\nexcerpt: E\nseries: [One, Two]\nweight: 2.5\nlang: en\nslug: /my-slug/\n" +
		"permalink: /a/\nurl: /b\nredirect_from:\n  - /c\n  - /a/\naliases: [Name, /old]\nalias: Fold, and split\ndraft: yes")
	want := &Note{
		Path: "some-file.md", ID: "some-file", Slug: "my-slug", Title: "my slug", TitleFrom: FromFileName,
		Author: "Ann, Bo", Description: "S", Series: "One, Two", Lang: "en", Weight: 2.5, Draft: true,
		Routes: []string{"/a/", "/b"}, Redirects: []string{"/c", "/a/", "/old"}, Aliases: []string{"Name", "/old", "Fold", "and split"},
		Words: 1, Size: n.Size, FieldData: n.FieldData,
	}
	want.SetDetails(n.Details())
	if !reflect.DeepEqual(n, want) {
		t.Errorf("note\n%+v, want\n%+v", n, want)
	}
	if len(n.Details().Fields) != 13 || n.Details().Fields[7].Key != "permalink" || n.Details().Fields[7].Line != 9 {
		t.Errorf("fields %v", n.Details().Fields)
	}

	tests := []struct {
		header string
		get    func(*Note) any
		want   any
	}{
		{"author: Thomas", func(n *Note) any { return n.Author }, "Thomas"},
		{"author: {name: Ann, url: x}", func(n *Note) any { return n.Author }, "Ann"},
		{"authors: [Ann, Bo]", func(n *Note) any { return n.Author }, "Ann, Bo"},
		{"description:\nsummary: S", func(n *Note) any { return n.Description }, "S"},
		{"excerpt: E", func(n *Note) any { return n.Description }, "E"},
		{"draft: false", func(n *Note) any { return n.Draft }, false},
		{"draft: \"true\"", func(n *Note) any { return n.Draft }, true},
		{"published: false", func(n *Note) any { return n.Draft }, true},
		{"published: true", func(n *Note) any { return n.Draft || !n.Date.IsZero() }, false},
		{"published: 2024-01-02", func(n *Note) any { return n.Date.Format(time.DateOnly) }, "2024-01-02"},
		{"created: 2024-01-03\npublished: 2024-01-02", func(n *Note) any { return n.Date.Format(time.DateOnly) }, "2024-01-03"},
		{"published: 2024-01-03\ndate: 2024-01-02", func(n *Note) any { return n.Date.Format(time.DateOnly) }, "2024-01-02"},
		{"date:", func(n *Note) any { return n.Date.IsZero() }, true},
		{"alias: Fold", func(n *Note) any { return strings.Join(n.Aliases, "|") }, "Fold"},
		{"aliases:", func(n *Note) any { return len(n.Aliases) }, 0},
		{"aliases: [1984]", func(n *Note) any { return strings.Join(n.Aliases, "|") }, "1984"},
	}
	for _, test := range tests {
		n := parseHeader(test.header)
		if got := test.get(n); got != test.want || n.Details().Problems != nil {
			t.Errorf("%s: %v, want %v; problems %v", test.header, got, test.want, n.Details().Problems)
		}
	}
}

func TestParse_ReportsWrongFields(t *testing.T) {
	tests := []struct {
		header       string
		line, column int
		message      string
	}{
		{"a: b\ndate: 9999-99-99", 3, 7, `date: "9999-99-99" is not a date`},
		{"date: [2024]", 2, 7, "date: expected a date"},
		{"published: maybe", 2, 12, `published: "maybe" is not a date`},
		{"title: {a: b}", 2, 8, "title: expected text"},
		{"draft: maybe", 2, 8, "draft: expected true or false"},
		{"weight: heavy", 2, 9, "weight: expected a number"},
		{"aliases: {a: b}", 2, 10, "aliases: expected text or a list"},
		{"author: {url: x}", 2, 9, "author: expected a name"},
		{"date: \"\\e[31m\"", 2, 7, `date: "␛[31m" is not a date`},
	}
	for _, test := range tests {
		n := parseHeader(test.header)
		want := []Problem{{test.line, test.column, test.message}}
		if !reflect.DeepEqual(n.Details().Problems, want) {
			t.Errorf("%s: %v, want %v", test.header, n.Details().Problems, want)
		}
	}
	n := Parse("2024-01-02-x.md", []byte("---\ndate: never\n---\n")).Note
	if n.Date.Format(time.DateOnly) != "2024-01-02" || !n.Date.FromName || len(n.Details().Problems) != 1 {
		t.Errorf("date %v, problems %v", n.Date, n.Details().Problems)
	}
}
