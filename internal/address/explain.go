package address

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Remark is a fact that the user should know about an address or a file before opening it.
type Remark struct {
	Name, Text string
	Warning    bool // the address may deceive; otherwise the remark only describes what it does
}

// maxRemarkLen is the maximum length of a remark, in characters. Of a longer text the start and the length are shown.
const maxRemarkLen = 500

// maxListed is the maximum number of mailboxes, and of left-out fields, that are listed separately.
const maxListed = 20

// Explain returns remarks on what an http, https or mailto address may hide: the host that it leads to if that differs
// from the written host, with the scripts of its letters; a user name, which may look like a host; and for a mailto: with
// fields or several recipients, all recipients, the message, and the fields that EncodeForBrowser leaves out. An
// address that hides nothing has no remarks. Texts have at most 500 characters plus a note of their length. They are
// not sanitized: pass them through safe.Text before printing.
func Explain(addr string) []Remark {
	switch {
	case isMail(addr):
		return explainMail(parseMail(addr))
	case !CanOpenInBrowser(addr):
		return nil
	}
	before, written, _ := splitHost(addr)
	user := userName(before)
	remarks := explainHost(written, user != "")
	if user != "" {
		remarks = append(remarks, Remark{"user name", shortenText(user) + " (this is not the host)", true})
	}
	return remarks
}

// explainHost returns remarks on the name that a browser looks up for a written host, and on how the host is displayed.
// For a plain ASCII name there is a remark only if alwaysHost is set.
func explainHost(written string, alwaysHost bool) []Remark {
	host, ok := hostToASCII(written)
	if !ok {
		return []Remark{{"host", shortenText(PercentDecode(written)) + " (not a valid name)", true}}
	}
	displayed := PercentDecode(written)
	if isASCII(displayed) {
		displayed = hostToUnicode(displayed)
	}
	if displayed == host && !alwaysHost {
		return nil
	}
	remarks := []Remark{{"host", shortenText(host), true}}
	if displayed != host {
		text := shortenText(displayed)
		if scripts := hostScripts(displayed); len(scripts) > 0 {
			text += " (" + strings.Join(scripts, ", ") + " letters)"
		}
		remarks = append(remarks, Remark{"looks like", text, true})
	}
	return remarks
}

// explainMail returns remarks on the recipients, the fields and the left-out fields of a mailto: address.
func explainMail(m mailtoAddress) []Remark {
	var remarks []Remark
	if len(m.fields)+len(m.dropped) > 0 || strings.Contains(m.to, ",") {
		for _, name := range []string{"to", "cc", "bcc"} {
			if boxes := m.recipients(name); len(boxes) > 0 {
				remarks = append(remarks, Remark{name, listMailboxes(boxes), false})
			}
		}
	}
	for _, name := range []string{"to", "cc", "bcc"} {
		for i, box := range m.recipients(name) {
			if i == maxListed {
				break
			}
			if host := box[strings.LastIndexByte(box, '@')+1:]; host != box {
				remarks = append(remarks, explainHost(host, false)...)
			}
		}
	}
	for _, f := range m.fields {
		if f.name != "to" && f.name != "cc" && f.name != "bcc" {
			remarks = append(remarks, Remark{f.name, shortenText(f.value), false})
		}
	}
	for i, f := range m.dropped {
		if i == maxListed {
			remarks = append(remarks, Remark{"left out", fmt.Sprintf("%d more fields", len(m.dropped)-i), true})
			break
		}
		remarks = append(remarks, Remark{"left out", shortenText(f.name + "=" + f.value), true})
	}
	return remarks
}

// listMailboxes joins mailboxes with commas and counts those beyond maxListed.
func listMailboxes(boxes []string) string {
	if n := len(boxes) - maxListed; n > 0 {
		return shortenText(strings.Join(boxes[:maxListed], ", ")) + fmt.Sprintf(" and %d more", n)
	}
	return shortenText(strings.Join(boxes, ", "))
}

// shortenText cuts s to maxRemarkLen characters and appends its full length.
func shortenText(s string) string {
	if len(s) <= maxRemarkLen {
		return s
	}
	n := 0
	for i := range s {
		if n == maxRemarkLen {
			return fmt.Sprintf("%s… (%d characters in all)", s[:i], n+utf8.RuneCountInString(s[i:]))
		}
		n++
	}
	return s
}
