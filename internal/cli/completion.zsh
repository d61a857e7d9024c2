#compdef quire
# zsh completion for quire. Words are passed as the shell parses them, with or without quotes. The shell itself quotes what
# it inserts; nothing here may suppress that (compadd -Q).

_quire() {
    local -a lines names shown options
    local line flag='' directive last=${(Q)PREFIX}
    lines=("${(@f)$("${words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "$last" 2>/dev/null </dev/null)}")
    directive=${lines[-1]#:}
    [[ $lines[-1] == :<-> ]] || return 1
    [[ $last == --[a-z]*=* ]] && flag=${last%%=*}=
    for line in "${(@)lines[1,-2]}"; do
        [[ $line == "$flag"* ]] || line=$flag$line
        names+=("${line%%$'\t'*}")
        # A percent sign in displayed text would start a prompt escape.
        shown+=("${${line/$'\t'/  -- }//\%/%%}")
    done
    # Cobra's bits: add no space, complete no files, complete only folders, keep the order.
    # Without a suffix, zsh would leave a quote open, which breaks the command.
    (( directive & 2 )) && [[ -z $compstate[quote] ]] && options+=(-S '')
    (( directive & 32 )) && options+=(-V quire)
    # If no completion continues the typed text, they replace it, such as "front end" for front.
    [[ -n ${(M)names:#${(b)last}*} ]] || options+=(-U)
    if (( ${#names} )); then
        compadd "${options[@]}" -l -d shown -a -- names
    elif (( directive & 16 )); then
        _files -/
    elif ! (( directive & 4 )); then
        _files
    fi
}

if [[ $funcstack[1] == _quire ]]; then
    _quire "$@"
else
    compdef _quire quire
fi
