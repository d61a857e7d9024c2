package search

import (
	"strings"
	"time"

	"quire/internal/note"
)

// Hit is a note that a search found. It is a small value that is read through methods. Two hits of the same note need not be
// equal: compare their paths. The zero Hit stands for no note, and only IsZero and Path may be called on it.
type Hit struct {
	note   *note.Note
	score  float32
	number uint32
}

// NewHit returns a hit of n, for engines. The score is 0 unless hits are ranked. The number is what Result.NumberOf returns
// for the note's path; it is ignored where that is nil.
func NewHit(n *note.Note, score float32, number uint32) Hit { return Hit{n, score, number} }

// IsZero reports whether h stands for no note.
func (h Hit) IsZero() bool { return h.note == nil }

// Path returns the slash path of the note below the root of the library, or "" for the zero Hit.
func (h Hit) Path() string {
	if h.note == nil {
		return ""
	}
	return h.note.Path
}

// Score returns the BM25 score, or 0 if the hits are not ranked.
func (h Hit) Score() float64 { return float64(h.score) }

// ID returns the path without its extension.
func (h Hit) ID() string { return h.note.ID }

// Slug returns the note's short name; see note.Note.
func (h Hit) Slug() string { return h.note.Slug }

// Title returns the title.
func (h Hit) Title() string { return h.note.Title }

// TitleFrom says where the title comes from.
func (h Hit) TitleFrom() note.TitleSource { return h.note.TitleFrom }

// Date returns the date of the note, which may be zero.
func (h Hit) Date() note.Date { return h.note.Date }

// Modified returns when the file was changed last. It is zero if that is unknown.
func (h Hit) Modified() time.Time { return h.note.Modified }

// Size returns the size of the file in bytes.
func (h Hit) Size() int64 { return h.note.Size }

// Tags returns the tags as spelled in the note. Callers must not change the slice.
func (h Hit) Tags() []string { return h.note.Tags }

// IsDraft reports whether the note is a draft.
func (h Hit) IsDraft() bool { return h.note.Draft }

// Words returns the number of words of visible text.
func (h Hit) Words() int { return h.note.Words }

// LinkCount returns the number of links in the note.
func (h Hit) LinkCount() int { return h.note.LinkCount }

// ProblemCount returns the number of problems in the note.
func (h Hit) ProblemCount() int { return h.note.ProblemCount }

// TaskCount returns the number of tasks in the note.
func (h Hit) TaskCount() int { return int(h.note.TaskCount) }

// OpenTaskCount returns the number of tasks that are still to be done.
func (h Hit) OpenTaskCount() int { return int(h.note.OpenTaskCount) }

// FieldText returns the values of a key of the front matter, separated by commas and on one line, or "". Keys are compared
// without case; extra. before a key that the note does not have as it is makes no difference.
func (h Hit) FieldText(key string) string {
	values := h.fieldValues(key)
	if plain, ok := strings.CutPrefix(key, "extra."); ok && values == nil {
		values = h.fieldValues(plain)
	}
	return strings.Join(values, ", ")
}

func (h Hit) fieldValues(key string) []string {
	var all []string
	folded := note.FoldName(key)
	for name, values := range h.note.FieldValues() {
		if name != key && note.FoldName(name) != folded {
			continue
		}
		for v := range values.All() {
			all = append(all, strings.Join(strings.Fields(v), " "))
		}
	}
	return all
}
