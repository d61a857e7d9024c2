#compdef quire
# zsh completion for quire. Words are given as the shell reads them, whatever quotes they are in.

_quire() {
    local -a lines names shown options
    local line directive=0 last=${(Q)PREFIX}
    lines=("${(@f)$("${words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "$last" 2>/dev/null </dev/null)}")
    for line in $lines; do
        if [[ $line == :<-> ]]; then
            directive=${line#:}
        elif [[ -n $line ]]; then
            names+=("${line%%$'\t'*}")
            if [[ $line == *$'\t'* ]]; then
                shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
            else
                shown+=("$line")
            fi
        fi
    done
    # The bits are cobra's: no space behind, no files, folders alone, the order is meant.
    (( directive & 2 )) && options+=(-S '')
    (( directive & 32 )) && options+=(-V quire)
    if (( ${#names} )); then
        compadd "${options[@]}" -l -d shown -a names
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
