// Command quire reads libraries of linked, tagged Markdown posts in a terminal.
package main

import (
	"os"

	"quire/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
