# shellcheck shell=sh
# shellcheck disable=SC2154 # lab and live are those of check.sh
# Ansible's check mode as a second opinion: what it would change is what has drifted. Sourced by cases, after check.sh.

# shellcheck source=table.sh
. "$live/oracle/table.sh"

# ansible_judge PLAYBOOK of this folder: leaves lines of TASK and pass (nothing to change), fail (something) or error in $lab/HOST.verdicts of
# each host of the inventory
ansible_judge() {
    play=0
    : >"$lab/ansible.cfg"
    # everything that it writes is kept in the lab
    env HOME="$lab" ANSIBLE_HOME="$lab/ansible" ANSIBLE_LOCAL_TEMP="$lab/ansible/tmp" ANSIBLE_CONFIG="$lab/ansible.cfg" \
        ANSIBLE_SSH_CONTROL_PATH_DIR="$lab/ansible/cp" ANSIBLE_NOCOLOR=true ANSIBLE_PIPELINING=true \
        ANSIBLE_INTERPRETER_PYTHON=/usr/bin/python3 ANSIBLE_SSH_ARGS='-F none -o ControlMaster=auto -o ControlPersist=20' \
        ansible-playbook --check -i "$lab/inventory.ini" --private-key "$lab/key" \
        --ssh-common-args "-o UserKnownHostsFile=$lab/known_hosts -o GlobalKnownHostsFile=none" \
        "$live/oracle/$1" >"$lab/ansible.out" 2>"$lab/ansible.err" || play=$?
    # 2: some task failed, which its verdict says
    case $play in 0 | 2) ;; *) fail "ansible-playbook ended with $play: $(cat "$lab/ansible.err")" ;; esac
    # shellcheck disable=SC2013 # names have no blanks
    for judged in $(sed -n 's/^\([^ ]*\) ansible_host=.*/\1/p' "$lab/inventory.ini"); do
        awk -v judged="[$judged]" '
            /^TASK \[/ { task = $0; sub(/^TASK \[/, "", task); sub(/\] \**$/, "", task) }
            $2 == judged && $1 == "ok:" { print task "\tpass" }
            $2 == judged && $1 == "changed:" { print task "\tfail" }
            $1 == "fatal:" && $2 == judged ":" { print task "\terror: " $0 }
        ' "$lab/ansible.out" >"$lab/$judged.verdicts"
    done
}
