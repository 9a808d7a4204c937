# shellcheck disable=SC2086 # words of questions and lists of ids are plain on purpose, and set -f is in force
# plumbline's probe. It reads a host and changes nothing: no file is opened for writing but /dev/null.
# Functions only: the last line of what is sent calls plumbline_probe with the questions as one quoted text of data,
# so a link that is cut asks nothing. Every answer is framed by the nonce of this run; its bytes follow its frame:
#     @NONCE begin 1                      the first
#     @NONCE ok ID                        the bytes up to the next frame are the answer
#     @NONCE lines ID ID …                one line each
#     @NONCE absent ID ID …               there is no such thing
#     @NONCE cannot ID ID …               why it could not be told
#     @NONCE end COUNT                    the last, with the number of frames before it but for begin
# runs: sed -n
# runs: timeout 20
# runs: probe_$kind         # a function of the script
# runs: $@                  # a function of the script

# An old ksh reads $ENV, where aliases may stand; they must be gone before the functions are read.
\unalias -a 2>/dev/null || :

# frame WORD ID…: begins an answer. Only ever called in the main shell, so that the count is right. echo is built into
# every shell, so the nonce never stands in the arguments of a process, where other users of the host could read it.
frame() {
    frames=$((frames + 1))
    echo "
@$nonce $*"
}

# cannot IDS REASON
cannot() {
    frame cannot $1
    printf '%s' "$2"
}

# decode WORD: sets $decoded to the bytes that a word of data stands for, or to nothing when the shell can't hold them
# (yash, bytes beyond its locale). Plain words cost no process.
decode() {
    case $1 in
    *\\0*)
        decoded=$(printf '%b.' "$1")
        case $decoded in
        *.) decoded=${decoded%.} ;;
        *) decoded= ;;
        esac
        ;;
    \\) decoded= ;;
    *) decoded=$1 ;;
    esac
}

# have COMMAND: whether the host has it.
have() { command -v "$1" >/dev/null 2>&1; }

# start NONCE: the same ground under every shell and whatever the environment says (SHELLOPTS, exported functions).
start() {
    nonce=$1 frames=0 limit='' find_form='' accounts=
    newline='
'
    PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C
    export PATH LC_ALL
    unset -f command echo printf read cd true umask COMMANDS_OF_ALL_PARTS 2>/dev/null
    unset CDPATH POSIXLY_CORRECT BASH_ENV ENV FIND_BLOCK_SIZE BLOCK_SIZE GREP_OPTIONS AWKPATH
    umask 077
    if have timeout; then limit='timeout 20'; fi
}

# stay_small: no process may take more than a minute of the processor; what can wait for others gets $limit before it.
stay_small() {
    # shellcheck disable=SC3045 # where -t is not known there is no such limit
    ulimit -t 60 2>/dev/null || :
}

# plumbline_probe NONCE QUESTIONS: each line of QUESTIONS is a kind, then an id and the arguments for each question.
plumbline_probe() {
    set +e +u +v +x +C -f
    start "$1"
    stay_small
    echo "
@$nonce begin 1"
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
    echo "
@$nonce end $frames"
}

# probe_pinned: for a key whose command is pinned to this script as stored on the host (sshd(8), command="…"). Of what
# comes on standard input nothing is run: the nonce and the questions are taken out of its last command, if they are
# exactly that.
probe_pinned() {
    start ''
    pinned=$(sed -n '/^plumbline_probe [0-9a-f]\{32\} /,$p')
    pinned=${pinned#plumbline_probe }
    nonce=${pinned%% *}
    pinned=${pinned#"$nonce '"}
    case $pinned in
    *"' </dev/null") pinned=${pinned%"' </dev/null"} ;;
    *) pinned=\' ;;
    esac
    case $pinned in
    *[!A-Za-z0-9_./:@%+=,\\\ "$newline"-]*) echo 'plumbline: this key only answers the questions of plumbline' ;;
    *) plumbline_probe "$nonce" "$pinned" </dev/null ;;
    esac
}
