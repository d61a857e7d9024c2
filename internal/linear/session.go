package linear

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"quire/internal/catalog"
	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/theme"
)

// session holds the state of one call of Run. Only the goroutine of Run uses it.
type session struct {
	Options
	ctx        context.Context
	library    catalog.Library
	lines      *lineReader
	pager      *pager
	asciiTheme *theme.Theme
	commands   *commandTable
	quit       bool
	// failed records that a command failed or found nothing.
	failed bool

	query      string   // the query that filters the list
	sortKey    string   // key of the front matter by whose values the list is sorted; "" for Sort
	queryError string   // message about the part of query that was ignored; empty if valid
	queryWords []string // words of query, to search for in pages
	// queryExpression is the first regular expression of query, between slashes.
	queryExpression string
	found           search.Result // the list: what query finds, sorted
	page            *page         // the open page; nil while the list is open
	lastPath        string        // path of the note opened last, also while the list is open
	recent          []string      // paths of the notes opened in this session, the latest first
	history         history
	// isListVisit is set while the list is open because a link led there; queryBeforeList was the query on the page with the link.
	isListVisit     bool
	queryBeforeList string
	searchText      string // text of the last find
	menu            menu
}

// menu describes the numbered list that was printed last, or the links of a page just opened.
type menu struct {
	noun    string // singular: link, note, tag
	count   int
	choose  func(i int) // receives an index from 0
	exclude func(i int) // called for -N; nil if that has no meaning
	// verbatim prints each item on one line with its spaces, because it shows exactly what will be copied.
	verbatim bool
}

// printText prints short texts, each wrapped and starting on a new line. It replaces control characters.
func (s *session) printText(parts ...string) {
	var lines []string
	for _, part := range parts {
		lines = append(lines, wrapText(safe.Text(part), s.Width, 2)...)
	}
	s.pager.printFirstScreen(iterateLines(lines), false)
}

func (s *session) printTextf(format string, args ...any) { s.printText(fmt.Sprintf(format, args...)) }

// fail prints why a command failed or found nothing, and records the failure for the exit code.
func (s *session) fail(parts ...string) {
	s.failed = true
	s.printText(parts...)
}

func (s *session) failf(format string, args ...any) { s.fail(fmt.Sprintf(format, args...)) }

// offerMenu prints numbered items below a title, if there is one, and makes m the menu that numbers choose from. It
// replaces control characters in items.
func (s *session) offerMenu(title string, items []string, m menu) {
	m.count = len(items)
	s.menu = m
	indent := len(numbers.Format(len(items))) + 2
	i, wrapped := -1, []string(nil) // i is -1 before the title
	s.pager.printFirstScreen(func() (string, bool) {
		if i < 0 {
			if i = 0; title != "" {
				wrapped = wrapText(safe.Text(title), s.Width, 2)
			}
		}
		for len(wrapped) == 0 {
			if i == len(items) {
				return "", false
			}
			text := strconv.Itoa(i+1) + ". " + safe.Text(items[i])
			if wrapped = []string{text}; !m.verbatim {
				wrapped = wrapText(text, s.Width, indent)
			}
			i++
		}
		line := wrapped[0]
		wrapped = wrapped[1:]
		return line, true
	}, false)
}

// chooseNumber executes text if it is a number: N chooses item N of the menu, -N excludes it. It reports whether text is
// a number.
func (s *session) chooseNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	n, err := strconv.Atoi(digits)
	if err != nil || digits == "" || digits[0] < '0' || digits[0] > '9' {
		return false
	}
	action := s.menu.choose
	if digits != text {
		action = s.menu.exclude
	}
	switch {
	case s.menu.count == 0:
		s.fail("no numbered list to choose from")
	case action == nil:
		s.failf("a number chooses a %s; a minus does nothing here", s.menu.noun)
	case n < 1 || n > s.menu.count:
		s.failf("no %s %s; the last is %s", s.menu.noun, text, numbers.Format(s.menu.count))
	default:
		action(n - 1)
	}
	return true
}

// parseNumber parses an argument that must be a number from 1 to n and returns it as an index from 0. Otherwise it prints
// what it expects; noun names the numbered things, in the singular.
func (s *session) parseNumber(arg, noun string, n int) (int, bool) {
	i, err := strconv.Atoi(strings.TrimSpace(arg))
	switch {
	case n == 0:
		s.failf("no %ss here", noun)
	case err != nil || i < 1 || i > n:
		s.failf("which %s? Give a number from 1 to %s.", noun, numbers.Format(n))
	default:
		return i - 1, true
	}
	return 0, false
}
