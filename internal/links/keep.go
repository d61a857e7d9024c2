package links

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// Kept is where all links of a library lead, as bytes. It holds as long as notes, assets and site are the same: the notes
// are for others to compare, the rest is in it.
func (r *Resolver) Kept() []byte {
	g := r.links()
	out := r.others()
	for _, e := range g.edges {
		out = binary.AppendUvarint(out, uint64(e.to+1)<<statusBits|uint64(e.status))
	}
	return out
}

const statusBits = 3

// Recall gives a resolver of the same notes what Kept was, so that it need not follow all links anew. What does not fit is
// passed over. It is called before any link is asked for.
func (r *Resolver) Recall(kept []byte) { r.kept = kept }

// others are assets and site, as a checksum.
func (r *Resolver) others() []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q %q", len(r.notes), r.site, r.assets)
	return h.Sum(nil)
}

// recalled is the graph as it was kept, if it still holds.
func (r *Resolver) recalled(edges []edge) bool {
	others := r.others()
	if len(r.kept) < len(others) || !slices.Equal(r.kept[:len(others)], others) {
		return false
	}
	rest := r.kept[len(others):]
	for i := range edges {
		v, n := binary.Uvarint(rest)
		to, status := v>>statusBits, Status(v&(1<<statusBits-1))
		if n <= 0 || to > uint64(len(r.notes)) {
			return false
		}
		rest = rest[n:]
		edges[i] = edge{int32(to) - 1, status}
	}
	return len(rest) == 0
}
