package check

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"quire/internal/note"
)

// problemFindings returns the parser's problems as findings.
func problemFindings(n *note.Note) []Finding {
	if n.ProblemCount == 0 {
		return nil
	}
	var findings []Finding
	details := n.Details()
	for _, p := range details.Problems {
		findings = append(findings, Finding{Path: n.Path, Line: p.Line, Column: p.Column, Kind: classifyProblem(n, details.Fields, p), Message: p.Message})
	}
	return findings
}

// dateKeys are the fields from which a note's date is read.
var dateKeys = stringSet("date", "created", "published")

// classifyProblem returns the kind of a problem, by its line and by the field that its message begins with.
func classifyProblem(n *note.Note, fields []note.Field, p note.Problem) Kind {
	if p.Line == 0 {
		return BadText
	}
	if strings.HasPrefix(p.Message, "front matter ") {
		return FrontMatter
	}
	kind := BadText
	for _, f := range fields {
		if f.Line >= p.Line || strings.HasPrefix(p.Message, strconv.Quote(f.Key)+" is set twice") {
			kind = FrontMatter
		}
		if strings.HasPrefix(p.Message, f.Key+": ") {
			if dateKeys[strings.ToLower(f.Key)] {
				return BadDate
			}
			kind = FrontMatter
		}
	}
	return kind
}

// datedFileName matches file names that begin with a date, as those of Jekyll's posts do.
var datedFileName = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-|$)`)

// checkFileNameDate reports a file name that begins with an impossible date.
func checkFileNameDate(n *note.Note) (Finding, bool) {
	name := path.Base(n.ID)
	if !datedFileName.MatchString(name) {
		return Finding{}, false
	}
	if _, err := time.Parse(time.DateOnly, name[:10]); err == nil {
		return Finding{}, false
	}
	return Finding{Path: n.Path, Kind: BadDate, Message: "the file name begins with " + name[:10] + ", which is not a date"}, true
}
