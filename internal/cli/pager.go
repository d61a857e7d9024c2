package cli

import (
	"errors"
	"os"
	"os/exec"

	"github.com/mattn/go-shellwords"
)

// pagerCommand is the pager that is wanted, or nothing. It is only asked for on a terminal: with
// --pager, or by one who set QUIRE_PAGER. PAGER alone starts none, since quire's output has an end.
func (o *shared) pagerCommand(on, off bool) ([]string, error) {
	own := o.env("QUIRE_PAGER")
	if off || !on && own == "" {
		return nil, nil
	}
	name, command := "QUIRE_PAGER", own
	if command == "" {
		name, command = "PAGER", o.env("PAGER")
	}
	if command == "" {
		command = "less -R"
	}
	parser := shellwords.NewParser() // expands nothing, runs nothing
	argv, err := parser.Parse(command)
	if err == nil && parser.Position >= 0 {
		err = errors.New("it is started without a shell, and can be no more than a program and its arguments")
	}
	if err != nil {
		return nil, usage("quire show --no-pager prints without a pager", "$%s: %w", name, err)
	}
	if len(argv) == 0 || argv[0] == "cat" {
		return nil, nil
	}
	return argv, nil
}

// startPager sends what is printed from now on to the pager. The function that it returns waits until the reader has left it.
func (o *shared) startPager(argv []string) (wait func(), err error) {
	c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the user's own pager
	c.Stdout, c.Stderr = o.stdout, o.stderr
	c.Env = os.Environ()
	if o.env("LESS") == "" {
		c.Env = append(c.Env, "LESS=FRX") // as git does: styles are styles, and what fits the screen is just printed
	}
	if o.env("LV") == "" {
		c.Env = append(c.Env, "LV=-c")
	}
	in, err := c.StdinPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return nil, usage("quire show --no-pager prints without a pager", "pager: %w", err)
	}
	o.out.Reset(in)
	return func() {
		// Who leaves early has seen enough: neither what was not written nor how the pager ended is an error.
		o.out.Flush() //nolint:errcheck // as above
		in.Close()    //nolint:errcheck // as above
		c.Wait()      //nolint:errcheck // as above
		o.out.Reset(o.stdout)
	}, nil
}
