package linear

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/safe"
	"quire/internal/theme"
)

// session is one reading, from the first command to the last.
type session struct {
	Options
	*catalog.Catalog
	ctx   context.Context
	in    *input
	paper *paper
	look  *theme.Theme
	known *commandTable
	done  bool
	// failed is set once something that was asked for could not be done or found.
	failed bool

	query string      // in force
	slip  string      // what was left out of it, and why
	words []string    // of the query
	hits  []index.Hit // what it finds, in order
	page  *page       // what is open; nil with the list
	last  string      // path of the note that was open last
	trail trail
	find  string // what was searched for in a page last
	pick  choice
}

// choice is what a number means: one of what was listed last.
type choice struct {
	what string // link, note, tag …
	n    int
	do   func(i int) // from 0
	not  func(i int) // of -N; nil where that means nothing
}

// say prints a short text, which is made safe, each part on its own lines.
func (s *session) say(parts ...string) {
	var all []string
	for _, part := range parts {
		all = append(all, wrap(safe.Text(part), s.Width, 2)...)
	}
	s.paper.show(list(all), false)
}

func (s *session) sayf(format string, args ...any) { s.say(fmt.Sprintf(format, args...)) }

// fail says why what was asked for cannot be done, or that there is none.
func (s *session) fail(parts ...string) {
	s.failed = true
	s.say(parts...)
}

func (s *session) failf(format string, args ...any) { s.fail(fmt.Sprintf(format, args...)) }

// offer prints items with numbers, of which one may be chosen, below a title. Items are made safe.
func (s *session) offer(title string, items []string, c choice) {
	c.n = len(items)
	s.pick = c
	width := len(number(len(items))) + 2
	i, part := -1, []string(nil)
	s.paper.show(func() (string, bool) {
		if i < 0 {
			if i = 0; title != "" {
				part = wrap(safe.Text(title), s.Width, 2)
			}
		}
		for len(part) == 0 {
			if i == len(items) {
				return "", false
			}
			part = wrap(strconv.Itoa(i+1)+". "+safe.Text(items[i]), s.Width, width)
			i++
		}
		line := part[0]
		part = part[1:]
		return line, true
	}, false)
}

// choose takes the number of what was listed last; a minus before it leaves it out, where that means something.
func (s *session) choose(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	n, err := strconv.Atoi(digits)
	if err != nil || digits == "" || digits[0] < '0' || digits[0] > '9' {
		return false
	}
	do := s.pick.do
	if digits != text {
		do = s.pick.not
	}
	switch {
	case s.pick.n == 0:
		s.fail("nothing with numbers was listed")
	case do == nil:
		s.failf("a number chooses a %s; a minus means nothing here", s.pick.what)
	case n < 1 || n > s.pick.n:
		s.failf("no %s %s: there are %s", s.pick.what, text, number(s.pick.n))
	default:
		do(n - 1)
	}
	return true
}

// numbered reads an argument that is to be a number from 1 to n.
func (s *session) numbered(arg, what string, n int) (int, bool) {
	i, err := strconv.Atoi(strings.TrimSpace(arg))
	switch {
	case n == 0:
		s.failf("there is no %s here", what)
	case err != nil || i < 1 || i > n:
		s.failf("which %s? a number from 1 to %s", what, number(n))
	default:
		return i - 1, true
	}
	return 0, false
}

// number is n with its thousands parted: 1,204.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
