package query

import (
	"strings"
	"testing"
)

func TestExpression_IgnoresCaseUnlessPatternHasUpperCase(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"lambda", "AWS Lambda", true},
		{"Lambda", "AWS lambda", false},
		{"Lambda", "AWS Lambda", true},
		{`\Slambda\S`, "xLAMBDAx", true},
		{`\p{Lu}\pLb`, "AaB", true},
		{`(?P<Name>x)`, "X", true},
		{`(?U:x+)`, "X", true},
		{`[A-C]x`, "ax", false},
		{"größe", "GRÖSSE", false},
		{"größe", "GRÖẞE", true},
		{"größe", "Gro\u0308ße", false}, // the text is compared in NFC
		{"gro\u0308ße", "GRÖßE", true},
		{`^b$`, "a b", false},
	} {
		q, err := Parse("/" + c.pattern + "/")
		if err != nil {
			t.Fatalf("%s: %v", c.pattern, err)
		}
		x, err := q.Root.(Expression).Compile()
		if err != nil {
			t.Fatal(err)
		}
		if got := x.MatchString(c.text); got != c.want {
			t.Errorf("/%s/ matches %q: %v, want %v", c.pattern, c.text, got, c.want)
		}
	}
}

func TestParse_BoundsExpressions(t *testing.T) {
	for _, pattern := range []string{strings.Repeat("x", maxPatternBytes+1), "(x{1000}y{1000})z{1000}w{1000}v{1000}"} {
		if q, err := Parse("a /" + pattern + "/"); err == nil || q.String() != "a" {
			t.Errorf("/%.20s/ is %v, %v", pattern, q, err)
		}
	}
}

func TestExpressions_OmitsExcluded(t *testing.T) {
	q, err := Parse("/a/ -/b/ (/C/ OR d)")
	if got := strings.Join(q.Expressions(), " "); err != nil || got != "(?i)a C" {
		t.Errorf("%q, %v", got, err)
	}
}

// quoteSlashes returns q with phrases in place of words that begin with a slash, as which String may write them.
func quoteSlashes(q Query) Query {
	return Query{replaceLeaves(q.Root, func(n Node) Node {
		if w, ok := n.(Word); ok && strings.HasPrefix(w.Text, "/") {
			return Phrase(w)
		}
		return n
	})}
}
