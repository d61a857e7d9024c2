package tui

// recordInput makes work in the background yield to the answer of an input.
func (m Model) recordInput() Model {
	if m.opts.OnInput != nil {
		m.opts.OnInput()
	}
	return m
}
