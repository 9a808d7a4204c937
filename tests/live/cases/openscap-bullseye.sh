#!/bin/sh
# The baseline's verdicts on Debian 11, for which OpenSCAP's content was written, are those of OpenSCAP as well
. "${0%/*}/../check.sh"
. "$live/oracle/openscap.sh"

oracle_table openscap.table 60
lab_start debian11 bullseye "$net.1" net
lab_start debian11-changed bullseye "$net.2" net
lab_run debian11 sh -c 'chmod 600 /etc/ssh/lab_config; chmod 700 /root' # the lab's own
lab_run debian11-changed chmod 600 /etc/ssh/lab_config
openscap_change debian11-changed
openscap_judge debian11
openscap_judge debian11-changed
audit_manifest linux-baseline
oracle_compare debian11
oracle_compare debian11-changed
finish
