package formula

import "strings"

// alphabet is a kind of letters that Unicode has among its mathematical symbols.
type alphabet map[rune]rune

// convert returns s in the letters of an alphabet. What it lacks stays as it is.
func (a alphabet) convert(s string) string {
	if a == nil {
		return s
	}
	return strings.Map(func(r rune) rune {
		if letter, ok := a[r]; ok {
			return letter
		}
		return r
	}, s)
}

// alphabets holds the letters for each command. Those of upright and slanted letters are plain: they are told apart by what they
// say, and plain letters can be searched for.
var alphabets = map[string]alphabet{
	"mathbb": newAlphabet(0x1d538, 0x1d552, 0x1d7d8, "CℂHℍNℕPℙQℚRℝZℤ"), "Bbb": newAlphabet(0x1d538, 0x1d552, 0x1d7d8, "CℂHℍNℕPℙQℚRℝZℤ"),
	"mathcal": newAlphabet(0x1d49c, 0x1d4b6, 0, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"), "mathscr": newAlphabet(0x1d49c, 0x1d4b6, 0, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"),
	"mathfrak": newAlphabet(0x1d504, 0x1d51e, 0, "CℭHℌIℑRℜZℨ"),
	"mathbf":   newAlphabet(0x1d400, 0x1d41a, 0x1d7ce, ""), "boldsymbol": newAlphabet(0x1d400, 0x1d41a, 0x1d7ce, ""),
	"bm": newAlphabet(0x1d400, 0x1d41a, 0x1d7ce, ""), "textbf": newAlphabet(0x1d400, 0x1d41a, 0x1d7ce, ""),
	"mathrm": nil, "mathit": nil, "mathsf": nil, "mathtt": nil, "mathnormal": nil, "textit": nil, "mathord": nil, "mathop": nil, "mathbin": nil, "mathrel": nil,
}

// newAlphabet returns an alphabet whose capitals, small letters and digits begin at these characters; 0 means that it has none.
// exceptions holds letters, each followed by the sign that Unicode had for it before.
func newAlphabet(capital, small, digit rune, exceptions string) alphabet {
	a := alphabet{}
	for i := range rune(26) {
		a['A'+i], a['a'+i] = capital+i, small+i
	}
	if digit != 0 {
		for i := range rune(10) {
			a['0'+i] = digit + i
		}
	}
	for letters := []rune(exceptions); len(letters) > 1; letters = letters[2:] {
		a[letters[0]] = letters[1]
	}
	return a
}

// accents holds the combining character for each command.
var accents = map[string]rune{
	"hat": 0x302, "widehat": 0x302, "bar": 0x304, "vec": 0x20d7, "dot": 0x307, "ddot": 0x308, "dddot": 0x20db, "tilde": 0x303, "widetilde": 0x303,
	"check": 0x30c, "breve": 0x306, "acute": 0x301, "grave": 0x300, "mathring": 0x30a,
}

// The characters that Unicode has raised or lowered, and these. The mark of a transpose becomes the letter T, which means the same;
// stars and daggers stand high as they are.
const (
	raisedFrom  = "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθϕφχ′∘°⊤∗†‡ "
	raisedTo    = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᶲᵠᵡ′°°ᵀ*†‡ "
	loweredFrom = "0123456789+−-=()aehijklmnoprstuvxβγρφχ "
	loweredTo   = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ "
)

var raised, lowered = pairRunes(raisedFrom, raisedTo), pairRunes(loweredFrom, loweredTo)

// pairRunes returns a map from each character of from to that of to at the same place.
func pairRunes(from, to string) map[rune]rune {
	keys, values := []rune(from), []rune(to)
	m := make(map[rune]rune, len(keys))
	for i, k := range keys {
		m[k] = values[i]
	}
	return m
}

// convertAll returns s with every character replaced. It is not ok if one has no counterpart.
func convertAll(s string, m map[rune]rune) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		c, ok := m[r]
		if !ok {
			return "", false
		}
		b.WriteRune(c)
	}
	return b.String(), true
}

// vulgarFractions holds the fractions that have a character of their own.
var vulgarFractions = map[string]string{
	"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘", "1/6": "⅙", "5/6": "⅚",
	"1/7": "⅐", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞", "1/9": "⅑", "1/10": "⅒",
}
