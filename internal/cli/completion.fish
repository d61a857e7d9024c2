# fish completion for quire. The word at the cursor is given without its quotes, which a tag needs because it begins with #.

function __quire_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct | string replace -r '^[\'"]' '' | string replace -ra '\\\\(.)' '$1')
    set -l lines ($words[1] __complete $words[2..-1] "$last" 2>/dev/null </dev/null)
    set -l directive (string replace -rf '^:' '' -- $lines[-1])
    if test -z "$directive"
        return
    end
    set -e lines[-1]
    for line in $lines
        if test -n "$line"
            printf '%s\n' $line
        end
    end
    # The bits are cobra's: 4 is no files, 16 is folders alone.
    if test (math "bitand($directive, 16)") -ne 0
        __fish_complete_directories "$last"
    else if test (count $lines) -eq 0; and test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$last"
    end
end

complete -c quire -e
complete -c quire -k -f -a '(__quire_complete)'
