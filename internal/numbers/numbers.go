// Package numbers writes numbers and counts as people read them, in English. It must never know what is counted.
package numbers

import "strconv"

// Format writes n with commas between thousands: 1,204.
func Format(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count writes n with the noun in the singular or plural: 1 note, 1,204 notes.
func Count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return Format(n) + " " + plural
}

// Pluralize writes n without commas, for programs to read, and the noun with an s unless n is 1: 1 note, 1204 notes.
func Pluralize(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
