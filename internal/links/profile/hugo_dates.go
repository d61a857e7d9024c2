package profile

import (
	"strings"
	"time"

	"quire/internal/note"
)

// hugoDates are the keys of the front matter from which Hugo takes the date of a page when its settings say nothing else, see
// https://gohugo.io/configuration/front-matter/#dates.
var hugoDates = []string{"date", "publishdate", "pubdate", "published", "lastmod", "modified"}

// readDates reads from where pages have their dates.
func (h *hugo) readDates(s settings) {
	for _, key := range s.tableValue("frontmatter").stringList("date") {
		switch key = strings.ToLower(key); key {
		case ":default":
			h.dates = append(h.dates, hugoDates...)
		case "publishdate":
			h.dates = append(h.dates, "publishdate", "pubdate", "published")
		case "lastmod":
			h.dates = append(h.dates, "lastmod", "modified")
		default:
			h.dates = append(h.dates, key)
		}
	}
}

// dateOf returns the date of a page, the zero time without any.
func (h *hugo) dateOf(p hugoPage) time.Time {
	date, _ := h.dateAndSource(p)
	return date
}

// dateAndSource returns the date of a page, and whether it comes from the name of its file. It unpacks the details of the note
// only where the note's own date may be another than Hugo's.
func (h *hugo) dateAndSource(p hugoPage) (date time.Time, isFromName bool) {
	if len(h.dates) == 0 && !p.Date.IsZero() && !p.Date.FromName {
		return p.Date.Time, false
	}
	keys := h.dates
	if len(keys) == 0 {
		keys = hugoDates
	}
	var fields []note.Field
	for _, key := range keys {
		if key == ":filename" {
			if d, ok := dateOfName(p.contentName()); ok {
				return d, true
			}
			continue
		}
		if fields == nil {
			fields = p.Details().Fields
		}
		for _, f := range fields {
			if text, ok := f.Value.(string); ok && strings.EqualFold(f.Key, key) {
				if d, ok := note.ParseDate(text); ok {
					return d.Time, false
				}
			}
		}
	}
	return time.Time{}, false
}

// dateOfName returns the day at the start of a file's name.
func dateOfName(name string) (time.Time, bool) {
	if len(name) < len(time.DateOnly) || name[4] != '-' || name[7] != '-' {
		return time.Time{}, false
	}
	d, err := time.Parse(time.DateOnly, name[:len(time.DateOnly)])
	return d, err == nil
}

func startsWithDate(name string) bool {
	_, ok := dateOfName(name)
	return ok
}
