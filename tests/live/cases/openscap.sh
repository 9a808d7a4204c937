#!/bin/sh
# The baseline's verdicts on Debian 12 are those of OpenSCAP, rule by rule, or the table says why not
. "${0%/*}/../check.sh"
. "$live/oracle/openscap.sh"

oracle_table openscap.table 60
lab_start debian12 systemd "$net.1"
lab_start debian12-changed systemd "$net.2"
lab_run debian12 sh -c 'chmod 600 /etc/ssh/lab_config; chmod 700 /root' # the lab's own
lab_run debian12-changed sh -e <<'END'
chmod 600 /etc/ssh/lab_config
systemctl --quiet disable cron
systemctl stop rsyslog syslog.socket
END
openscap_change debian12-changed
openscap_judge debian12
openscap_judge debian12-changed
audit_manifest linux-baseline
oracle_compare debian12
oracle_compare debian12-changed
finish
