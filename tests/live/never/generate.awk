# Command lines, environments, site files and standards for never.sh, none of which has an approved plan; the same for the
# same seed. Reads `PROGRAM COMMAND OPTION VALUED` of every option there is, VALUED 1 where it takes a value. Of each case
# it writes the folder's files and `run`, a command of sh(1); what is to be copied there first it prints.
# Variables: seed, count, folder (with a folder a case), digest (of the plan that people did approve)

function chance(share) { return rand() < share }
function one_of(list,    words, n) {
    n = split(list, words, "|")
    return words[1 + int(rand() * n)]
}
function quoted(text) {
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}
function times(text, n,    all) {
    for (all = ""; n > 0; n--) all = all text
    return all
}
# No folder that has a program in it: one that is named as an inventory has its programs run, as Ansible does.
function hostile() {
    if (chance(0.03)) return times("A", 5000)
    if (chance(0.05)) return "\033[31mred\007\r\n\tnext"
    if (chance(0.05)) return "\303\050 no UTF-8 \377"
    return one_of("-|--|$(touch /hostile)|`touch /hostile`|; touch /hostile|' touch /hostile '|web1|a b|%s%n|-1|0|18446744073709551616|1e9|~root|true|../../../etc/shadow|/etc/passwd|/never/approved|/nowhere|{}|[]|&all|*|!all|~(a+)+$|none|last|plan.json|standard|plumbline.yaml|sha256:" times("0", 64))
}

# --- values of options ------------------------------------------------------------------------------------------------

function value_of(option) {
    # what is written where an option says so is written there: its path stays in the case's own folder
    if (option == "--output") return one_of("text|json|html|markdown|csv|pdf") "=out." int(rand() * 9)
    if (option == "--history") return one_of("none|sqlite://" folder "/" number "/out.db|mysql://x|sqlite://out")
    if (option == "--commands") return one_of("deny|allowed|yes")
    if (chance(0.25)) return hostile()
    if (option == "--approve") return chance(0.7) ? digest : "sha256:" times("1", 64)
    if (option == "--standard" || option == "-s") return one_of("standard|plumbline.yaml|nowhere")
    if (option == "--inventory" || option == "-i") return one_of("inventory.ini|plumbline.yaml|-")
    if (option == "--site") return one_of(".|..|standard|/never/approved")
    if (option == "--limit") return one_of("web1|here|web*|all|~.*|!here|unknown")
    if (option == "--only") return one_of("file:/etc/never|file:/etc/never,directory:/etc/never.d|file:/etc/shadow")
    if (option == "--stages") return one_of("1|1,rest|100%|rest|1,2,4,rest|0")
    if (option == "--check") return one_of("audit|/never/check|touch /hostile")
    if (option == "--resume") return one_of(run_id "|last|../enforced/" run_id)
    if (option == "--transport") return one_of("auto|libssh2|ssh|local")
    if (option == "--identity") return one_of("/never/key|/never/jane|/never/eve")
    if (option == "--known-hosts") return one_of("/never/known_hosts|known")
    if (option == "--user") return one_of("root|nobody|-oProxyCommand=touch /hostile")
    if (option == "--ssh-config") return "none"
    if (option == "--format") return one_of("text|json|html|markdown")
    if (option ~ /^--(bake|deadline|max-age|since|until)$/) return one_of("1s|9s|1d|2026-01-01T00:00:00Z|2099-01-01")
    if (option ~ /^--max|^--parallel|^--quorum|^--serial|^--through/) return one_of("0|1|2|9")
    return hostile()
}

function option_of(program, command,    n) {
    n = 1 + int(rand() * counts[program, command])
    return options[program, command, n]
}

# --- a site -----------------------------------------------------------------------------------------------------------

# A plan that nobody approved, or one that was approved of something else than what is here. Sets plan_kind.
function plan_files(dir) {
    plan_kind = one_of("none|unsigned|one|strangers|edited|standard|environment|namespace|garbage|expired|signatures")
    return plan_kind == "none" ? "" : "cp -p /never/plans/" plan_kind "/* " dir "/\n"
}

function approval() {
    if (chance(0.1) && plan_kind != "one") return ""
    # with a quorum of one, one signature would be an approval
    return "approval: {signers: " one_of(plan_kind == "one" ? "allowed_signers" : "allowed_signers|nowhere|standard|inventory.ini") \
        ", quorum: " one_of("2|2|2|3|0|-1|two") "}\n"
}

function site_file(    text) {
    text = "plumbline: 1\ninventory: inventory.ini\nstandard: standard\n"
    # the approved plan is one for production
    text = text "environment: " (plan_kind == "environment" ? one_of("staging|Production|'production '") : "production") "\n"
    text = text "history: " one_of("none|sqlite://" folder "/" number "/out.db") "\n"
    text = text "ssh: {known_hosts: /never/known_hosts, identity: /never/key" one_of("|, sudo: true|, transport: ssh|, transport: local") "}\n"
    text = text approval()
    if (chance(0.3)) text = text one_of("every: 1h|contact: jane|unsigned_waivers: true|waivers: nowhere|shell_histories: true|keep: 30d|commands: deny|limits: {connect: 2s, host: 5s}") "\n"
    if (chance(0.1)) text = text one_of("enforce: true|approved: true|plan: plan.json|" hostile()) "\n"
    return text
}

function resource() {
    return one_of("file: /etc/never\n    content: \"other\\n\"|file: /etc/never\n    state: absent|directory: /etc/never.d\n    purge: true|line: /etc/hosts\n    text: never|package: never\n    state: absent|user: never|service: never\n    state: running|command: touch /hostile|mount: /never\n    state: absent|file: /etc/never\n    enforce: always|file: \"/etc/never\\u0007\"\n    mode: \"9999\"|cron: never\n    command: touch /hostile|sysctl: kernel.never\n    value: 1|nothing: true")
}

# As it was approved, or another.
function standard(    text, n) {
    # the plan was approved for the standard as it is: it must not be the same then
    if (plan_kind != "standard" && chance(0.4)) return ""
    text = "plumbline: 1\nstandard: never\nresources:\n"
    for (n = int(rand() * 4); n >= 0; n--) text = text "  - " resource() "\n"
    if (chance(0.1)) text = text hostile() "\n"
    return text
}

function environment(    text) {
    text = "HOME=" folder "/" number "/out.home PATH=" one_of("/usr/sbin:/usr/bin:/sbin:/bin|/never/bin:/usr/bin:/bin|/usr/bin:/bin:.")
    if (chance(0.3)) text = text " " one_of("PLUMBLINE_SITE=.|PLUMBLINE_SITE=/never|LC_ALL=C.UTF-8|TERM=xterm|SUDO_USER=jane|USER=nobody|NO_COLOR=1|TZ=:/etc/passwd|SSH_AUTH_SOCK=/nowhere|LANG=de_DE.UTF-8|BASH_ENV=/never/check|ENV=/never/check|IFS=x|PLUMBLINE_APPROVE=" digest)
    if (chance(0.1)) text = text " " one_of("HOME|TMPDIR|PAGER|EDITOR|SUDO_USER|LOGNAME") "=" quoted(hostile())
    return text
}

# --- a command line ---------------------------------------------------------------------------------------------------

function arguments(command) {
    if (command == "enforce") return chance(0.95) ? " plan.json" : ""
    if (command == "rollback") return " " (chance(0.8) ? run_id : quoted(hostile())) (chance(0.7) ? " --yes" : "") \
        (chance(0.3) ? one_of(" web1| here| web1 file:/etc/never| unknown") : "")
    if (command ~ /^(audit|plan|facts|hosts)$/) return one_of("| web1| here| all| unknown")
    if (command ~ /^(blame|history|ack)$/) return one_of(" web1 file:/etc/never| here| runs| verify|")
    if (command ~ /^(sign|verify)$/) return one_of(" plan.json| standard| unknown|")
    return one_of("| last| file| web1| plan.json| standard/standard.yaml")
}

function command_line(    program, command, n, option, line) {
    program = chance(0.4) ? "plumbline-enforce" : "plumbline"
    command = chance(0.6) ? one_of("enforce|enforce|rollback") : commands[1 + int(rand() * command_count)]
    line = "/never/bin/" program " " command arguments(command)
    if (command == "enforce" && chance(0.7)) line = line " --approve " digest
    if (counts["plumbline-enforce", command]) program = "plumbline-enforce"
    for (n = int(rand() * 3); n > 0 && counts[program, command]; n--) {
        option = option_of(program, command)
        line = line " " option (valued[program, command, option] ? " " quoted(value_of(option)) : "")
    }
    if (chance(0.05)) line = line " " quoted(hostile())
    return line
}

{
    options[$1, $2, ++counts[$1, $2]] = $3
    valued[$1, $2, $3] = $4
    if ($1 == "plumbline" && !($2 in known)) { known[$2]; commands[++command_count] = $2 }
}

END {
    srand(seed)
    for (number = 1; number <= count; number++) {
        dir = folder "/" number
        printf "%s", plan_files(dir)
        printf "%s", site_file() >(dir "/plumbline.yaml")
        text = standard()
        if (text != "") printf "%s", text >(dir "/standard/standard.yaml")
        else printf "cp -p /never/approved/* %s/standard/\n", dir
        line = command_line()
        printf "env -i %s timeout 30 %s <%s\n", environment(), line, \
            one_of("/dev/null|/never/yes|/never/typed|/never/back") >(dir "/run")
        close(dir "/plumbline.yaml")
        close(dir "/standard/standard.yaml")
        close(dir "/run")
    }
}
