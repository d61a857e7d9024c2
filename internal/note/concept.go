package note

import (
	"fmt"
	"strings"
)

// Concept is what a note says of itself as a part of a knowledge bundle in the Open Knowledge Format 0.2, most of whose notes are
// written by programs: what it is about, who has confirmed it and how long it holds.
// https://github.com/GoogleCloudPlatform/knowledge-catalog/blob/main/okf/SPEC.md
type Concept struct {
	Version     string // of the format; only the root of a bundle says it
	Type        string // such as Metric; empty at the root of a bundle
	Status      string // such as draft and deprecated; empty if the note is stable
	Trust       Trust
	VerifiedAt  Date   // of the latest confirmation
	GeneratedBy string // who wrote it
	IsByHuman   bool   // GeneratedBy is a person
	GeneratedAt Date   // of the last change of meaning
	StaleAfter  Date   // it cannot be relied on from then on
}

// Trust says who has confirmed a concept (§5.3).
type Trust uint8

// The tiers of trust.
const (
	TrustUnknown Trust = iota // the note follows version 0.1, which does not say it
	TrustUnverified
	TrustMachine
	TrustHuman
)

var trustNames = [...]string{TrustUnknown: "", TrustUnverified: "unverified", TrustMachine: "machine-confirmed", TrustHuman: "human-reviewed"}

// String returns the tier's name in the format's words.
func (t Trust) String() string { return trustNames[t] }

// Concept returns what the front matter says of the note as a part of a knowledge bundle. A type alone is not enough, since many
// programs have one: the note must say how it was made or confirmed or how long it holds. The result is false for other notes.
func (d *Details) Concept() (c Concept, ok bool) {
	fields := Fields(d.Fields)
	c.Type, c.Version, c.Status = fields.text("type"), fields.text("okf_version"), fields.text("status")
	if c.Status == "stable" {
		c.Status = ""
	}
	if c.Type == "" {
		return Concept{Version: c.Version}, c.Version != ""
	}
	c.StaleAfter = fields.date("stale_after")
	if made, ok := fields.value("generated").(Fields); ok {
		c.GeneratedBy, c.IsByHuman = cutActor(made.text("by"))
		c.GeneratedAt = made.date("at")
	}
	c.readVerified(fields.value("verified"))
	if c.Trust == TrustUnknown && (c.GeneratedBy != "" || !c.StaleAfter.IsZero()) {
		c.Trust = TrustUnverified
	}
	if c.GeneratedAt.IsZero() && (c.Version != "" || fields.text("resource") != "") {
		c.GeneratedAt = fields.date("timestamp") // of version 0.1 (§13.1)
	}
	return c, c.Version != "" || c.Trust != TrustUnknown || !c.GeneratedAt.IsZero()
}

// readVerified reads who has confirmed the note: a list of events, or a single one (§5.2).
func (c *Concept) readVerified(value any) {
	events, isList := value.([]any)
	if !isList {
		events = []any{value}
	}
	for _, event := range events {
		fields, _ := event.(Fields)
		by, isHuman := cutActor(fields.text("by"))
		if by == "" {
			continue
		}
		tier := TrustMachine
		if isHuman {
			tier = TrustHuman
		}
		c.Trust = max(c.Trust, tier)
		if at := fields.date("at"); at.After(c.VerifiedAt.Time) {
			c.VerifiedAt = at
		}
	}
}

// cutActor returns the name of an actor (§7), and whether it is a person.
func cutActor(actor string) (name string, isHuman bool) {
	if name, ok := strings.CutPrefix(actor, "human:"); ok {
		return name, true
	}
	return strings.TrimPrefix(actor, "process:"), false
}

// value returns the value of a key, or nil.
func (f Fields) value(key string) any {
	for _, field := range f {
		if field.Key == key {
			return field.Value
		}
	}
	return nil
}

// text returns the value of a key if it is a text or a number, on a single line.
func (f Fields) text(key string) string {
	switch v := f.value(key).(type) {
	case string:
		return strings.Join(strings.Fields(v), " ")
	case int64, float64:
		return fmt.Sprint(v)
	}
	return ""
}

// date returns the value of a key if it is a date.
func (f Fields) date(key string) Date {
	d, _ := parseDate(f.text(key))
	return d
}
