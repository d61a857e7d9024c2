package query

import "testing"

func TestQuery_SearchesTexts(t *testing.T) {
	for in, want := range map[string]bool{
		"":                             false,
		"#go":                          false,
		"#go -#meta date:2021":         false,
		"title:sea OR author:\"a b\"":  false,
		"path:d1 is:orphan links:a":    false,
		"word":                         true,
		"\"two words\"":                true,
		"-word":                        true,
		"#go (is:draft OR -(#a word))": true,
		"title:sea wor*":               true,
	} {
		q, err := Parse(in)
		if err != nil {
			t.Fatal(in, err)
		}
		if got := q.SearchesTexts(); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
}
