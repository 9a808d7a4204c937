#!/bin/sh
# Certificates, repositories, names, URLs and the commands of a standard, as seen from a real host
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1" net
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
cd /root
openssl req -x509 -nodes -newkey rsa:2048 -days 90 -subj /CN=www.lab -addext subjectAltName=DNS:www.lab \
    -keyout /etc/ssl/private/www.key -out /etc/ssl/certs/www.pem
cat /etc/ssl/private/www.key >>/etc/ssl/certs/www.pem
printf '192.0.2.7 www.lab\n' >>/etc/hosts
git init -q -b main /srv/www
cd /srv/www
git config user.email a@lab
git config user.name a
git remote add origin https://user:hunter2@git.lab/www.git
echo ok >index.html
git add .
git commit -qm one
mkdir /srv/health
echo '{"state": "ok"}' >/srv/health/index.html
END
lab_run web1 sh -c 'cat >/usr/local/bin/busybox; chmod 755 /usr/local/bin/busybox' </bin/busybox
pid=$(lab_pid web1)
# shellcheck disable=SC2086,SC2154 # words; of lab.sh
nsenter --target "$pid" $lab_enter sh -c 'echo $$ >/run/http.pid
    exec /usr/local/bin/busybox httpd -f -p 127.0.0.1:8080 -h /srv/health' >/dev/null 2>&1 &
lab_await "no server on port 8080" /dev/null lab_run web1 curl -s -o /dev/null http://127.0.0.1:8080/

standard <<'END'
  - certificate: /etc/ssl/certs/www.pem
    names: [www.lab]
    days_left: {at_least: 60}
  - git: /srv/www
    remote: https://user@git.lab/www.git
    branch: main
    clean: true
  - dns: www.lab
    addresses: [192.0.2.7]
  - http: http://127.0.0.1:8080/
    body: {contains: ['"state": "ok"']}
    headers: {Content-Type: text/html}
  - command: nobody runs it
    run: id -un
    stdout: nobody
END
audit --commands allow
in_sync

audit
ends 1
case $(cat "$lab/errors") in
*"command:nobody runs it would run a command of the standard on the host, which is not allowed here"*) ;;
*) fail "the refusal of commands: $(cat "$lab/errors")" ;;
esac

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
openssl req -x509 -nodes -newkey rsa:2048 -days 20 -subj /CN=old.lab -addext subjectAltName=DNS:old.lab \
    -keyout /etc/ssl/private/www.key -out /etc/ssl/certs/www.pem
cd /srv/www
git checkout -q -b hotfix
echo broken >index.html
sed -i 's/192.0.2.7/192.0.2.8/' /etc/hosts
echo '{"state": "down"}' >/srv/health/index.html
END
audit --commands allow
ends 2
# 20 days, or a second less
days=$(ask 'resource("web1"; "certificate:/etc/ssl/certs/www.pem").properties[] | select(.name == "days_left").actual')
case $days in 19 | 20) ;; *) fail "days left: $days" ;; esac
told web1 certificate:/etc/ssl/certs/www.pem "drift
days_left: at least 60, is $days
names: www.lab, is [\"old.lab\"]
would nothing: what the standard says of days_left, names does not suffice to put it right
besides: $(ask 'resource("web1"; "certificate:/etc/ssl/certs/www.pem").remarks[0]')"
told web1 git:/srv/www 'drift
branch: main, is hotfix
clean: true, is false
would check out the branch main in /srv/www (now hotfix)
besides: changed:  M index.html'
told web1 dns:www.lab 'drift
addresses: 192.0.2.7, is ["192.0.2.8"]
would nothing: what the standard says of addresses does not suffice to put it right'
told web1 http:http://127.0.0.1:8080/ 'drift
body: containing "state": "ok", is {"state": "down"}\n
would nothing: what the standard says of body does not suffice to put it right'
lab_run web1 sh -c 'kill "$(cat /run/http.pid)"'
audit --commands allow
told web1 http:http://127.0.0.1:8080/ 'unknown
body: containing "state": "ok" unknown: curl: (7) Failed to connect to 127.0.0.1 port 8080 after 0 ms: Couldn'\''t connect to server
headers.Content-Type: text/html unknown: curl: (7) Failed to connect to 127.0.0.1 port 8080 after 0 ms: Couldn'\''t connect to server
status: 200 unknown: curl: (7) Failed to connect to 127.0.0.1 port 8080 after 0 ms: Couldn'\''t connect to server'

# what is secret has not left the host
case $(cat "$lab/report") in
*hunter2* | *"PRIVATE KEY"*) fail "a secret of the host is in the report" ;;
esac
finish
