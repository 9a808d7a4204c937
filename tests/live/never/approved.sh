#!/bin/sh
# The control: a plan that people approved is applied, and what must never be seen without one is seen. What they approved, and
# what is like it but no approval, is left for the other part in approved/, plans/ and journals/.
set -eu
. /never/host.sh
plumbline=/never/bin/plumbline
mkdir -p site/standard plans
cd site
inventory >inventory.ini
cat >plumbline.yaml <<'END'
plumbline: 1
inventory: inventory.ini
standard: standard
environment: production
history: none
ssh: {known_hosts: /never/known_hosts, identity: /never/key}
approval: {signers: allowed_signers, quorum: 2}
END
cp /never/allowed_signers .
cat >standard/standard.yaml <<'END'
plumbline: 1
standard: never
resources:
  - file: /etc/never
    content: "written\n"
  - directory: /etc/never.d
END
for person in jane joe; do "$plumbline" sign standard --identity "/never/$person" >/dev/null; done

# plan OPTION…: plan.json anew
plan() {
    rm -f plan.json*
    "$plumbline" plan web1 --ssh-config none --output plan.json "$@" >/dev/null 2>/never/said || [ $? = 2 ]
}
# sign PERSON [NAMESPACE]: plan.json.PERSON.sig
sign() {
    ssh-keygen -q -Y sign -f "/never/$1" -n "${2:-plumbline-plan}" plan.json
    mv plan.json.sig "plan.json.$1.sig"
}
# keep KIND: what lies there now, without what was kept before
keep() {
    mkdir -p "/never/plans/$1"
    mv plan.json.*sig "/never/plans/$1/" 2>/dev/null || :
    cp -p plan.json "/never/plans/$1/"
}
plan --max-age 4s
sign jane
sign joe
keep expired
plan
keep unsigned
sign jane
keep one
sign eve
sign mallory
keep strangers
sign jane plumbline-change
sign joe plumbline-change
keep namespace
sign jane
sign joe
keep standard
cd /never/plans
cp -rp standard environment
mkdir signatures garbage
cp -p standard/plan.json.*.sig signatures/
printf '{"format": "plumbline.plan/1", "hosts": [' >garbage/plan.json
cp -rp standard edited # at the same place where a person would hide it: in a step's words
sed -i 's/written/wr1tten/; s/0644/0666/; s/: file/: fi1e/' edited/plan.json
if cmp -s standard/plan.json edited/plan.json; then
    echo "the edited plan is as it was" >&2
    exit 1
fi
cp -rp /never/site/standard /never/approved

cd /never/site
cp -p /never/plans/standard/* .
digest=$(sed -n 's/.*"digest": *"\(sha256:[0-9a-f]*\)".*/\1/p' plan.json | head -n 1)
echo "$digest" >/never/digest
"$plumbline" enforce plan.json --ssh-config none --approve "$digest"
mv enforced /never/journals
