package formula

import (
	"strings"
	"sync"
)

// symbols returns the commands that stand for a sign or a name, with its class. They are collected when a formula is first drawn.
var symbols = sync.OnceValue(collectSymbols)

// The signs of each class: a command and its sign, again and again, separated by blanks.
const (
	ordinaries = `
		alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
		lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
		chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω digamma ϝ
		infty ∞ nabla ∇ partial ∂ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ aleph ℵ beth ℶ hbar ℏ hslash ℏ ell ℓ
		wp ℘ Re ℜ Im ℑ imath ı jmath ȷ angle ∠ measuredangle ∡ triangle △ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇
		lozenge ◊ bigstar ★ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ neg ¬ lnot ¬ top ⊤ bot ⊥ flat ♭ natural ♮
		sharp ♯ prime ′ backprime ‵ degree ° checkmark ✓ dagger † ddagger ‡ S § P ¶ pounds £ yen ¥ euro € copyright ©
		complement ∁ surd √ mho ℧ Finv Ⅎ % % $ $ # # & & _ _ ldots … dots … cdots ⋯ dotsb ⋯ dotsc … dotsi ⋯ dotsm ⋯ dotso …
		vdots ⋮ ddots ⋱ iddots ⋰ textbackslash \ | ‖ Bbbk 𝕜 N ℕ R ℝ Z ℤ Q ℚ`
	binaries = `
		pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧
		land ∧ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ amalg ⨿ triangleleft ◁
		triangleright ▷ ltimes ⋉ rtimes ⋊ boxplus ⊞ boxtimes ⊠ boxdot ⊡ bmod mod dotplus ∔ Cup ⋓ Cap ⋒ barwedge ⊼ veebar ⊻
		curlyvee ⋎ curlywedge ⋏ intercal ⊺ divideontimes ⋇`
	relations = `
		leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ varpropto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙
		prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑
		sqsupseteq ⊒ sqsubset ⊏ sqsupset ⊐ in ∈ ni ∋ notin ∉ owns ∋ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ perp ⊥ mid ∣
		nmid ∤ parallel ∥ nparallel ∦ asymp ≍ bowtie ⋈ Join ⋈ doteq ≐ doteqdot ≑ triangleq ≜ coloneqq ≔ eqqcolon ≕
		leqslant ⩽ geqslant ⩾ lesssim ≲ gtrsim ≳ lessgtr ≶ approxeq ≊ thickapprox ≈ thicksim ∼ backsim ∽ between ≬
		pitchfork ⋔ because ∵ therefore ∴ trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳
		nsubseteq ⊈ nsupseteq ⊉ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ ncong ≇ nsim ≁ smile ⌣ frown ⌢ eqsim ≂ risingdotseq ≓
		fallingdotseq ≒ circeq ≗ bumpeq ≏ Bumpeq ≎ lneq ⪇ gneq ⪈ precsim ≾ succsim ≿ lt < gt > to → rightarrow → leftarrow ←
		gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼
		longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
		hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗
		searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽
		rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇
		twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ rightsquigarrow ⇝ leadsto ⇝
		curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏
		nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎ upharpoonright ↾ restriction ↾ multimap ⊸ dashrightarrow ⇢
		dashleftarrow ⇠ Lsh ↰ Rsh ↱ colon :`
	punctuations = `
		ldotp . cdotp ·`
	sums = `
		sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆`
	integrals = `int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯`
)

// The functions that are written as their name. Below those of the second list stand their scripts, in a displayed formula.
const (
	functions      = `sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp deg arg dim hom ker det gcd Pr`
	limitFunctions = `lim max min sup inf`
)

// collectSymbols returns the table of symbols.
func collectSymbols() map[string]symbol {
	all := map[string]symbol{
		"limsup": {text: "lim sup", kind: operator, hasLimits: true}, "liminf": {text: "lim inf", kind: operator, hasLimits: true},
		"argmax": {text: "arg max", kind: operator, hasLimits: true}, "argmin": {text: "arg min", kind: operator, hasLimits: true},
	}
	add := func(list string, s symbol) {
		for fields := strings.Fields(list); len(fields) > 1; fields = fields[2:] {
			s.text = fields[1]
			all[fields[0]] = s
		}
	}
	add(ordinaries, symbol{kind: ordinary})
	add(binaries, symbol{kind: binary})
	add(relations, symbol{kind: relation})
	add(punctuations, symbol{kind: punctuation})
	add(sums, symbol{kind: operator, hasLimits: true})
	add(integrals, symbol{kind: operator})
	for name := range strings.FieldsSeq(functions) {
		all[name] = symbol{text: name, kind: operator}
	}
	for name := range strings.FieldsSeq(limitFunctions) {
		all[name] = symbol{text: name, kind: operator, hasLimits: true}
	}
	return all
}

// characters holds the characters that are more than themselves.
var characters = map[rune]symbol{
	'+': {text: "+", kind: binary}, '-': {text: "−", kind: binary}, '−': {text: "−", kind: binary}, '*': {text: "∗", kind: binary},
	'±': {text: "±", kind: binary}, '×': {text: "×", kind: binary}, '⋅': {text: "⋅", kind: binary}, '·': {text: "·", kind: binary},
	'=': {text: "=", kind: relation}, '<': {text: "<", kind: relation}, '>': {text: ">", kind: relation}, ':': {text: ":", kind: relation},
	'≤': {text: "≤", kind: relation}, '≥': {text: "≥", kind: relation}, '≠': {text: "≠", kind: relation}, '≈': {text: "≈", kind: relation},
	'→': {text: "→", kind: relation}, '∈': {text: "∈", kind: relation}, '⇒': {text: "⇒", kind: relation},
	'(': {text: "(", kind: opening}, '[': {text: "[", kind: opening}, ')': {text: ")", kind: closing}, ']': {text: "]", kind: closing},
	',': {text: ",", kind: punctuation}, ';': {text: ";", kind: punctuation}, '!': {text: "!", kind: closing}, '?': {text: "?", kind: closing},
}

// negated holds the relations that \not turns into another sign.
var negated = map[string]string{
	"=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁",
	"≃": "≄", "≈": "≉", "≅": "≇", "∣": "∤", "∥": "∦", "∃": "∄", "→": "↛", "←": "↚", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "↔": "↮", "⊢": "⊬", "⊨": "⊭",
	"≺": "⊀", "≻": "⊁",
}

// spaces holds the commands for blanks. None is less than a cell, since who writes one wants a distance to be seen.
var spaces = map[string]space{
	",": 1, ":": 1, ">": 1, ";": 1, " ": 1, "\n": 1, "thinspace": 1, "medspace": 1, "thickspace": 1, "enspace": 1, "quad": 2, "qquad": 4,
}

// delimiters holds the commands for delimiters.
var delimiters = map[string]string{
	"{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "|": "‖", "lvert": "|", "rvert": "|", "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖",
	"langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lbrack": "[", "rbrack": "]", "backslash": "\\",
	"lgroup": "(", "rgroup": ")", "uparrow": "↑", "downarrow": "↓",
}
