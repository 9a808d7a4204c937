#!/usr/bin/env python3
"""The real Alertmanager, on a port of 127.0.0.1 that is printed, with its state in a folder of its own. It
notifies RECEIVER, a URL, once for a group of the same name. It ends with its standard input, or this script.

    alertmanager.py LOG RECEIVER
"""

import json
import pathlib
import os
import re
import subprocess
import sys
import tempfile
import time

# Debian's reads its templates from a fixed place, which comes with the package, not the program; none is used here.
START = """mount -t tmpfs none /usr/share && mkdir -p /usr/share/prometheus/alertmanager &&
cd /usr/share/prometheus/alertmanager && touch default.tmpl email.tmpl && exec setpriv --pdeathsig KILL prometheus-alertmanager "$@" """


def configuration(receiver):
    return {
        "route": {"receiver": "double", "group_by": ["alertname", "site"], "group_wait": "2s", "group_interval": "300ms",
                  "repeat_interval": "4h"},
        "receivers": [{"name": "double", "webhook_configs": [{"url": receiver, "send_resolved": True}]}],
    }


def port_of(log, process):
    """What it says that it listens on."""
    while process.poll() is None:
        found = re.search(r"Listening on.*address=127\.0\.0\.1:(\d+)", log.read_text())
        if found:
            return found[1]
        time.sleep(0.02)
    sys.exit(log.read_text())


def main():
    log, receiver = pathlib.Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder, log.open("w", encoding="utf-8") as said:
        settings = pathlib.Path(folder, "alertmanager.yml")
        settings.write_text(json.dumps(configuration(receiver)), encoding="utf-8")
        namespace = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
        with subprocess.Popen(
                [*namespace, "sh", "-c", START, "sh", f"--config.file={settings}", f"--storage.path={folder}/state",
                 "--web.listen-address=127.0.0.1:0", "--cluster.listen-address="], stdout=said, stderr=said) as process:
            print(port_of(log, process), flush=True)
            sys.stdin.buffer.read()
            process.kill()


if __name__ == "__main__":
    main()
