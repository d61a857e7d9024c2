package note

import "strings"

// Anchor returns the anchor by which links refer to the block: ^ID, or the id of an HTML element.
func (b Block) Anchor() string {
	if b.IsElementID {
		return b.ID
	}
	return "^" + b.ID
}

// FindBlock returns the first block with an anchor. Case counts in the ids of HTML elements, and not in others.
func (d *Details) FindBlock(anchor string) (Block, bool) {
	if anchor == "" {
		return Block{}, false
	}
	id, isBlockID := strings.CutPrefix(anchor, "^")
	for _, b := range d.Blocks {
		if b.IsElementID && b.ID == anchor || isBlockID && !b.IsElementID && strings.EqualFold(b.ID, id) {
			return b, true
		}
	}
	return Block{}, false
}

// AnchorLine returns the line of the heading or block with an anchor, or 0 when there is none.
func (d *Details) AnchorLine(anchor string) int {
	for _, h := range d.Headings {
		if h.Anchor == anchor {
			return h.Line
		}
	}
	b, _ := d.FindBlock(anchor)
	return b.Line
}
