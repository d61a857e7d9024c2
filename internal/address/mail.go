package address

import (
	"strings"
	"unicode/utf8"

	"quire/internal/safe"
)

// mailtoAddress is a decoded mailto: address.
type mailtoAddress struct {
	to      string      // the mailboxes before the question mark
	fields  []mailField // passed on
	dropped []mailField // left out
}

type mailField struct{ name, value string }

// allowedMailFields are the fields that are passed on. RFC 6068 §7 warns about all others: attach and attachment make mail
// programs send the user's files, and programs may know more such names.
var allowedMailFields = map[string]bool{"to": true, "cc": true, "bcc": true, "subject": true, "body": true, "keywords": true, "in-reply-to": true}

// parseMail parses and decodes a mailto: address. It never fails: unknown fields are dropped.
func parseMail(addr string) mailtoAddress {
	_, rest, _ := strings.Cut(addr, ":")
	rest, _, _ = strings.Cut(rest, "#")
	to, query, _ := strings.Cut(rest, "?")
	m := mailtoAddress{to: oneLine(PercentDecode(to))}
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(part, "=")
		f := mailField{strings.ToLower(strings.TrimSpace(PercentDecode(name))), PercentDecode(value)}
		f.name = strings.TrimPrefix(f.name, "amp;") // from HTML that was encoded twice
		if f.name == "body" {
			f.value = safe.Block(strings.ReplaceAll(f.value, "\r\n", "\n"))
		} else {
			f.value = oneLine(f.value)
		}
		switch {
		case allowedMailFields[f.name]:
			m.fields = append(m.fields, f)
		case part != "":
			m.dropped = append(m.dropped, f)
		}
	}
	return m
}

// oneLine replaces control characters by spaces: a line break within a field would start another field.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// String encodes the address to pass it on, without the dropped fields. It percent-encodes every character that could
// separate fields for a mail program, or for a script between quire and the mail program.
func (m mailtoAddress) String() string {
	var b strings.Builder
	b.WriteString("mailto:" + percentEncode(m.to, mailboxChars))
	for i, f := range m.fields {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(f.name + "=" + strings.ReplaceAll(percentEncode(f.value, mailValueChars), "%0A", "%0D%0A")) // RFC 6068 §5
	}
	return b.String()
}

// recipients returns the mailboxes in the fields called name; for "to" also those before the question mark.
func (m mailtoAddress) recipients(name string) []string {
	var recipients []string
	add := func(list string) {
		for box := range strings.SplitSeq(list, ",") {
			if box = strings.TrimSpace(box); box != "" {
				recipients = append(recipients, box)
			}
		}
	}
	if name == "to" {
		add(m.to)
	}
	for _, f := range m.fields {
		if f.name == name {
			add(f.value)
		}
	}
	return recipients
}
