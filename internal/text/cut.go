package text

import "strings"

// Cut cuts s to at most w cells. tail marks that something was cut off; it is left out if it is wider than w. A wide
// character across the edge is dropped, so the result may be a cell narrower than w. Escape sequences after the cut stay,
// since they may end a style or a link. For a text without any, the time is bounded by w.
func (m WidthMethod) Cut(s string, w int, tail string) string {
	if w <= 0 {
		return ""
	}
	head := s
	if strings.IndexByte(s, escape) < 0 {
		head = Head(s, w)
	}
	if len(head) == len(s) && (len(s) <= w && isPrintableASCII(s) || m.Width(s) <= w) {
		return s
	}
	tailWidth := m.Width(tail)
	if tailWidth > w {
		tail, tailWidth = "", 0
	}
	return m.keepFirst(head, w-tailWidth, tail)
}

// keepFirst returns the first w cells of s and tail after them.
func (m WidthMethod) keepFirst(s string, w int, tail string) string {
	var b strings.Builder
	for s != "" {
		if n := min(asciiLen(s), w); n > 0 {
			b.WriteString(s[:n])
			s, w = s[n:], w-n
			continue
		}
		if n := sequenceLen(s); n > 0 {
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		cluster, cells := m.First(s)
		if cells > w {
			break
		}
		b.WriteString(cluster)
		s, w = s[len(cluster):], w-cells
	}
	b.WriteString(tail)
	for i := strings.IndexByte(s, escape); i >= 0; i = strings.IndexByte(s, escape) {
		s = s[i:]
		n := sequenceLen(s)
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

// CutLeft cuts s at its beginning, to at most w cells. head marks that something was cut off; it is left out if it is wider
// than w. A space takes the place of half a wide character.
func (m WidthMethod) CutLeft(s string, w int, head string) string {
	if w <= 0 {
		return ""
	}
	if most := (w + 1) * BytesPerCell; len(s) > most && isPrintableASCII(s[len(s)-most:]) && strings.IndexByte(s, escape) < 0 {
		s = s[len(s)-most:]
	}
	have := m.Width(s)
	if have <= w {
		return s
	}
	headWidth := m.Width(head)
	if headWidth > w {
		head, headWidth = "", 0
	}
	return head + m.Drop(s, have-w+headWidth)
}

// Drop returns s without its first n cells. A wide character across the edge is dropped, and a space takes the place of its
// other half. Escape sequences before the cut stay.
func (m WidthMethod) Drop(s string, n int) string {
	rest := m.Width(s) - n
	if rest <= 0 {
		return ""
	}
	var b strings.Builder
	for s != "" && n > 0 {
		if k := min(asciiLen(s), n); k > 0 {
			s, n = s[k:], n-k
			continue
		}
		if k := sequenceLen(s); k > 0 {
			b.WriteString(s[:k])
			s = s[k:]
			continue
		}
		cluster, cells := m.First(s)
		s, n = s[len(cluster):], n-cells
	}
	b.WriteString(s)
	return m.PadLeft(b.String(), rest)
}

// Fit cuts or pads s to exactly w cells.
func (m WidthMethod) Fit(s string, w int, tail string) string { return m.Pad(m.Cut(s, w, tail), w) }

// Prefix returns the longest beginning of a plain text that takes at most w cells. It reads at most Head(s, w).
func (m WidthMethod) Prefix(s string, w int) string {
	s = Head(s, w)
	end := 0
	for end < len(s) {
		if n := min(asciiLen(s[end:]), w); n > 0 {
			end, w = end+n, w-n
			continue
		}
		cluster, cells := m.First(s[end:])
		if cells > w {
			break
		}
		end, w = end+len(cluster), w-cells
	}
	return s[:end]
}

// Suffix returns the longest end of a plain text that takes at most w cells. It reads all of s.
func (m WidthMethod) Suffix(s string, w int) string {
	for over := m.PlainWidth(s) - w; over > 0 && s != ""; {
		cluster, cells := m.First(s)
		s, over = s[len(cluster):], over-cells
	}
	return s
}
