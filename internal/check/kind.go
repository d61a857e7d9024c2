package check

// Kind is what sort of thing is wrong.
type Kind uint8

// The kinds of findings, the gravest first.
const (
	DeadLink Kind = iota
	MisCasedLink
	AmbiguousLink
	RefusedLink
	MissingAnchor
	MissingFile
	FrontMatter
	BadDate
	BadText
	SkippedFile
	DuplicateAddress
	DuplicateSlug
	DuplicateTitle
	DuplicateAlias
	SimilarTag
	Orphan
	kinds int = iota
)

// The names are a contract with scripts: one may be added, none renamed.
var about = [kinds]struct{ name, text string }{
	DeadLink:         {"dead-link", "a link that leads nowhere"},
	MisCasedLink:     {"mis-cased-link", "a link that leads nowhere for its case alone"},
	AmbiguousLink:    {"ambiguous-link", "a link that several notes answer to"},
	RefusedLink:      {"refused-link", "a link that is never followed: out of the library, or of a dangerous scheme"},
	MissingAnchor:    {"missing-anchor", "a link to a heading or block that its note does not have"},
	MissingFile:      {"missing-file", "an image or attachment that is not there"},
	FrontMatter:      {"front-matter", "front matter that cannot be read as it was meant"},
	BadDate:          {"bad-date", "a date that cannot be"},
	BadText:          {"bad-text", "a text that could not be read whole"},
	SkippedFile:      {"skipped-file", "a file that could not be taken into the library"},
	DuplicateAddress: {"duplicate-address", "notes that are published at one address"},
	DuplicateSlug:    {"duplicate-slug", "notes with one slug"},
	DuplicateTitle:   {"duplicate-title", "notes with one title"},
	DuplicateAlias:   {"duplicate-alias", "an alias that also names another note"},
	SimilarTag:       {"similar-tag", "a rare tag that is a common one but for its case or a letter"},
	Orphan:           {"orphan", "a note that no other note links to"},
}

// String is the kind's name on the command line and in JSON.
func (k Kind) String() string {
	if int(k) < kinds {
		return about[k].name
	}
	return "unknown"
}

// About is one line on the kind, for people.
func (k Kind) About() string {
	if int(k) < kinds {
		return about[k].text
	}
	return ""
}

// Grave reports whether findings of this kind are errors: something that a
// reader of the library runs into. The others are worth a look.
func (k Kind) Grave() bool { return k <= BadText }

// Kinds are all kinds, the gravest first.
func Kinds() []Kind {
	all := make([]Kind, kinds)
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// Set is a set of kinds.
type Set uint32

// All are all kinds.
const All Set = 1<<kinds - 1

// linkKinds are those that need the links resolved.
const linkKinds Set = 1<<DeadLink | 1<<MisCasedLink | 1<<AmbiguousLink | 1<<RefusedLink | 1<<MissingAnchor | 1<<MissingFile

// Errors are the kinds that are Grave.
const Errors Set = 1<<(BadText+1) - 1

// SetOf is the set of these kinds.
func SetOf(all ...Kind) Set {
	var s Set
	for _, k := range all {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s Set) Has(k Kind) bool { return s&(1<<k) != 0 }

// Any reports whether the sets share a kind.
func (s Set) Any(t Set) bool { return s&t != 0 }

// ByName is the set that a name stands for: a kind, or one of the groups
// links, errors and warnings; a note without links to it is no more than a
// fact, and not among the warnings.
func ByName(name string) (Set, bool) {
	switch name {
	case "links":
		return linkKinds, true
	case "errors":
		return Errors, true
	case "warnings":
		return All &^ Errors &^ SetOf(Orphan), true
	}
	for _, k := range Kinds() {
		if k.String() == name {
			return SetOf(k), true
		}
	}
	return 0, false
}

// Names are all that ByName knows.
func Names() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.String())
	}
	return append(names, "links", "errors", "warnings")
}
