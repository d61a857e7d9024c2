package render

import "quire/internal/note"

// conceptLine returns what a note of a knowledge bundle says of itself: its type, who has confirmed it and how long it holds. It is
// nil for other notes. What a reader must know before relying on the note stands last, in the colour of a warning.
func (p *Page) conceptLine() []span {
	c, ok := p.src.Details().Concept()
	if !ok {
		return nil
	}
	line, dim, warning := factLine{page: p}, p.theme.Dim, p.theme.Warning
	if c.Type == "" {
		line.add("knowledge bundle in the Open Knowledge Format "+c.Version, dim)
		return line.spans
	}
	line.add(c.Type, dim)
	line.add(c.Trust.String()+" "+formatDay(c.VerifiedAt), dim)
	if day := formatDay(c.GeneratedAt); day != "" && c.IsByHuman {
		line.add("written "+day, dim)
	} else if day != "" {
		line.add("generated "+day, dim)
	}
	isStale := !c.StaleAfter.IsZero() && !p.opts.Now.IsZero() && !p.opts.Now.Before(c.StaleAfter.Time)
	if day := formatDay(c.StaleAfter); day != "" && !isStale {
		line.add("stale after "+day, dim)
	}
	switch c.Status {
	case "deprecated":
		line.add(c.Status, warning)
	case "draft":
		if !p.src.Note.Draft { // else the line above says it
			line.add(c.Status, dim)
		}
	default:
		line.add(c.Status, dim)
	}
	if isStale {
		line.add("stale since "+formatDay(c.StaleAfter), warning)
	}
	return line.spans
}

// formatDay returns a day in few letters, so that the line stays one, or "".
func formatDay(d note.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format("2 Jan 2006")
}
