package address

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"quire/internal/safe"
	"quire/internal/testcorpus"
)

// addressCases are addresses that hide something or are harmless: as written, as passed to a browser ("" if refused),
// and the remarks.
var addressCases = []struct{ written, browser, remarks string }{
	{"https://example.org/a?b=c&d=$(x)", "https://example.org/a?b=c&d=$(x)", ""},
	{"HTTPS://EXAMPLE.org:8080", "HTTPS://EXAMPLE.org:8080", ""},
	{"https://my_host.example/", "https://my_host.example/", ""},
	{"https://[::1]:80/x", "https://[::1]:80/x", ""},
	{"http://localhost:8080/ä b", "http://localhost:8080/ä%20b", ""},
	{"https://аpple.com/x", "https://xn--pple-43d.com/x", "host: xn--pple-43d.com; looks like: аpple.com (Cyrillic, Latin letters)"},
	{"https://аррӏе.com", "https://xn--80ak6aa92e.com", "host: xn--80ak6aa92e.com; looks like: аррӏе.com (Cyrillic letters)"},
	{"https://xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com", "host: xn--80ak6aa92e.com; looks like: аррӏе.com (Cyrillic letters)"},
	{"https://XN--80AK6AA92E.com:443/", "https://XN--80AK6AA92E.com:443/", "host: XN--80AK6AA92E.com; looks like: аррӏе.com (Cyrillic letters)"},
	{"https://%D0%B0pple.com", "https://xn--pple-43d.com", "host: xn--pple-43d.com; looks like: аpple.com (Cyrillic, Latin letters)"},
	{"https://日本語.jp/日本", "https://xn--wgv71a119e.jp/日本", "host: xn--wgv71a119e.jp; looks like: 日本語.jp (Han letters)"},
	{"https://www.müller.de", "https://www.xn--mller-kva.de", "host: www.xn--mller-kva.de; looks like: www.müller.de (Latin letters)"},
	{"https://ｇｏｏｇｌｅ。com", "https://google.com", "host: google.com; looks like: ｇｏｏｇｌｅ。com (Latin letters)"},
	{"https://goo\u200bgle.com", "https://google.com", "host: google.com; looks like: goo\u200bgle.com (Latin letters)"},
	{"https://%67oogle.com", "https://google.com", ""},
	{"https://i❤.ws", "https://xn--i-7iq.ws", "host: xn--i-7iq.ws; looks like: i❤.ws (Latin letters)"},
	{"https://good.example@evil.example/x", "https://good.example@evil.example/x", "host: evil.example; user name: good.example (this is not the host)"},
	{"https://good.example%2Fx:y@z@evil.example:80", "https://good.example%2Fx:y@z@evil.example:80", "host: evil.example; user name: good.example/x:y@z (this is not the host)"},
	{"https://good.example@аpple.com", "https://good.example@xn--pple-43d.com", "host: xn--pple-43d.com; looks like: аpple.com (Cyrillic, Latin letters); user name: good.example (this is not the host)"},
	{"https:////good.example@evil.example", "https:////good.example@evil.example", "host: evil.example; user name: good.example (this is not the host)"},
	{"https://good.example/@evil.example", "https://good.example/@evil.example", ""},
	{"https://good.example?@evil.example", "https://good.example?@evil.example", ""},
	{"https://good.example#@evil.example", "https://good.example#@evil.example", ""},
	{"https://good.example\\@evil.example/", "", "host: evil.example; user name: good.example\\ (this is not the host)"},
	{"https:\\\\evil.example", "", "host: \\\\evil.example (not a valid name)"},
	{"https://exa mple.com", "", "host: exa mple.com (not a valid name)"},
	{"https://exa%0Ample.com", "", "host: exa\nmple.com (not a valid name)"},
	{"https://a%2Fb.com", "", "host: a/b.com (not a valid name)"},
	{"https://a%40b.com", "", "host: a@b.com (not a valid name)"},
	{"https:///x", "https:///x", ""}, // browsers look for x
	{"https://", "", "host:  (not a valid name)"},
	{"https://x.y/é\u202e\u2028\xff\u009b", "https://x.y/é%E2%80%AE%E2%80%A8%FF%C2%9B", ""},
	{"https://x.y/\"<>`{|}\\", "https://x.y/%22%3C%3E%60%7B%7C%7D%5C", ""},
	{"javascript:alert(1)", "", ""}, {"file:///etc/passwd", "", ""}, {"tel:+1", "", ""}, {"--version", "", ""}, {"", "", ""}, {"https", "", ""},
	{"https://x/\x1b]52", "", ""}, {"https://x/\n", "", ""},
	{"mailto:me+tag@example.org", "mailto:me+tag@example.org", ""},
	{"MAILTO:a@b.c,d@e.f", "mailto:a@b.c,d@e.f", "to: a@b.c, d@e.f"},
	{"mailto:me@аpple.com", "mailto:me@%D0%B0pple.com", "host: xn--pple-43d.com; looks like: аpple.com (Cyrillic, Latin letters)"},
	{"mailto:a@b.c?cc=d@e.f&BCC=g@h.i&to=j@k.l&subject=Hi%20you&body=One%0D%0Atwo", "mailto:a@b.c?cc=d@e.f&bcc=g@h.i&to=j@k.l&subject=Hi%20you&body=One%0D%0Atwo",
		"to: a@b.c, j@k.l; cc: d@e.f; bcc: g@h.i; subject: Hi you; body: One\ntwo"},
	{"mailto:a@b.c?attach=/etc/passwd", "mailto:a@b.c", "to: a@b.c; left out: attach=/etc/passwd"},
	{"mailto:a@b.c?subject=x&Attachment=%2Fetc%2Fpasswd", "mailto:a@b.c?subject=x", "to: a@b.c; subject: x; left out: attachment=/etc/passwd"},
	{"mailto:a@b.c?%61ttach=/etc/passwd&amp;attach=x&+attach=y& attach=z&a%74tach=", "mailto:a@b.c",
		"to: a@b.c; left out: attach=/etc/passwd; left out: attach=x; left out: +attach=y; left out: attach=z; left out: attach="},
	{"mailto:?x-attach=/etc/passwd&insert=/etc/passwd&from=x", "mailto:", "left out: x-attach=/etc/passwd; left out: insert=/etc/passwd; left out: from=x"},
	{"mailto:a@b.c?subject=x%26attach=/etc/passwd", "mailto:a@b.c?subject=x%26attach%3D/etc/passwd", "to: a@b.c; subject: x&attach=/etc/passwd"},
	{"mailto:a@b.c?subject=x',attachment='/etc/passwd", "mailto:a@b.c?subject=x%27%2Cattachment%3D%27/etc/passwd", "to: a@b.c; subject: x',attachment='/etc/passwd"},
	{"mailto:a@b.c?subject=x%0D%0AAttach:/etc/passwd", "mailto:a@b.c?subject=x%20%20Attach:/etc/passwd", "to: a@b.c; subject: x  Attach:/etc/passwd"},
	{"mailto:a@b.c%0ABcc:x@y.z", "mailto:a@b.c%20Bcc:x@y.z", ""},
	{"mailto:a@b.c?body=%1B[2J%00", "mailto:a@b.c?body=%E2%90%9B%5B2J%E2%90%80", "to: a@b.c; body: ␛[2J␀"},
}

func TestEncodeForBrowser_LeadsWhereExplainSays(t *testing.T) {
	for _, c := range addressCases {
		got, err := EncodeForBrowser(c.written)
		if got != c.browser || (err != nil) != (c.browser == "") {
			t.Errorf("%q: a browser gets %q, %v; want %q", c.written, got, err, c.browser)
		}
		var remarks []string
		for _, r := range Explain(c.written) {
			remarks = append(remarks, r.Name+": "+r.Text)
		}
		if s := strings.Join(remarks, "; "); s != c.remarks {
			t.Errorf("%q: remarks %q, want %q", c.written, s, c.remarks)
		}
		if err != nil {
			continue
		}
		if again, err := EncodeForBrowser(got); again != got || err != nil {
			t.Errorf("%q: encoded again it is %q, %v", got, again, err)
		}
		if safe.Text(got) != got || strings.Contains(got, "ttach=") {
			t.Errorf("%q: a browser gets %q", c.written, got)
		}
	}
}

// splitHost and net/url find the same host in an address that is passed to a browser.
func TestEncodeForBrowser_HostAgreesWithNetURL(t *testing.T) {
	tried := 0
	for _, c := range addressCases {
		if c.browser == "" || !strings.HasPrefix(strings.ToLower(c.browser), "http") || strings.Contains(c.browser, ":///") {
			continue
		}
		u, err := url.Parse(c.browser)
		if err != nil {
			if !strings.Contains(c.browser, "@z@") {
				t.Errorf("%q: %v", c.browser, err)
			}
			continue
		}
		tried++
		_, host, _ := splitHost(c.browser)
		if strings.Trim(host, "[]") != u.Hostname() {
			t.Errorf("%q: the host is %q, for net/url %q", c.browser, host, u.Hostname())
		}
	}
	if tried < 15 {
		t.Errorf("only %d addresses compared", tried)
	}
}

func TestAuthorityToASCII(t *testing.T) {
	for written, want := range map[string]string{
		"example.org": "example.org", "EXAMPLE.org:80": "EXAMPLE.org:80", "www.müller.de": "www.xn--mller-kva.de", "WWW.MÜLLER.de:8080": "www.xn--mller-kva.de:8080",
		"www.xn--mller-kva.de": "www.xn--mller-kva.de", "me@müller.de:1": "me@xn--mller-kva.de:1", "m%C3%BCller.de": "xn--mller-kva.de", "mu\u0308ller.de": "xn--mller-kva.de",
		"[::1]:80": "[::1]:80", "é b": "é b", "": "",
	} {
		if got := AuthorityToASCII(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestExplain_LimitsRemarks(t *testing.T) {
	long := strings.Repeat("á", 100_000)
	for _, addr := range []string{
		"https://" + long + ".com", "https://" + long + "@evil.example/", "https://evil.example/" + long, "mailto:a@b.c?body=" + long, "mailto:a@b.c?attach=" + long,
		"mailto:a@b.c?" + strings.Repeat("x=y&", 50_000), "mailto:" + strings.Repeat("a@é.c,", 50_000), "https://" + strings.Repeat("xn--80ak6aa92e.", 20_000),
	} {
		remarks, size := Explain(addr), 0
		for _, r := range remarks {
			size += len(r.Text)
		}
		if len(remarks) > 3*maxListed || size > 100_000 {
			t.Errorf("%.30q: %d remarks of %d bytes", addr, len(remarks), size)
		}
	}
	for _, r := range Explain("https://" + long + "@evil.example/") {
		if r.Name == "host" && r.Text != "evil.example" || r.Name == "user name" && !strings.Contains(r.Text, "100000 characters") {
			t.Errorf("%s: %.50s", r.Name, r.Text)
		}
	}
}

func TestEncodeForClipboard_RunsNothingInAShell(t *testing.T) {
	for addr, want := range map[string]string{
		"https://example.org/a?b=c":                       "https://example.org/a?b=c",
		"https://example.org/a?b=c&d=e;f#g":               "https://example.org/a?b=c&d=e;f#g",
		"https://x/Go_(game)":                             "https://x/Go_%28game%29",
		"https://x/;touch PWN;$(touch PWN)`touch PWN`":    "https://x/%3Btouch%20PWN%3B%24%28touch%20PWN%29%60touch%20PWN%60",
		"https://x/a&touch${IFS}PWN|sh>PWN<a'\"!x\\":      "https://x/a%26touch%24%7BIFS%7DPWN%7Csh%3EPWN%3Ca%27%22%21x%5C",
		"https://x/?$(touch PWN)#;touch PWN&$x":           "https://x/?%24%28touch%20PWN%29#%3Btouch%20PWN%26%24x",
		"https://x/\n\x1b[201~\u009b\u202e\u2028\xff\x7f": "https://x/%0A%1B[201~%C2%9B%E2%80%AE%E2%80%A8%FF%7F",
		"https://x/Übersicht/日本語":                         "https://x/Übersicht/日本語",
		"/blog/a b;x":                                     "/blog/a%20b%3Bx",
		"mailto:a@b.c?attach=/etc/passwd&subject=a;b&cc=": "mailto:a@b.c?subject=a%3Bb&cc=",
	} {
		got := EncodeForClipboard(addr)
		if got != want {
			t.Errorf("%q: %s, want %s", addr, got, want)
		}
		if safe.Text(got) != got || strings.ContainsAny(got, " $`'\"\\()<>|!{}") {
			t.Errorf("%q: %q is not safe to paste", addr, got)
		}
		if again := EncodeForClipboard(got); again != got {
			t.Errorf("%q: encoded again it is %q", got, again)
		}
	}
}

func TestEncodeHyperlink_IsCompleteOrEmpty(t *testing.T) {
	for _, env := range []map[string]string{{}, {"TERM": "xterm-256color"}, {"TERM": "tmux-256color"}, {"STY": "1.pts"}, {"TERM": "screen"}, {"TERM": "screen.xterm-256color", "STY": "1"}} {
		want := 2083
		if env["STY"] != "" || strings.HasPrefix(env["TERM"], "screen") {
			want = 700
		}
		limit := MaxHyperlinkLenFor(func(name string) string { return env[name] })
		if limit != want {
			t.Errorf("%v: at most %d bytes, want %d", env, limit, want)
		}
		for _, n := range []int{699, 700, 701, 2082, 2083, 2084, 4088, 5000, 1_000_000} {
			for _, unit := range []string{"a", "é", "日", "\x1b"} { // é takes six bytes when encoded
				base := "https://x.example/"
				addr := base + strings.Repeat(unit, (n-len(base))/len(percentEncode(unit, printableASCII)))
				addr += strings.Repeat("b", n-len(percentEncode(addr, printableASCII)))
				got := EncodeHyperlink(addr, limit)
				if n > limit && got != "" || n <= limit && len(got) != n {
					t.Errorf("%v: %d bytes of %q become a hyperlink of %d bytes", env, n, unit, len(got))
				}
			}
		}
	}
	for addr, want := range map[string]string{
		"https://аpple.com/é\x1b": "https://xn--pple-43d.com/%C3%A9%1B", "mailto:a@b.c?attach=/etc/passwd": "mailto:a@b.c", "https://a\\@b/": "", "https://": "",
		"javascript:x": "", "file:///x": "", "tel:1": "", "": "",
	} {
		if got := EncodeHyperlink(addr, MaxHyperlinkLen); got != want {
			t.Errorf("%q: hyperlink %q, want %q", addr, got, want)
		}
	}
}

func FuzzAddresses(f *testing.F) {
	for _, c := range addressCases {
		f.Add(c.written)
	}
	f.Add("http://]")
	f.Fuzz(checkAddress)
}

func TestAddresses_EveryShortText(t *testing.T) {
	signs := []string{":", "/", "//", "@", "[", "]", "%", "%0a", "?", "&", "#", "=", ",", ".", "-", "\\", " ", "a", "1", "http:", "mailto:", "attach", "xn--", "é", "\u202e", "\n", "\xff"}
	for _, start := range []string{"", "http://", "mailto:a"} {
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(3), func(text string) { checkAddress(t, start+text) })
	}
}

// checkAddress fails if an address is shown, copied or opened in a form that could do or say something else.
func checkAddress(t *testing.T, addr string) {
	t.Helper()
	Explain(addr)
	if got := EncodeForClipboard(addr); safe.Text(got) != got || strings.ContainsAny(got, " $`'\"\\()<>|!{}\n") {
		t.Errorf("%q is copied as %q", addr, got)
	}
	if got := EncodeHyperlink(addr, MaxHyperlinkLen); len(got) > MaxHyperlinkLen || strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		t.Errorf("%q becomes the hyperlink %q", addr, got)
	}
	got, err := EncodeForBrowser(addr)
	if err != nil {
		return
	}
	if safe.Text(got) != got || !CanOpenInBrowser(got) || strings.HasPrefix(got, "-") {
		t.Errorf("%q is opened as %q", addr, got)
	}
	if isMail(got) {
		if fmt.Sprint(parseMail(got).dropped) != "[]" || strings.Contains(strings.ToLower(PercentDecode(got)), "&attach") && !strings.Contains(strings.ToLower(PercentDecode(addr)), "&attach") {
			t.Errorf("%q is passed on as %q", addr, got)
		}
		return
	}
	if u, err := url.Parse(got); err == nil && u.Host != "" {
		_, host, _ := splitHost(got)
		if inner, ok := strings.CutPrefix(host, "["); ok { // of an IPv6 address; a bracket alone belongs to the host
			host = strings.TrimSuffix(inner, "]")
		}
		if host != u.Hostname() {
			t.Errorf("%q: the host of %q is %q, and %q to net/url", addr, got, host, u.Hostname())
		}
	}
}
