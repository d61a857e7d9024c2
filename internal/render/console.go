package render

import (
	"regexp"
	"strings"

	"quire/internal/theme"
)

// sessionLanguages are the languages of what was typed into a shell, with what it answered.
var sessionLanguages = map[string]bool{
	"console": true, "shell-session": true, "shellsession": true, "sh-session": true, "bash-session": true, "terminal": true,
	"session": true, "term": true, "cmd-session": true,
}

// shellLanguages are the languages of commands, which many notes also use for a session.
var shellLanguages = map[string]bool{
	"sh": true, "bash": true, "shell": true, "zsh": true, "fish": true, "ksh": true, "powershell": true, "ps1": true, "pwsh": true,
	"cmd": true, "bat": true, "text": true, "txt": true,
}

// prompt matches the prompt at the beginning of a line: $, #, % or >, after a user, a host or a folder if there is one, in
// brackets or not; or that of Windows.
var prompt = regexp.MustCompile(`^\s*(?:(?:\([\w.-]+\) )?(?:\[?[\w.-]+@[\w.-]+[: ]?[^\s$#%>\]]*\]?|[~/][\w./~-]*)? ?[$#%❯➜»] |(?:PS )?[A-Za-z]:\\[^>]*>\s?|PS> |> )`)

// isSession reports whether code is a session: its language says so, or it is that of a shell and the first line has a prompt.
func isSession(text, language string) bool {
	name := strings.ToLower(language)
	if sessionLanguages[name] {
		return true
	}
	return shellLanguages[name] && prompt.MatchString(text) && !strings.HasPrefix(strings.TrimLeft(text, " "), "#") && !strings.HasPrefix(text, "> ")
}

// writeSession writes a session to out: prompts dim, what was typed bold, and answers as they are.
func (p *Page) writeSession(text string, out *codeLineBuilder) {
	typed := p.theme.CodeBlock
	typed.Bold = !p.theme.Plain
	for line := range strings.Lines(text) {
		sign := prompt.FindString(line)
		if sign == "" {
			out.addText(line, p.theme.CodeBlock)
			continue
		}
		out.addText(sign, p.theme.CodeBlock.Over(p.theme.Dim))
		command, end := strings.CutSuffix(line[len(sign):], "\n")
		out.addText(command, typed)
		if end {
			out.addText("\n", theme.Style{})
		}
	}
}
