package match

// without reports soon of most texts that hold none of the words that they do not: one in ASCII must hold the first
// letters and digits of a word, as they are or in the other case.
func without(text string, words []string) bool {
	if len(words) == 0 {
		return true
	}
	if !isASCII(text) {
		return false
	}
	for _, w := range words {
		if run := firstRun(w); !isASCII(w) || run == "" || contains(text, run) {
			return false
		}
	}
	return true
}

// firstRun is the first letters and digits of a word.
func firstRun(w string) string {
	from := 0
	for from < len(w) && lower[w[from]] == 0 {
		from++
	}
	end := from
	for end < len(w) && lower[w[end]] != 0 {
		end++
	}
	return w[from:end]
}

// lower is the letters and digits of ASCII in lower case; 0 of anything else.
var lower = func() (t [256]byte) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

// contains reports whether run, which is of letters and digits, is in text in any case.
func contains(text, run string) bool {
	first := lower[run[0]]
	for i := 0; i+len(run) <= len(text); i++ {
		if lower[text[i]] != first {
			continue
		}
		j := 1
		for j < len(run) && lower[text[i+j]] == lower[run[j]] {
			j++
		}
		if j == len(run) {
			return true
		}
	}
	return false
}
