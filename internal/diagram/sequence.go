package diagram

// participant is a column of a sequence diagram.
type participant struct {
	id        string
	label     []string
	box       int  // the number of the box around it, from 1; 0: none
	isCreated bool // by a message, rather than at the beginning
}

// stepKind is what happens in a step of a sequence.
type stepKind uint8

const (
	stepMessage stepKind = iota
	stepNote
	stepActivate
	stepDeactivate
	stepOpen   // a block: loop, alt, opt, par, critical, break
	stepBranch // else, and, option
	stepClose
)

// step is a row or more of a sequence diagram.
type step struct {
	kind       stepKind
	from, to   int // participants; of a note those that it stands over
	text       []string
	word       string // of a block
	line       lineStyle
	tail, head string // characters; "" for none
	side       string // of a note: over, left, right
	creates    bool
	destroys   bool // to
	leaves     bool // from is destroyed
}

// sequence is a sequence diagram.
type sequence struct {
	participants []*participant
	boxes        []string // their titles
	steps        []step
	index        map[string]int
}
