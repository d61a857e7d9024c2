package cli

import (
	_ "embed" // the completion scripts
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/config"
)

// The completion scripts ask quire for completions, as cobra's own scripts do. Unlike those, they complete words that begin
// with a quote, which #tag needs or the shell takes it for a comment. The script for bash does not need the package
// bash-completion, and the one for PowerShell evaluates nothing of the command line. No script ever inserts text of a note
// that the shell could execute.
//
//go:embed completion.bash
var bashCompletion string

//go:embed completion.zsh
var zshCompletion string

//go:embed completion.fish
var fishCompletion string

//go:embed completion.ps1
var powershellCompletion string

var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for a shell",
		Long: `Print the script with which a shell completes commands, flags, notes and tags.
SHELL is bash, zsh, fish or powershell.`,
		Example: `  source <(quire completion bash)       for this shell; put it into ~/.bashrc for all
  quire completion bash > ~/.local/share/bash-completion/completions/quire
  quire completion zsh > "${fpath[1]}/_quire"
  quire completion fish > ~/.config/fish/completions/quire.fish
  quire completion powershell | Out-String | Invoke-Expression`,
		Args:      limitArguments(1, 1, "which shell ("+strings.Join(shells, ", ")+")"),
		ValidArgs: shells,
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return o.writeScript(bashCompletion)
			case "zsh":
				return o.writeScript(zshCompletion)
			case "fish":
				return o.writeScript(fishCompletion)
			case "powershell":
				return o.writeScript(powershellCompletion)
			}
			hint := "SHELL is bash, zsh, fish or powershell"
			if near := config.NearestMatch(args[0], shells); near != "" {
				hint = "did you mean " + near + "?"
			}
			return usageError(hint, "completion: no such shell: %s", args[0])
		},
	}
}

// writeScript prints a completion script.
func (s *streams) writeScript(text string) error {
	_, err := s.out.WriteString(text)
	return err
}

// newHelp returns a help command like cobra's, except that an unknown command is an error.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show help for a command",
		Example: `  quire help show`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, c := range cmd.Root().Commands() {
					if c.IsAvailableCommand() && hasPrefixFold(c.Name(), word) {
						names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 || about == root && len(args) > 0 {
				hint := "quire --help lists all commands"
				if near := suggestCommand(root, args[0]); near != "" {
					hint = "did you mean quire help " + near + "?"
				}
				return usageError(hint, "help: no such command: %s", args[0])
			}
			about.InitDefaultHelpFlag() // as Execute does before it runs a command
			return about.Help()
		},
	}
}

// completeFlagValues registers the values that a flag can have for completion. It panics if the command has no such flag.
func completeFlagValues(cmd *cobra.Command, flag string, values ...string) {
	values = slices.Sorted(slices.Values(values))
	registerFlagCompletion(cmd, flag, func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		return filterByPrefix(values, word), cobra.ShellCompDirectiveNoFileComp
	})
}

// registerFlagCompletion registers what completes the values of a flag. It panics if the command has no such flag.
func registerFlagCompletion(cmd *cobra.Command, flag string, complete completionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // a mistake in this program: there is no such flag
	}
}

// filterByPrefix returns the values that begin with word, ignoring case.
func filterByPrefix(values []string, word string) []string {
	var found []string
	for _, value := range values {
		if hasPrefixFold(value, word) {
			found = append(found, value)
		}
	}
	return found
}
