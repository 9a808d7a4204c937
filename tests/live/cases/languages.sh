#!/bin/sh
# Packages of pip, npm and gem are told by version, broken ones too, from the folders that their tools fill
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1"
# the trees as pip install, npm install -g and gem install leave them
lab_run web1 sh -e <<'END'
python_package() { # FOLDER NAME VERSION
    mkdir -p "$1/$2-$3.dist-info"
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\n' "$2" "$3" >"$1/$2-$3.dist-info/METADATA"
    printf 'pip\n' >"$1/$2-$3.dist-info/INSTALLER"
}
node_package() { # FOLDER NAME VERSION
    mkdir -p "$1/$2"
    printf '{\n  "name": "%s",\n  "version": "%s",\n  "license": "MIT"\n}\n' "$2" "$3" >"$1/$2/package.json"
}
gem_package() { # NAME VERSION
    mkdir -p /var/lib/gems/3.1.0/specifications
    printf 'Gem::Specification.new do |s|\n  s.name = "%s".freeze\n  s.version = "%s"\nend\n' "$1" "$2" \
        >"/var/lib/gems/3.1.0/specifications/$1-$2.gemspec"
}
python_package /usr/local/lib/python3.11/dist-packages requests 2.31.0
python_package "/opt/web env/lib/python3.11/site-packages" Flask 3.0.0rc1
node_package /usr/local/lib/node_modules @angular/cli 17.0.5
gem_package rack-test 2.1.0
END
standard <<'END'
  - package: requests
    provider: pip
    version: ">= 2.31.0"
  - package: flask of the web
    name: flask
    provider: pip
    prefix: /opt/web env
    version: "> 2.9, < 3.0"
  - package: "@angular/cli"
    provider: npm
    version: "17.0.5"
  - package: rack-test
    provider: gem
    version: ">= 2.1, < 3"
  - package: [rack, test]
    provider: gem
    state: absent
END
audit
in_sync

lab_run web1 sh -e <<'END'
rm /usr/local/lib/python3.11/dist-packages/requests-2.31.0.dist-info/METADATA
mv '/opt/web env/lib/python3.11/site-packages/Flask-3.0.0rc1.dist-info' \
    '/opt/web env/lib/python3.11/site-packages/Flask-3.0.0.post1.dist-info'
sed -i 's/17.0.5/17.0.6-next.1/' /usr/local/lib/node_modules/@angular/cli/package.json
mv /var/lib/gems/3.1.0/specifications/rack-test-2.1.0.gemspec /var/lib/gems/3.1.0/specifications/rack-3.0.gemspec
END
audit
ends 2
told web1 package:requests 'drift
status: installed, is broken
would reinstall requests with pip (now broken)'
told web1 'package:flask of the web' 'drift
version: > 2.9, < 3.0, is 3.0.0.post1
would install flask > 2.9, < 3.0 with pip in /opt/web env (now 3.0.0.post1)'
told web1 package:@angular/cli 'drift
version: 17.0.5, is 17.0.6-next.1
would install @angular/cli = 17.0.5 with npm (now 17.0.6-next.1)'
told web1 package:rack-test 'drift
state: present, is absent
would install rack-test >= 2.1, < 3 with gem'
told web1 package:rack 'drift
state: absent, is present
would remove rack 3.0 with gem'

lab_run web1 sh -e <<'END'
printf 'Name: requests\n' >/usr/local/lib/python3.11/dist-packages/requests-2.31.0.dist-info/METADATA
mv '/opt/web env/lib/python3.11/site-packages/Flask-3.0.0.post1.dist-info' \
    '/opt/web env/lib/python3.11/site-packages/Flask-2.9.1.dist-info'
sed -i 's/17.0.6-next.1/17.0.5/' /usr/local/lib/node_modules/@angular/cli/package.json
mv /var/lib/gems/3.1.0/specifications/rack-3.0.gemspec /var/lib/gems/3.1.0/specifications/rack-test-2.1.0.gemspec
END
audit
in_sync
finish
