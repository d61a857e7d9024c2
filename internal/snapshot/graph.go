package snapshot

import (
	"bufio"

	"quire/internal/links"
)

// graphColumns are the fields of a link graph, which is a list of one record.
var graphColumns = table[links.Graph]{
	textColumn(1, func(g *links.Graph) *string { return &g.Inputs }),
	listColumn(2, func(g *links.Graph) *[]links.Edge { return &g.Edges }, &edgeColumns),
}

// edgeColumns are the fields of the target of a link.
var edgeColumns = table[links.Edge]{
	intColumn(1, func(e *links.Edge) *int32 { return &e.To }),
	intColumn(2, func(e *links.Edge) *links.Status { return &e.Status }),
}

func writeGraph(w *bufio.Writer, g links.Graph) error {
	var e encoder
	graphColumns.encodeRows(&e, []links.Graph{g})
	_, err := w.Write(e.buf)
	return err
}

// ReadGraph reads the links between the notes. It returns a function that decodes them, which most commands never call.
func (s *Snapshot) ReadGraph() (decode func() (links.Graph, error), err error) {
	packed, err := s.readPart(partGraph)
	if err != nil {
		return nil, err
	}
	return func() (links.Graph, error) {
		data, err := decompress(packed)
		if err != nil {
			return links.Graph{}, err
		}
		return decodeGraph(data)
	}, nil
}

func decodeGraph(data []byte) (links.Graph, error) {
	var g [1]links.Graph
	if !graphColumns.decodeText(&decoder{}, string(data), g[:]) {
		return links.Graph{}, ErrInvalid
	}
	return g[0], nil
}
