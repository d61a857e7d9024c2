package check

// Kind says what sort of mistake a finding is.
type Kind uint8

// The kinds of findings, the most severe first.
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
	kindCount int = iota
)

// kindInfo holds the name and the description of each kind. Scripts rely on the names: add new ones, rename no old ones.
var kindInfo = [kindCount]struct{ name, text string }{
	DeadLink:         {"dead-link", "a link to a note or file that does not exist"},
	MisCasedLink:     {"mis-cased-link", "a link whose upper and lower case differs from its target"},
	AmbiguousLink:    {"ambiguous-link", "a link that matches several notes"},
	RefusedLink:      {"refused-link", "a link that quire does not follow, because of its scheme"},
	MissingAnchor:    {"missing-anchor", "a link to a heading or block that does not exist"},
	MissingFile:      {"missing-file", "an image or attachment that does not exist"},
	FrontMatter:      {"front-matter", "invalid front matter"},
	BadDate:          {"bad-date", "an impossible date"},
	BadText:          {"bad-text", "text that could not be read completely"},
	SkippedFile:      {"skipped-file", "a file that could not be added to the library"},
	DuplicateAddress: {"duplicate-address", "notes published at the same address"},
	DuplicateSlug:    {"duplicate-slug", "notes with the same slug"},
	DuplicateTitle:   {"duplicate-title", "notes with the same title"},
	DuplicateAlias:   {"duplicate-alias", "an alias that also names another note"},
	SimilarTag:       {"similar-tag", "a rare tag that differs from a common one by case or one letter"},
	Orphan:           {"orphan", "a note that no other note links to"},
}

// String returns the kind's name on the command line and in JSON.
func (k Kind) String() string {
	if int(k) < kindCount {
		return kindInfo[k].name
	}
	return "unknown"
}

// Description returns a description of the kind on one line.
func (k Kind) Description() string {
	if int(k) < kindCount {
		return kindInfo[k].text
	}
	return ""
}

// IsError reports whether findings of this kind are errors, which readers of the library run into. Other findings are
// warnings or facts.
func (k Kind) IsError() bool { return k <= BadText }

// IsLink reports whether findings of this kind are about a link.
func (k Kind) IsLink() bool { return linkKinds.Has(k) }

// AllKinds returns all kinds, the most severe first.
func AllKinds() []Kind {
	kinds := make([]Kind, kindCount)
	for i := range kinds {
		kinds[i] = Kind(i)
	}
	return kinds
}

// KindSet is a set of kinds.
type KindSet uint32

// All contains every kind.
const All KindSet = 1<<kindCount - 1

// linkKinds contains the kinds that need resolved links.
const linkKinds KindSet = 1<<DeadLink | 1<<MisCasedLink | 1<<AmbiguousLink | 1<<RefusedLink | 1<<MissingAnchor | 1<<MissingFile

// Errors contains the kinds that are errors.
const Errors KindSet = 1<<(BadText+1) - 1

// NewKindSet returns a set with the given kinds.
func NewKindSet(kinds ...Kind) KindSet {
	var s KindSet
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s KindSet) Has(k Kind) bool { return s&(1<<k) != 0 }

// Intersects reports whether the sets have a kind in common.
func (s KindSet) Intersects(t KindSet) bool { return s&t != 0 }

// ParseKinds returns the kind with a name, or the kinds of the group links, errors or warnings. The kind orphan is not in
// the warnings: a note without links to it is a fact and no mistake.
func ParseKinds(name string) (KindSet, bool) {
	switch name {
	case "links":
		return linkKinds, true
	case "errors":
		return Errors, true
	case "warnings":
		return All &^ Errors &^ NewKindSet(Orphan), true
	}
	for _, k := range AllKinds() {
		if k.String() == name {
			return NewKindSet(k), true
		}
	}
	return 0, false
}

// KindNames returns the names of all kinds and groups.
func KindNames() []string {
	var names []string
	for _, k := range AllKinds() {
		names = append(names, k.String())
	}
	return append(names, "links", "errors", "warnings")
}
