package cli

import (
	"errors"

	"github.com/spf13/pflag"

	"quire/internal/host"
)

// pagerFlags are the flags of commands that may print through a pager.
type pagerFlags struct {
	forced, disabled bool
	byDefault        bool // page on a terminal without being asked, with $PAGER or less if the user has set no QUIRE_PAGER
}

func (f *pagerFlags) bindFlags(fs *pflag.FlagSet) {
	forced, disabled := "on a terminal, page through $QUIRE_PAGER, $PAGER or less -R", "do not use $QUIRE_PAGER"
	if f.byDefault {
		forced, disabled = forced+" (the default)", "do not use a pager"
	}
	fs.BoolVar(&f.forced, "pager", false, forced)
	fs.BoolVar(&f.disabled, "no-pager", false, disabled)
}

// choosePager returns the pager, or a program without Args for none. Call it only when standard output is a
// terminal. Unless f pages by default, quire uses a pager only with --pager or with QUIRE_PAGER set: PAGER alone starts none,
// since a printed note ends by itself. A terminal that can only print gets no pager by default.
func (o *options) choosePager(f pagerFlags) (host.Program, error) {
	quirePager := o.env("QUIRE_PAGER")
	byDefault := f.byDefault && o.env("TERM") != "dumb"
	if f.disabled || !f.forced && !byDefault && quirePager == "" {
		return host.Program{}, nil
	}
	name := "QUIRE_PAGER"
	if quirePager == "" {
		name = "PAGER"
	}
	p, err := o.host.NewPager(name)
	if err != nil {
		return host.Program{}, o.pagerError("%w", err)
	}
	return p, nil
}

func (o *options) pagerError(format string, err error) error {
	return usageError("--no-pager prints without a pager", format, err)
}

// startPager redirects all further output to a pager, if standard output is a terminal and the flags and the environment ask for
// one. The returned stop function sends the rest, waits until the pager exits, and restores standard output; it is never nil
// without an error. Without less on the machine, what pages by default is printed as it is.
func (o *options) startPager(f pagerFlags) (stop func(), err error) {
	stop = func() {}
	if !o.outTTY {
		return stop, nil
	}
	p, err := o.choosePager(f)
	if err != nil || p.Args == nil {
		return stop, err
	}
	o.interrupts.yieldToChild() // the pager handles interrupts
	in, waitForExit, err := o.host.StartPager(p, o.stdout, o.stderr)
	if err != nil {
		o.interrupts.takeBack()
		if errors.Is(err, host.ErrNoProgram) && !f.forced && o.env("QUIRE_PAGER") == "" && o.env("PAGER") == "" {
			return stop, nil
		}
		return nil, o.pagerError("pager: %w", err)
	}
	o.paged = true
	o.out.Reset(in)
	return func() {
		// Leaving the pager early is not an error, so a failed write does not matter.
		o.out.Flush() //nolint:errcheck // as above
		in.Close()
		waitForExit()
		o.out.Reset(o.stdout)
		o.paged = false
	}, nil
}
