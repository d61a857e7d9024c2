// Package host describes what the machine of one reader can do and is: programs to edit, browse and view with, the clipboard,
// the environment, the terminal, and the folders for what quire keeps. The reader on the screen, the reader by lines and the
// commands each get one Host, so that none of them reads the streams, the environment or the home folder of the process.
//
//	             ┌─ Local: this process, its terminal and its desktop
//	Host (value) ┤
//	             └─ any other: a value whose functions are nil where the machine cannot do something
//
// A Host says what it lacks: its methods return a *MissingError, whose text tells the user what cannot be done here. Programs
// start without a shell, and never with an address or a file name that they could take for an option.
//
// Only this package starts programs, handles signals of the process, and knows the system's clipboard. It must never decide
// whether to start a program: its callers show the address or the file, and ask first.
package host

import "os"

// Host is what the machine of one reader can do and is. It is a value that does not change once it is made; its functions may
// be called from several goroutines. A nil function is something that this host cannot do. The zero Host can do nothing.
type Host struct {
	// OS is the operating system of the machine, in the words of runtime.GOOS.
	OS string
	// Env is the environment, in the form of os.Environ.
	Env []string
	// StateDir holds reading positions and other state, CacheDir what can be rebuilt. Empty: nothing is kept there.
	StateDir, CacheDir string
	// WorkingDir returns the absolute path of the current folder.
	WorkingDir func() (string, error)

	Terminal  Terminal
	Clipboard Clipboard

	Editor  Editor
	Browser Browser
	Viewer  Viewer
	// Start starts a program with windows of its own, and does not wait for it.
	Start func(Program) error
	// Run runs a program on the terminal, and returns when it has ended.
	Run func(Program) error

	// Suspend stops the process until the shell continues it, and returns then. The terminal is not in raw mode meanwhile.
	Suspend func()
	// NotifyEnd sends to c the signals that ask the program to end, until stop is called. It never blocks on c.
	NotifyEnd func(c chan<- os.Signal) (stop func())
}

// Clipboard holds the ways to the clipboard of the reader's machine.
type Clipboard struct {
	// Write copies text to the system's clipboard. Nil: it is out of reach.
	Write func(text string) error
	// ViaTerminal reports whether the terminal is asked to copy, by the control sequence OSC 52 of xterm. No terminal
	// acknowledges it.
	ViaTerminal bool
}

// Capability is something that a host may lack.
type Capability uint8

// The capabilities of a host.
const (
	Edit    Capability = iota + 1 // editing a file
	Browse                        // opening an address in a browser
	View                          // opening a file in the program that the system has for it
	Copy                          // copying to a clipboard
	Suspend                       // stopping the process until the shell continues it
)

// MissingError is the error for a capability that a host lacks. Its text is for the user.
type MissingError struct{ Capability Capability }

func (e *MissingError) Error() string {
	switch e.Capability {
	case Edit:
		return "quire cannot open an editor here"
	case Browse:
		return "quire cannot open a browser here"
	case View:
		return "quire cannot open files in other programs here"
	case Copy:
		return "quire cannot copy to the clipboard here"
	case Suspend:
		return "quire cannot be suspended here"
	}
	return "quire cannot do this here"
}

// Check returns nil if the host has the capability, or else a *MissingError.
func (h Host) Check(c Capability) error {
	has := false
	switch c {
	case Edit:
		has = h.Editor != nil
	case Browse:
		has = h.Browser != nil && h.Start != nil
	case View:
		has = h.Viewer != nil && h.Start != nil
	case Copy:
		has = h.Clipboard.Write != nil || h.Clipboard.ViaTerminal
	case Suspend:
		has = h.Suspend != nil
	}
	if !has {
		return &MissingError{c}
	}
	return nil
}

// EditFile opens a file at a line, from 1, in the user's editor, and returns when the editor exits.
func (h Host) EditFile(file string, line int) error {
	if h.Editor == nil || h.Run == nil {
		return &MissingError{Edit}
	}
	p, err := h.Editor(file, line)
	if err != nil {
		return err
	}
	return h.Run(p)
}

// OpenAddress opens a web or mail address, which the user has seen and confirmed, in the browser. It waits only for a browser
// that runs on the terminal.
func (h Host) OpenAddress(address string) error {
	if h.Browser == nil {
		return &MissingError{Browse}
	}
	p, err := h.Browser(address)
	if err != nil {
		return err
	}
	return h.startProgram(p, Browse)
}

// OpenFile opens a file, given by its absolute path, which the user has seen and confirmed, in the program that the system has
// for it. IsViewable must be true of it. It waits only for a program that runs on the terminal.
func (h Host) OpenFile(file string) error {
	if h.Viewer == nil {
		return &MissingError{View}
	}
	return h.startProgram(h.Viewer(file), View)
}

// startProgram starts p, or runs it on the terminal if p needs that. purpose is what is missing if the host can do neither.
func (h Host) startProgram(p Program, purpose Capability) error {
	start := h.Start
	if p.OnTerminal {
		start = h.Run
	}
	if start == nil {
		return &MissingError{purpose}
	}
	return start(p)
}

// CopyText copies text to the system's clipboard. The error is a *MissingError if that is out of reach, even if the terminal
// could be asked to copy: then the caller, which owns the terminal, has to ask it.
func (h Host) CopyText(text string) error {
	if h.Clipboard.Write == nil {
		return &MissingError{Copy}
	}
	return h.Clipboard.Write(text)
}
