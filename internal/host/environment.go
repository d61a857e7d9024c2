package host

import (
	"strconv"
	"strings"
)

// Getenv returns the value of an environment variable, or "" if there is none. The last definition counts. On Windows upper
// and lower case are the same, as everywhere there.
func (h Host) Getenv(name string) string {
	for i := len(h.Env) - 1; i >= 0; i-- {
		key, value, ok := strings.Cut(h.Env[i], "=")
		if ok && (key == name || h.OS == "windows" && strings.EqualFold(key, name)) {
			return value
		}
	}
	return ""
}

// DarkBackground guesses from COLORFGBG, which rxvt, Konsole, iTerm2 and others set, whether the terminal's background is
// dark, as Vim does. known is false if the variable says nothing; most terminals are dark then.
//
// It asks the terminal nothing: the answer would arrive among the user's keystrokes.
func (h Host) DarkBackground() (dark, known bool) {
	v := h.Getenv("COLORFGBG") // foreground;background, or foreground;default;background
	n, err := strconv.Atoi(v[strings.LastIndexByte(v, ';')+1:])
	if err != nil || n < 0 {
		return true, false
	}
	return n < 7 || n == 8, true
}

// HasUTF8Locale reports whether the locale uses UTF-8. Without any locale variable the answer is yes.
func (h Host) HasUTF8Locale() bool {
	for _, key := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := h.Getenv(key); v != "" {
			return namesUTF8(v)
		}
	}
	return true
}

// namesUTF8 reports whether the name of a locale contains UTF or utf.
func namesUTF8(locale string) bool {
	for i := range len(locale) - 2 {
		if l := locale[i : i+3]; l == "UTF" || l == "utf" {
			return true
		}
	}
	return false
}
