package tui

import "quire/internal/address"

// layOutRemarks lays out the remarks about an address or file, to be read before it is opened, with an empty
// line after them.
func (m *session) layOutRemarks(remarks []address.Remark, width int) []string {
	if len(remarks) == 0 {
		return nil
	}
	t := detailTable{session: m, width: width}
	for _, r := range remarks {
		if r.Warning {
			t.addProblem(r.Name, r.Text)
		} else {
			t.addRow(r.Name, r.Text)
		}
	}
	return append(t.lines, "")
}
