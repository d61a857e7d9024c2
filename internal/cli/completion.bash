# bash completion for quire. It needs only bash, and completes words in quotes, since tags begin with #. The text that
# it inserts comes from notes that strangers may have written, so the shell must never interpret any of it.
# shellcheck shell=bash

# _quire_parse TEXT splits the beginning of a command as the shell would. It sets quire_words to the words before the last,
# quire_last to the last word without its quotes, quire_quote to the quote that is still open (' or ", $ for $', \ for a
# backslash at the end) and quire_open to the index after that quote.
_quire_parse() {
    local line=$1 char next end i begun=''
    quire_words=() quire_last='' quire_quote='' quire_open=0
    for ((i = 0; i < ${#line}; i++)); do
        char=${line:i:1} next=${line:i+1:1}
        if [[ $char == "\\" && $quire_quote != "'" ]]; then
            if [[ -z $next ]]; then
                quire_quote="\\"
            elif [[ $quire_quote == '"' && $next != [\"\\\$\`] ]]; then
                quire_last+=$char$next
            else
                quire_last+=$next
            fi
            i=$((i + 1)) begun=1
        elif [[ -n $quire_quote ]]; then
            if [[ $char == "$end" ]]; then quire_quote=''; else quire_last+=$char; fi
        elif [[ $char == [\'\"] ]]; then
            quire_quote=$char end=$char quire_open=$((i + 1)) begun=1
        elif [[ $char == "\$" && $next == [\'\"] ]]; then
            quire_quote=$next end=$next quire_open=$((i + 2)) begun=1
            if [[ $next == "'" ]]; then quire_quote="\$"; fi
            i=$((i + 1))
        elif [[ $char == [[:blank:]] ]]; then
            if [[ -n $begun ]]; then quire_words+=("$quire_last"); fi
            quire_last='' begun=''
        else
            quire_last+=$char begun=1
        fi
    done
}

# _quire_start WORD sets quire_start to the index in quire_line of the text that readline replaces with a completion of
# WORD: after the last of COMP_WORDBREAKS, or after an open quote. It fails if readline and this script parse the line
# differently.
_quire_start() {
    quire_start=$((${#quire_line} - ${#1}))
    if [[ $quire_start -lt 0 || ${quire_line:quire_start} != "$1" || $quire_quote == "\\" ]]; then return 1; fi
    if [[ -z $quire_quote ]]; then return 0; fi
    # Wrappers such as that for sudo pass WORD with its quote. M-* removes the quote from what it inserts.
    if ((quire_start == quire_open - 1)); then quire_start=$quire_open; fi
    ((quire_start == quire_open && ${COMP_TYPE:-0} != 42))
}

# _quire_encode TEXT sets quire_text to the encoding of TEXT to insert while quire_quote is open. It fails if TEXT cannot
# be inserted there.
#
# Each character that could begin a command gets a backslash directly before it; inside quotes, the quotes are closed around
# the two. This is longer than necessary, but it is safe even if text that seems quoted is not, and vice versa: this script
# does not parse everything that a line can hold, such as "$(echo ')". A backslash gets quotes instead, and a backquote is
# never inserted, because a command between backquotes is parsed twice.
_quire_encode() {
    local text=$1 quote=$quire_quote event=${histchars:0:1} char i closed=''
    quire_text=$text
    if [[ $text == *[[:cntrl:]\`]* ]]; then return 1; fi
    if [[ $text != *[![:alnum:]_./:@%+,-]* && $text != *"${event:-!}"* ]]; then return 0; fi
    quire_text=''
    for ((i = 0; i < ${#text}; i++)); do
        char=${text:i:1} closed=''
        case $quote$char in
        [\'\"][\;\&\|\<\>\(\)\{\!] | "''" | [\'\"]"$event") closed=1 char=$quote\\$char$quote ;;
        '""' | "\"\\" | '"$') char=\\$char ;;
        "\$"[![:alnum:]_./:@%+,\ \#-]) return 1 ;;
        "\\") char="'\\'" ;;
        [\ \;\&\|\<\>\(\)\{\}\!\'\"\$\*\?\[\]\~] | "$event") char=\\$char ;;
        "#") if ((i == 0)); then char=\\$char; fi ;;
        esac
        quire_text+=$char
    done
    # Readline adds no quote after a final quote, and takes a quote at the beginning for the open quote.
    if [[ -n $closed ]]; then
        quire_text+=$quote
    elif [[ $quote == '"' && $text == *\" ]]; then
        quire_text=${quire_text%??}\"\\\"
    fi
    if [[ -n $quote && $quire_text == "$quote"* ]]; then quire_text=$quote$quire_text; fi
}

# _quire_ask asks quire for the completions of quire_last after quire_words. It sets quire_found to the completions,
# quire_about to their descriptions and quire_directive to cobra's directive.
_quire_ask() {
    local line='' before='' flag=''
    if [[ $quire_last == --[a-z]*=* ]]; then flag=${quire_last%%=*}=; fi
    while IFS='' read -r line; do
        if [[ -n $before ]]; then
            if [[ $before != "$flag"* ]]; then before=$flag$before; fi
            quire_found+=("${before%%$'\t'*}") quire_about+=("${before#*$'\t'}")
        fi
        before=$line
    done < <("${quire_words[0]}" __complete "${quire_words[@]:1}" "$quire_last" 2>/dev/null </dev/null)
    quire_directive=${before#:}
    [[ $before == :* && $quire_directive =~ ^[0-9]+$ ]]
}

# _quire_choose TYPED KEPT fills COMPREPLY with the completions of TYPED, without their beginning KEPT, which stays on the
# line. It prefers completions that continue TYPED to those that replace it, such as "front end" for front, or a word that
# differs in case.
_quire_choose() {
    local typed=$1 kept=$2 name i exact='' first='' several='' about=()
    for name in ${quire_found[@]+"${quire_found[@]}"}; do
        if [[ $name == "$typed"* ]]; then exact=1; fi
    done
    for i in ${quire_found[@]+"${!quire_found[@]}"}; do
        name=${quire_found[i]}
        if [[ ${name:0:${#kept}} != "$kept" || (-n $exact && $name != "$typed"*) ]]; then continue; fi
        # Readline replaces TYPED with the common prefix of all, which must not be shorter than TYPED.
        if [[ -n $first && ${name:0:${#typed}} != "${first:0:${#typed}}" ]]; then continue; fi
        if ! _quire_encode "${name:${#kept}}"; then continue; fi
        first=${first:-$name}
        if [[ $name != "$first" ]]; then several=1; fi
        if [[ ${quire_about[i]} == "$name" ]]; then about+=(''); else about+=("  (${quire_about[i]})"); fi
        COMPREPLY+=("$quire_text")
    done
    # Readline only shows a list of several completions; it inserts nothing from the list.
    if [[ ${COMP_TYPE:-0} -eq 63 && -n $several ]]; then
        for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]+=${about[i]}; done
    fi
}

# _quire_option sets a completion option, if this version of bash has it.
_quire_option() { compopt -o "$1" 2>/dev/null || true; }

_quire() {
    local quire_words quire_last quire_quote quire_open quire_start quire_text
    local quire_line=${COMP_LINE:0:COMP_POINT} quire_found=() quire_about=() quire_directive typed quote
    COMPREPLY=()
    _quire_parse "$quire_line"
    if ! _quire_start "$2" || ! _quire_ask; then return 0; fi
    typed=$quire_last quote=$quire_quote
    _quire_parse "${quire_line:0:quire_start}"
    if [[ $quire_quote != "$quote" ]]; then return 0; fi
    _quire_choose "$typed" "$quire_last"

    # Cobra's bits: add no space, complete no files, complete only folders, keep the order.
    if ((quire_directive & 2)); then _quire_option nospace; fi
    if ((quire_directive & 32)); then _quire_option nosort; fi
    if ((quire_directive & 16)); then
        _quire_option dirnames
    elif ! ((quire_directive & 4)) && [[ ${#quire_found[@]} -eq 0 ]]; then
        _quire_option default
    fi
}

complete -F _quire quire
