# plumbline's probe. It reads a host and changes nothing: no file is opened for writing but /dev/null.
# Functions only: the last line of what is sent calls plumbline_probe with the questions as one quoted text of data,
# so a link that is cut runs nothing. Every answer is framed by the nonce of this run:
#     @NONCE begin 1                      the first
#     @NONCE ok ID                        the bytes up to the next frame are the answer
#     @NONCE lines ID ID …                one line each
#     @NONCE absent ID …                  there is no such thing
#     @NONCE cannot ID REASON             why it could not be told
#     @NONCE end COUNT                    the last, with the number of frames before it but for begin

# frame WORD ARGUMENT…: begins an answer. Only ever called in the main shell, so that the count is right.
frame() {
    frames=$((frames + 1))
    printf '\n@%s %s\n' "$nonce" "$*"
}

# decode WORD: sets $decoded to the bytes that a word of data stands for. Plain words cost no process.
decode() {
    case $1 in
    *\\*) decoded=$(printf '%b.' "$1") && decoded=${decoded%.} ;;
    *) decoded=$1 ;;
    esac
}

# have COMMAND: whether the host has it.
have() { command -v "$1" >/dev/null 2>&1; }

# plumbline_probe NONCE QUESTIONS: each line of QUESTIONS is a kind, then an id and the arguments for each question.
plumbline_probe() {
    nonce=$1 frames=0 limit=
    PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C
    export PATH LC_ALL
    umask 077
    set -f
    newline='
'
    if have timeout; then limit='timeout 20'; fi
    printf '\n@%s begin 1\n' "$nonce"
    IFS=$newline
    for line in $2; do
        IFS=' '
        set -- $line
        kind=$1
        shift
        # a kind that this script does not know leaves its questions without an answer
        if have "probe_$kind"; then "probe_$kind" "$@"; fi
        IFS=$newline
    done
    printf '\n@%s end %s\n' "$nonce" "$frames"
}
