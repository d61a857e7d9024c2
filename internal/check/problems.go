package check

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"quire/internal/note"
)

// problems are what the parser met, sorted into kinds.
func problems(n *note.Note) []Finding {
	if n.ProblemCount == 0 {
		return nil
	}
	var all []Finding
	details := n.Details()
	for _, p := range details.Problems {
		all = append(all, Finding{Path: n.Path, Line: p.Line, Column: p.Column, Kind: problemKind(n, details.Fields, p), Message: p.Message})
	}
	return all
}

// dateKeys are the fields that a date is read from.
var dateKeys = set("date", "created", "published")

// problemKind tells by the place of a problem, and by the field that its
// message begins with, what it concerns.
func problemKind(n *note.Note, fields []note.Field, p note.Problem) Kind {
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

var dayName = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-|$)`)

// nameDate reports a file name that begins like a day, as those of posts do,
// but with a day that is in no calendar.
func nameDate(n *note.Note) (Finding, bool) {
	name := path.Base(n.ID)
	if !dayName.MatchString(name) {
		return Finding{}, false
	}
	if _, err := time.Parse(time.DateOnly, name[:10]); err == nil {
		return Finding{}, false
	}
	return Finding{Path: n.Path, Kind: BadDate, Message: "the file name begins with " + name[:10] + ", which is not a date"}, true
}
