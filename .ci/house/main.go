// Command house writes the parts of .golangci.yml and README.md that are made from the plan of packages in
// internal/layers/plan.go.
//
//	go run ./.ci/house    in the root of the repository
package main

import (
	"fmt"
	"os"

	"quire/internal/layers"
)

func main() {
	for _, f := range layers.GeneratedFiles() {
		if err := update(f); err != nil {
			fmt.Fprintln(os.Stderr, "house:", err)
			os.Exit(2)
		}
	}
}

// update writes a file if its part is not what the plan makes of it, and says so.
func update(f layers.GeneratedFile) error {
	content, err := os.ReadFile(f.Path)
	if err != nil {
		return err
	}
	updated, err := f.Update(string(content))
	if err != nil || updated == string(content) {
		return err
	}
	fmt.Println("updated", f.Path)
	return os.WriteFile(f.Path, []byte(updated), 0o644) //nolint:gosec // files of the repository
}
