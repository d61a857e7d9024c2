package diagram

import (
	"regexp"
	"strings"
	"sync"
)

// settingsOpen matches a line in which the settings of a node begin and do not end, settingsEnd one in which they end.
var (
	settingsOpen = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`@\{(?:[^"}]|"[^"]*")*$`) })
	settingsEnd  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[^"}]|"[^"]*")*\}`) })
)

// namedShapes are the shapes that @{ shape: … } names, those of them that have an outline here.
// See https://mermaid.js.org/syntax/flowchart.html#complete-list-of-new-shapes.
var namedShapes = map[string]shape{
	"rect": box, "proc": box, "process": box, "rectangle": box, "rounded": rounded, "event": rounded, "stadium": rounded, "pill": rounded,
	"terminal": rounded, "circle": rounded, "circ": rounded, "diam": diamond, "decision": diamond, "diamond": diamond, "question": diamond,
	"hex": hexagon, "hexagon": hexagon, "prepare": hexagon, "cyl": cylinder, "db": cylinder, "database": cylinder, "cylinder": cylinder,
	"subproc": subroutine, "subprocess": subroutine, "subroutine": subroutine, "framed-rectangle": subroutine, "fr-rect": subroutine,
	"dbl-circ": doubleCircle, "double-circle": doubleCircle, "lean-r": slantedRight, "lean-right": slantedRight, "in-out": slantedRight,
	"lean-l": slantedLeft, "lean-left": slantedLeft, "out-in": slantedLeft, "trap-b": trapezoid, "priority": trapezoid, "trap-t": trapezoidUp,
	"manual": trapezoidUp, "odd": pennant, "text": plain, "comment": noteBox, "card": box, "doc": box, "document": box, "docs": box,
	"documents": box, "delay": rounded, "h-cyl": cylinder, "das": cylinder, "lin-cyl": cylinder, "disk": cylinder, "notch-rect": box,
	"lin-rect": subroutine, "lined-rectangle": subroutine, "lin-proc": subroutine, "div-rect": box, "div-proc": box, "win-pane": box,
	"internal-storage": box, "doc-like": box, "lin-doc": box, "st-rect": box, "procs": box, "processes": box, "st-doc": box,
	"tag-rect": box, "tag-proc": box, "tag-doc": box, "sl-rect": box, "manual-input": box, "notch-pent": box, "loop-limit": box,
	"flag": pennant, "paper-tape": pennant, "bow-rect": box, "stored-data": box, "curv-trap": rounded, "display": rounded, "sm-circ": startPoint,
	"small-circle": startPoint, "start": startPoint, "f-circ": startPoint, "junction": startPoint, "filled-circle": startPoint,
	"fr-circ": endPoint, "stop": endPoint, "framed-circle": endPoint, "fork": bar, "join": bar, "brace": noteBox, "braces": noteBox,
	"brace-r": noteBox, "manual-file": trapezoidUp, "tri": box, "extract": box, "datastore": cylinder, "trapezoid": trapezoid,
	"manual-operation": trapezoidUp, "inv-trapezoid": trapezoidUp, "half-rounded-rectangle": rounded, "bang": box, "cloud": rounded,
}

// setting is one of @{ … }: a key with a quoted or bare value.
var setting = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*([A-Za-z]+)\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,"']*))\s*(?:,|$)`)
})

// applySettings applies what stands between @{ and }. It is false if a shape has no outline here.
func (n *node) applySettings(s string) bool {
	for strings.TrimSpace(s) != "" {
		m := setting().FindStringSubmatch(s)
		if m == nil {
			return false
		}
		s = s[len(m[0]):]
		value := strings.TrimSpace(m[2] + m[3] + m[4])
		switch m[1] {
		case "shape":
			found, ok := namedShapes[value]
			if !ok {
				return false
			}
			n.shape = found
		case "label":
			n.label = cleanLabel(value)
		case "icon", "img":
			return false
		}
	}
	return true
}
