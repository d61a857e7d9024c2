package cli

import (
	_ "embed" // the script for bash
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/config"
)

// The scripts ask the program, as cobra's own do. They differ in what they make of quotes, without which a shell takes #tag
// for a comment: cobra's complete no word that begins with one. The one for bash needs no package bash-completion either.
//
//go:embed completion.bash
var bashCompletion string

//go:embed completion.zsh
var zshCompletion string

//go:embed completion.fish
var fishCompletion string

var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(o *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "What your shell needs to complete commands, notes and tags",
		Long: `What your shell needs to complete commands, flags, notes and tags.
SHELL is bash, zsh, fish or powershell.`,
		Example: `  source <(quire completion bash)       for this shell; in ~/.bashrc for every one
  quire completion bash > ~/.local/share/bash-completion/completions/quire
  quire completion zsh > "${fpath[1]}/_quire"
  quire completion fish > ~/.config/fish/completions/quire.fish
  quire completion powershell | Out-String | Invoke-Expression`,
		Args:      arguments(1, 1, "for which shell: "+strings.Join(shells, ", ")),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return o.script(bashCompletion)
			case "zsh":
				return o.script(zshCompletion)
			case "fish":
				return o.script(fishCompletion)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(o.out)
			}
			hint := "SHELL is bash, zsh, fish or powershell"
			if near := config.Nearest(args[0], shells); near != "" {
				hint = "did you mean " + near + "?"
			}
			return usage(hint, "completion: no such shell: %s", args[0])
		},
	}
}

func (s *streams) script(text string) error {
	_, err := s.out.WriteString(text)
	return err
}

// newHelp is cobra's help, which takes a command that is none for an error.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "What a command does and takes, with examples",
		Example: `  quire help show`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, c := range cmd.Root().Commands() {
					if c.IsAvailableCommand() {
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
				hint := "quire --help tells the commands"
				if near := nearCommand(root, args[0]); near != "" {
					hint = "did you mean quire help " + near + "?"
				}
				return usage(hint, "help: no such command: %s", args[0])
			}
			about.InitDefaultHelpFlag() // which Execute would have done
			return about.Help()
		},
	}
}

// choices completes a flag's value.
func choices(cmd *cobra.Command, flag string, values ...string) {
	values = slices.Sorted(slices.Values(values))
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // there is no such flag: a slip in this program
	}
}
