package safe

import (
	"fmt"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ShellWord quotes a path so that a shell reads it as one word that names the same file: unchanged where nothing in it
// means anything to a shell, else quoted. The result holds no control, bidi or invisible character, and Text leaves it
// as it is. A path that begins with a dash is written with ./ before it, so that no program takes it for an option.
//
// sh, bash, zsh and fish read the quoted form alike. What cannot be shown needs the form $'...' of POSIX.1-2024, which
// dash and fish do not read as the same name; they still read one word, or refuse it. On Windows the quotes are those
// that PowerShell and cmd share.
func ShellWord(path string) string { return quoteWord(path, runtime.GOOS == "windows") }

// longestPlain is more than a path has, in bytes. Longer words are quoted unseen.
const longestPlain = 4096

func quoteWord(path string, windows bool) string {
	if strings.HasPrefix(path, "-") {
		path = "./" + path
	}
	switch {
	case windows:
		return quoteForWindows(path)
	case len(path) <= longestPlain && isPlainWord(path, ""):
		return path
	case Text(path) == path:
		if quoted := quoteForPOSIX(path); Text(quoted) == quoted {
			return quoted
		}
	}
	return escapeForPOSIX(path)
}

// plain are the characters of ASCII that no shell gives a meaning to, wherever they stand in a word.
var plain = func() (set [utf8.RuneSelf]bool) {
	for r := range set {
		set[r] = unicode.IsLetter(rune(r)) || unicode.IsDigit(rune(r)) || strings.ContainsRune("_-./:@+,", rune(r))
	}
	return set
}()

// isPlainWord reports whether no shell gives a meaning to any character of s. More names further ones that have none.
func isPlainWord(s, more string) bool {
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && plain[r], strings.ContainsRune(more, r):
		case (r == '#' || r == '%') && i > 0: // a comment, a job
		case r >= utf8.RuneSelf && IsSafeRune(r) && (unicode.IsLetter(r) || unicode.IsMark(r)):
		default:
			return false
		}
	}
	return s != ""
}

// quoteForPOSIX puts s between single quotes. Quotes and backslashes stand outside of them with a backslash, since fish
// takes \' and \\ between quotes for escapes; so do exclamation marks, which csh expands between quotes as well.
func quoteForPOSIX(s string) string {
	if s == "" {
		return "''"
	}
	var b strings.Builder
	b.Grow(len(s) + 2)
	for s != "" {
		n := strings.IndexAny(s, `'\!`)
		if n < 0 {
			n = len(s)
		}
		if n > 0 {
			b.WriteByte('\'')
			b.WriteString(s[:n])
			b.WriteByte('\'')
		}
		if s = s[n:]; s != "" {
			b.WriteByte('\\')
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String()
}

// escapeForPOSIX writes s as $'...' with octal escapes of three digits, which end where they end in every shell.
// Quotes are escapes too: not every shell's history expansion knows where such a word ends.
func escapeForPOSIX(s string) string {
	var b strings.Builder
	b.WriteString("$'")
	for i, r := range s {
		size := len(string(r))
		if r == replacement && !strings.HasPrefix(s[i:], string(replacement)) {
			size = 1 // a byte that is no UTF-8
		}
		if size > 1 && IsSafeRune(r) || r >= ' ' && r < 0x7f && r != '\'' && r != '\\' && r != '!' {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(s[i : i+size]) {
			fmt.Fprintf(&b, `\%03o`, c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// quoteForWindows puts s between double quotes, which no file name there can hold. PowerShell expands $ and ` between
// them, and takes typographic quotes for ends; a ` before each takes that away, and cmd runs nothing either way.
func quoteForWindows(s string) string {
	s = Text(s)
	if isPlainWord(s, `\`) {
		return s
	}
	return `"` + strings.NewReplacer("$", "`$", "`", "``", "“", "`“", "”", "`”", "„", "`„", `"`, "`\"").Replace(s) + `"`
}
