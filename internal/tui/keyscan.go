package tui

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// The parts of terminal input that the read-ahead must distinguish. The escape sequences come from xterm's ctlseqs ("CSI"),
// its modifyOtherKeys, and the Kitty keyboard protocol.
const (
	keyETX       = 0x03 // ctrl+c in raw mode
	keyEscape    = 0x1b
	codeC        = 99 // the key c in both extended keyboard protocols
	modCtrl      = 4  // the modifier bit of ctrl
	modLocks     = 64 | 128
	eventRelease = 3 // the Kitty protocol's event type for a key release
)

// escapeTimeout is how long an escape byte may still begin a sequence. Bubble Tea uses the same value, so both agree on
// what is alt+ctrl+c and what is esc followed by ctrl+c.
const escapeTimeout = 50 * time.Millisecond

// maxParams bounds the stored parameters of a sequence; the sequences searched for are shorter.
const maxParams = 48

type scanState uint8

const (
	scanText scanState = iota
	scanEscape
	scanSequence // after ESC [
)

// inputScanner finds ctrl+c and the answers to DA1 in the bytes that a terminal sends, in pieces of any size. A ctrl+c
// inside a bracketed paste counts as text. The zero value is ready to use.
type inputScanner struct {
	state  scanState
	params []byte // of the sequence so far; a sequence with more than maxParams is ignored
	paste  bool   // between the start and the end of a bracketed paste
	last   time.Time
}

// scanResult says what a piece of input contains.
type scanResult struct {
	interrupt bool // ctrl+c was pressed
	answers   int  // answers to DA1; each arrives after the answers to all earlier queries
}

// scan processes the next piece of input, which arrived at now.
func (s *inputScanner) scan(piece []byte, now time.Time) scanResult {
	if s.state == scanEscape && !s.paste && now.Sub(s.last) >= escapeTimeout {
		s.state = scanText // the escape key
	}
	s.last = now
	var found scanResult
	for _, b := range piece {
		switch {
		case b == keyEscape:
			s.state, s.params = scanEscape, s.params[:0]
		case s.state == scanEscape:
			s.state = scanText // ETX after ESC is alt+ctrl+c
			if b == '[' {
				s.state = scanSequence
			}
		case b == keyETX:
			s.state = scanText
			found.interrupt = found.interrupt || !s.paste
		case s.state == scanSequence:
			s.scanSequenceByte(b, &found)
		}
	}
	return found
}

// scanSequenceByte processes a byte after ESC [: parameters and intermediates are 0x20 to 0x3F, the final byte is 0x40 to
// 0x7E (ECMA-48, 5.4).
func (s *inputScanner) scanSequenceByte(b byte, found *scanResult) {
	if b >= 0x20 && b <= 0x3f {
		if len(s.params) <= maxParams {
			s.params = append(s.params, b)
		}
		return
	}
	s.state = scanText
	if b < 0x40 || b > 0x7e || len(s.params) > maxParams {
		return
	}
	params := string(s.params)
	switch {
	case b == '~' && params == "200":
		s.paste = true
	case b == '~' && params == "201":
		s.paste = false
	case s.paste:
	case b == 'c' && bytes.HasPrefix(s.params, []byte("?")):
		found.answers++
	case b == 'u' && isKittyInterrupt(params), b == '~' && isModifiedInterrupt(params):
		found.interrupt = true
	}
}

// isKittyInterrupt reports whether the parameters of CSI u stand for ctrl+c, pressed or repeated:
// code[:alternates];modifiers[:event][;text].
func isKittyInterrupt(params string) bool {
	fields := strings.Split(params, ";")
	if len(fields) < 2 {
		return false
	}
	code, _, _ := strings.Cut(fields[0], ":")
	modifiers, event, _ := strings.Cut(fields[1], ":")
	return code == strconv.Itoa(codeC) && isCtrlAlone(modifiers) && event != strconv.Itoa(eventRelease)
}

// isModifiedInterrupt reports whether the parameters of CSI ~ stand for ctrl+c under xterm's modifyOtherKeys:
// 27;modifiers;code.
func isModifiedInterrupt(params string) bool {
	fields := strings.Split(params, ";")
	return len(fields) == 3 && fields[0] == "27" && fields[2] == strconv.Itoa(codeC) && isCtrlAlone(fields[1])
}

// isCtrlAlone reports whether a modifier parameter, which is its bits plus one, stands for ctrl and nothing else except
// locks.
func isCtrlAlone(parameter string) bool {
	n, err := strconv.Atoi(parameter)
	return err == nil && n > 0 && (n-1)&^modLocks == modCtrl
}
