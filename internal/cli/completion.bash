# bash completion for quire. It needs nothing but bash, and knows words in quotes, since tags begin with #.
# shellcheck shell=bash

# _quire_words parts the line up to the cursor as the shell would: into the words before the last one, and the last
# one without its quotes.
_quire_words() {
    local line=${COMP_LINE:0:COMP_POINT} char i begun=''
    quire_words=() quire_last='' quire_quote=''
    for ((i = 0; i < ${#line}; i++)); do
        char=${line:i:1}
        if [[ $char == "\\" && $quire_quote != "'" ]]; then
            i=$((i + 1))
            quire_last+=${line:i:1} begun=1
        elif [[ -n $quire_quote ]]; then
            if [[ $char == "$quire_quote" ]]; then quire_quote=''; else quire_last+=$char; fi
        elif [[ $char == [\'\"] ]]; then
            quire_quote=$char begun=1
        elif [[ $char == [[:blank:]] ]]; then
            if [[ -n $begun ]]; then quire_words+=("$quire_last"); fi
            quire_last='' begun=''
        else
            quire_last+=$char begun=1
        fi
    done
}

# _quire_quoted is a completion as it has to stand on the line.
_quire_quoted() {
    local text=$1
    case $quire_quote in
    "'") ;;
    '"')
        text=${text//\\/\\\\} text=${text//\"/\\\"} text=${text//\$/\\\$} text=${text//\`/\\\`}
        ;;
    *) printf -v text '%q' "$text" ;;
    esac
    printf '%s' "$text"
}

# _quire_option sets an option of the completion, where bash knows it.
_quire_option() { compopt -o "$1" 2>/dev/null || true; }

_quire() {
    local quire_words quire_last quire_quote line typed before directive=0 found=() about=() i
    _quire_words
    COMPREPLY=()
    while IFS='' read -r line; do
        if [[ $line == :* ]]; then
            directive=${line#:}
        elif [[ -n $line && ${line%%$'\t'*} == "$quire_last"* ]]; then
            found+=("${line%%$'\t'*}") about+=("${line#*$'\t'}")
        fi
    done < <("${quire_words[0]}" __complete "${quire_words[@]:1}" "$quire_last" 2>/dev/null </dev/null)
    [[ $directive =~ ^[0-9]+$ ]] || return 0

    # Readline replaces what stands behind the last of COMP_WORDBREAKS, so that much is left out of the answers.
    typed=${COMP_WORDS[COMP_CWORD]}
    typed=${typed#[\'\"]}
    case $typed in : | =) typed='' ;; esac
    typed=${typed//\\/}
    before=${quire_last%"$typed"}

    for i in "${!found[@]}"; do
        line=$(_quire_quoted "${found[i]#"$before"}")
        if [[ ${COMP_TYPE:-0} -eq 63 && ${#found[@]} -gt 1 && ${about[i]} != "${found[i]}" ]]; then
            line+="  (${about[i]})"
        fi
        COMPREPLY+=("$line")
    done

    # The bits are cobra's: no space behind, no files, folders alone, the order is meant.
    if ((directive & 2)); then _quire_option nospace; fi
    if ((directive & 32)); then _quire_option nosort; fi
    if ((directive & 16)); then
        _quire_option dirnames
    elif ! ((directive & 4)) && [[ ${#found[@]} -eq 0 ]]; then
        _quire_option default
    fi
}

complete -F _quire quire
