package formula

// class is what a part of a formula is to its neighbours; it decides on the space between them (The TeXbook, chapter 18).
type class uint8

const (
	ordinary    class = iota
	operator          // ∑, sin
	binary            // +
	relation          // =
	opening           // (
	closing           // )
	punctuation       // ,
	inner             // a fraction or a pair of growing delimiters
	noClass           // a space
)

// node is a part of a formula.
type node interface {
	class() class
	layout(layout) (box, error)
}

// The nodes.
type (
	// symbol is a sign or a name.
	symbol struct {
		text string
		kind class
		// hasLimits says that scripts stand above and below in a displayed formula.
		hasLimits bool
	}
	// row is a sequence of nodes.
	row []node
	// space is a blank of some cells.
	space int
	// scripts is a base with what stands at its upper and lower right; both may be nil, though not at once.
	scripts struct {
		base, super, sub node
		limits           bool // they stand above and below the base in a displayed formula
	}
	// fraction is one thing over another, with or without a rule between them, within delimiters unless they are empty.
	fraction struct {
		above, below node
		hasRule      bool
		open, close  string
	}
	// root is a radical; index is nil for a square root.
	root struct{ index, body node }
	// delimited is something between delimiters that grow with it. An empty delimiter is not drawn.
	delimited struct {
		open, close string
		parts       []node // with a delimiter between each two
		middle      []string
	}
	// grid is a matrix or a list of equations.
	grid struct {
		open, close string
		rows        [][]row
		alignment   string // l, c or r for each column; the last one holds for all further columns
		gap         int    // cells between columns
	}
	// accent is a sign over a letter.
	accent struct {
		mark rune // combining
		body node
	}
	// lined is something with a line over or under it.
	lined struct {
		body  node
		under bool
	}
	// braced is something with a brace over or under it.
	braced struct {
		body  node
		under bool
	}
	// stacked is a base with something small over or under it.
	stacked struct {
		base, over, under node
		kind              class
	}
	// arrow is an arrow as long as what stands over it.
	arrow struct {
		over        node
		tail, point string
	}
)

func (n symbol) class() class  { return n.kind }
func (n row) class() class     { return ordinary }
func (space) class() class     { return noClass }
func (n scripts) class() class { return n.base.class() }
func (fraction) class() class  { return inner }
func (root) class() class      { return ordinary }
func (delimited) class() class { return inner }
func (grid) class() class      { return inner }
func (accent) class() class    { return ordinary }
func (lined) class() class     { return ordinary }
func (braced) class() class    { return operator }
func (n stacked) class() class { return n.kind }
func (arrow) class() class     { return relation }
