package search

import "strings"

// Related is a note about the same as another note, this note, with the reasons for it. Its score says how similar the two are:
// 0 is not at all, and the text of this note compared with itself gives 1.
type Related struct {
	Hit
	Terms                  []string          // words that both notes have and few others, the most telling first
	Tags                   []string          // tags that both notes have, the rarest first
	Neighbours             []CommonNeighbour // notes that are linked with both, those with the fewest links first
	IsLinked               bool              // one of the notes links to the other
	IsMentioned            bool              // this note has its title or an alias of it in the text
	MentionsThis           bool              // it has the title or an alias of this note in its text
	IsInSeries, IsInFolder bool              // both notes are in the same series, or in the same folder
}

// CommonNeighbour is a note that is linked with two others.
type CommonNeighbour struct {
	Hit
	Direction NeighbourDirection
}

// NeighbourDirection says which way the links between a note and two others go.
type NeighbourDirection uint8

// The directions.
const (
	LinkedFromBoth NeighbourDirection = iota // both link to the neighbour
	LinksToBoth                              // the neighbour links to both
	BetweenThem                              // one links to the neighbour, which links to the other
)

// Reasons describes in a few words each why the note is related, the strongest kind of reason first: "dynamodb, pagination",
// "#aws", "linked", "both link to Reading list".
func (r Related) Reasons() []string {
	var all []string
	if len(r.Terms) > 0 {
		all = append(all, strings.Join(r.Terms, ", "))
	}
	if len(r.Tags) > 0 {
		all = append(all, "#"+strings.Join(r.Tags, " #"))
	}
	if r.IsLinked {
		all = append(all, "linked")
	}
	for _, n := range r.Neighbours {
		all = append(all, n.describe())
	}
	for _, sign := range []struct {
		holds bool
		text  string
	}{
		{r.IsMentioned && !r.IsLinked, "mentioned here"},
		{r.MentionsThis && !r.IsLinked, "mentions this note"},
		{r.IsInSeries, "same series"},
		{r.IsInFolder && len(all) == 0, "same folder"},
	} {
		if sign.holds {
			all = append(all, sign.text)
		}
	}
	return all
}

func (n CommonNeighbour) describe() string {
	switch n.Direction {
	case LinkedFromBoth:
		return "both link to " + n.Title()
	case LinksToBoth:
		return n.Title() + " links to both"
	}
	return n.Title() + " is between them"
}
