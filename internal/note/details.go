package note

// DetailsStore holds the details of notes in a form of its own: package snapshot has one in memory and one in a file. It is
// safe for concurrent use.
type DetailsStore interface {
	// LoadDetails returns the details of n, which is the i-th note of the store. They belong to the caller.
	LoadDetails(n *Note, i int) *Details
}

// Details returns the details of a note. A store decodes them again in each call, so do not call it for each single use;
// details that SetDetails set are returned as they are, so do not change them.
func (n *Note) Details() *Details {
	d := n.details
	if n.store != nil {
		d = n.store.LoadDetails(n, n.storeIndex)
	}
	if d == nil {
		d = &Details{}
	}
	if len(d.Links) != n.LinkCount || len(d.Problems) != n.ProblemCount {
		// The stored details are wrong although their checksum was right. Empty links and problems of the right
		// number keep all indexes valid.
		return &Details{Links: make([]Link, n.LinkCount), Problems: make([]Problem, n.ProblemCount)}
	}
	return d
}

// SetDetails replaces the details of the note. They belong to the note from then on.
func (n *Note) SetDetails(d *Details) {
	n.details, n.store, n.storeIndex = d, nil, 0
	n.LinkCount, n.ProblemCount = len(d.Links), len(d.Problems)
}

// Store returns the store that has the details of the note, and the note's number in it. It is nil after SetDetails.
func (n *Note) Store() (s DetailsStore, i int) { return n.store, n.storeIndex }

// UseStore drops the note's own details and takes the i-th of s from now on.
func (n *Note) UseStore(s DetailsStore, i int) { n.details, n.store, n.storeIndex = nil, s, i }
