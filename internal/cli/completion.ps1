# PowerShell completion for quire. It takes the words of the line from PowerShell's parser and evaluates nothing. The text
# that it inserts comes from notes that strangers may have written, so the shell must never interpret any of it.

# __quire_quote returns a completion as one word: unchanged if no character is special, else in single quotes. PowerShell
# also accepts four other characters as single quotes, so each of them is doubled.
function __quire_quote([string]$Text) {
    if ($Text -cmatch '\A(--?)?[A-Za-z0-9_][A-Za-z0-9_./:-]*=?\z') { return $Text }
    return "'" + ($Text -replace "(['\u2018\u2019\u201a\u201b])", '$1$1') + "'"
}

# __quire_fits reports whether a completion can be inserted. In an open quote, only text without special meaning inside or
# outside quotes can. Before PowerShell 7.3, and later if configured so, PowerShell does not pass arguments unchanged that
# hold double quotes, or a backslash before the quote that it adds.
function __quire_fits([string]$Text, [bool]$Open, [bool]$Legacy) {
    if ($Text -cmatch '[\p{C}\p{Zl}\p{Zp}]') { return $false }
    if ($Open -and $Text -cnotmatch '\A[\p{L}\p{N} _./:#@%+,=-]*\z') { return $false }
    return -not ($Legacy -and $Text -cmatch '["\\]')
}

# __quire_words returns the words before the cursor and the word at it, or nothing if a word is not plain text: variables and
# commands are not evaluated.
function __quire_words($Ast, [int]$Cursor) {
    $words = @()
    $last = ''
    $open = $false
    foreach ($element in $Ast.CommandElements) {
        if ($element.Extent.StartOffset -ge $Cursor) { break }
        if ($element.Extent.EndOffset -gt $Cursor) { return }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
        elseif ($element -is [System.Management.Automation.Language.CommandParameterAst] -and -not $element.Argument) { $text = $element.Extent.Text }
        elseif ($element -is [System.Management.Automation.Language.ConstantExpressionAst]) { $text = $element.Extent.Text }
        else { return }
        if ($element.Extent.EndOffset -eq $Cursor) {
            $last = $text
            $open = $element.Extent.Text -cmatch "\A['\u2018\u2019\u201a\u201b`"\u201c\u201d\u201e]"
        } else { $words += $text }
    }
    if ($words.Count -gt 0) { @{ Words = $words; Last = $last; Open = $open } }
}

[scriptblock]$__quireCompleter = {
    param($WordToComplete, $CommandAst, $CursorPosition)

    $line = __quire_words $CommandAst $CursorPosition
    if (-not $line) { return }
    $legacy = $PSVersionTable.PSVersion -lt [version]'7.3' -or $PSNativeCommandArgumentPassing -eq 'Legacy'
    $arguments = @('__complete') + @($line.Words | Select-Object -Skip 1) + $line.Last
    if ($legacy) {
        if ($arguments -cmatch '["\\]') { return }
        $arguments = @($arguments | ForEach-Object { if ($_ -eq '') { '""' } else { $_ } })
    }
    $program = $line.Words[0]
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $found = @(& $program @arguments 2>$null)
    } finally { [Console]::OutputEncoding = $encoding }
    if ($found.Count -eq 0 -or $found[-1] -cnotmatch '\A:[0-9]+\z') { return }
    # Cobra's bits: 2 adds no space, 4 completes no files.
    $directive = [int]$found[-1].Substring(1)
    $space = if (($directive -band 2) -eq 0 -and -not $line.Open) { ' ' } else { '' }
    $flag = if ($line.Last -cmatch '\A--[a-z][^=]*=') { $Matches[0] } else { '' }

    $offered = 0
    foreach ($answer in @($found | Select-Object -SkipLast 1)) {
        $name, $about = $answer.Split("`t", 2)
        if (-not $name.StartsWith($flag, [StringComparison]::Ordinal)) { $name = $flag + $name }
        if (-not (__quire_fits $name $line.Open $legacy)) { continue }
        if (-not $about) { $about = $name }
        $offered++
        [System.Management.Automation.CompletionResult]::new((__quire_quote $name) + $space, $name, 'ParameterValue', $about)
    }
    # An empty answer keeps the shell from offering files.
    if ($offered -eq 0 -and ($directive -band 4) -ne 0) { '' }
}

Register-ArgumentCompleter -Native -CommandName 'quire' -ScriptBlock $__quireCompleter
