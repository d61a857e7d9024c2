package profile

import (
	"regexp"
	"sync"
)

// compileOnUse returns a function that compiles a regular expression when it is first called: a program that meets no site of a
// generator must not spend time on its patterns before it does anything.
func compileOnUse(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
