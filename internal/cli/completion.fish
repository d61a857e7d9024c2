# fish completion for quire. The word at the cursor is passed as the shell parses it, with or without quotes; a tag needs
# quotes because it begins with #. The shell itself quotes what it inserts.

function __quire_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    if test (count $typed) -ne 1
        return
    end
    set -l last (string unescape -- $typed)
    or return
    set -l lines ($words[1] __complete $words[2..-1] "$last" 2>/dev/null </dev/null)
    set -l directive (string replace -rf '^:([0-9]+)$' '$1' -- $lines[-1])
    or return
    set -e lines[-1]
    set -l flag (string match -r -- '^--[a-z][^=]*=' "$last")
    for line in $lines
        if not string match -q -- "$flag*" $line
            set line $flag$line
        end
        printf '%s\n' $line
    end
    # Cobra's bits: 4 completes no files, 16 only folders.
    if test (math "bitand($directive, 16)") -ne 0
        __fish_complete_directories "$last"
    else if test (count $lines) -eq 0; and test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$last"
    end
end

complete -c quire -e
complete -c quire -k -f -a '(__quire_complete)'
