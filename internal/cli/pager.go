package cli

import "quire/internal/host"

// choosePager returns the pager, or a program without Args for none. Call it only when standard output is a
// terminal. quire uses a pager with --pager or with QUIRE_PAGER set. PAGER alone starts none, since a printed note
// ends by itself.
func (o *options) choosePager(forced, disabled bool) (host.Program, error) {
	quirePager := o.env("QUIRE_PAGER")
	if disabled || !forced && quirePager == "" {
		return host.Program{}, nil
	}
	name := "QUIRE_PAGER"
	if quirePager == "" {
		name = "PAGER"
	}
	p, err := o.host.NewPager(name)
	if err != nil {
		return host.Program{}, usageError("quire show --no-pager prints without a pager", "%w", err)
	}
	return p, nil
}

// startPager starts the pager and redirects all further output to it. The returned wait function sends the rest,
// waits until the pager exits, and restores standard output.
func (o *options) startPager(p host.Program) (wait func(), err error) {
	in, waitForExit, err := o.host.StartPager(p, o.stdout, o.stderr)
	if err != nil {
		return nil, usageError("quire show --no-pager prints without a pager", "pager: %w", err)
	}
	o.out.Reset(in)
	return func() {
		// Leaving the pager early is not an error, so a failed write does not matter.
		o.out.Flush() //nolint:errcheck // as above
		in.Close()
		waitForExit()
		o.out.Reset(o.stdout)
	}, nil
}
