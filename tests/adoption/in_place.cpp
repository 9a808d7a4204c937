#include "adoption/trial.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Actual;
using test::is;
using test::is_missing;
using test::Trial;

namespace {

const std::string head = "plumbline: 1\nstandard: web-tier\n";

/// The resources of a standard, what web1 has of one of them, and the resources after the patch.
struct Case {
    std::string name;
    std::string before;
    std::string id;
    std::vector<Actual> actual;
    std::string after;
};

const std::vector<Case> cases{
    {"a mode keeps its quotes and its comment",
     "  - file: /etc/motd\n    mode: \"0644\"   # readable by all\n    owner: root\n",
     "file:/etc/motd",
     {is("mode", "0600")},
     "  - file: /etc/motd\n    mode: \"0600\"   # readable by all\n    owner: root\n"},
    {"single quotes stay single",
     "  - file: /etc/motd\n    mode: '0644'\n",
     "file:/etc/motd",
     {is("mode", "0600")},
     "  - file: /etc/motd\n    mode: '0600'\n"},
    {"a plain text stays plain",
     "  - user: deploy\n    shell: /bin/sh # POSIX\n",
     "user:deploy",
     {is("shell", "/bin/bash")},
     "  - user: deploy\n    shell: /bin/bash # POSIX\n"},
    {"a number stays a number",
     "  - sysctl: net.ipv4.ip_forward\n    value: 0\n    persisted: false\n",
     "sysctl:net.ipv4.ip_forward",
     {is("value", "1")},
     "  - sysctl: net.ipv4.ip_forward\n    value: 1\n    persisted: false\n"},
    {"a plain text that would read as a boolean is quoted",
     "  - setting: /etc/ssh/sshd_config\n    values:\n      PermitRootLogin: prohibit-password\n",
     "setting:/etc/ssh/sshd_config",
     {is("values.PermitRootLogin", "yes")},
     "  - setting: /etc/ssh/sshd_config\n    values:\n      PermitRootLogin: \"yes\"\n"},
    {"a version that would read as a number is quoted",
     "  - package: foo\n    version: 1.2.3\n",
     "package:foo",
     {is("version", "1.10")},
     "  - package: foo\n    version: \"1.10\"\n"},
    {"a flow mapping, two keys of which one drifts",
     "  - setting: /etc/ssh/sshd_config\n    values: {PermitRootLogin: \"no\", MaxAuthTries: 4} # CIS\n",
     "setting:/etc/ssh/sshd_config",
     {is("values.MaxAuthTries", "6")},
     "  - setting: /etc/ssh/sshd_config\n    values: {PermitRootLogin: \"no\", MaxAuthTries: 6} # CIS\n"},
    {"several properties at once",
     "  - file: /etc/motd\n    mode: \"0644\"\n    owner: root\n    group: root\n",
     "file:/etc/motd",
     {is("mode", "0640"), is("group", "adm")},
     "  - file: /etc/motd\n    mode: \"0640\"\n    owner: root\n    group: adm\n"},
    {"a default that is not written is written",
     "  - package: telnet\n    severity: high\n",
     "package:telnet",
     {is("state", "absent")},
     "  - package: telnet\n    state: absent\n    severity: high\n"},
    {"a default in a flow mapping, with nothing else beside the title",
     "  - {package: telnet}\n  - file: /etc/motd\n",
     "package:telnet",
     {is("state", "absent")},
     "  - {package: telnet, state: absent}\n  - file: /etc/motd\n"},
    {"absent becomes present",
     "  - package: telnet\n    state: absent\n    why: old\n",
     "package:telnet",
     {is("state", "present"), is("status", "installed")},
     "  - package: telnet\n    state: present\n    why: old\n"},
    {"one title of a list in brackets",
     "  - package: [telnet, rsh-client, ftp]  # clear text\n    state: absent\n    why: old\n  - file: "
     "/etc/motd\n",
     "package:rsh-client",
     {is("state", "present"), is("status", "installed")},
     "  - package: [telnet, ftp]  # clear text\n    state: absent\n    why: old\n  - package: rsh-client  # "
     "clear text\n"
     "    state: present\n    why: old\n  - file: /etc/motd\n"},
    {"the first title of a list on lines of its own",
     "  - package:\n      - telnet # first\n      - ftp\n    state: absent\n",
     "package:telnet",
     {is("state", "present"), is("status", "installed")},
     "  - package:\n      - ftp\n    state: absent\n  - package: telnet\n    state: present\n"},
    {"the only title of a list",
     "  - package: [telnet]\n    state: absent\n",
     "package:telnet",
     {is("state", "present"), is("status", "installed")},
     "  - package: [telnet]\n    state: present\n"},
    {"a list that is only to be among what is there",
     "  - user: deploy\n    groups: [adm, www-data, sudo]\n",
     "user:deploy",
     {is("groups", base::List{"docker", "sudo", "adm"})},
     "  - user: deploy\n    groups: [adm, sudo]\n"},
    {"a list in brackets keeps what stays",
     "  - user: deploy\n    exclusive: true\n    groups: [ adm, 'www-data', sudo ]\n",
     "user:deploy",
     {is("groups", base::List{"www-data", "sudo", "docker"})},
     "  - user: deploy\n    exclusive: true\n    groups: [ 'www-data', sudo, docker ]\n"},
    {"a list on lines keeps their comments",
     "  - user: deploy\n    exclusive: true\n    groups:\n      - adm\n      - sudo  # for the release\n    "
     "shell: /bin/sh\n",
     "user:deploy",
     {is("groups", base::List{"docker", "sudo"})},
     "  - user: deploy\n    exclusive: true\n    groups:\n      - sudo  # for the release\n      - docker\n  "
     "  shell: /bin/sh\n"},
    {"a list that becomes empty",
     "  - group: admins\n    members:\n      - jane\n    gid: 900\n",
     "group:admins",
     {is("members", base::List{})},
     "  - group: admins\n    members: []\n    gid: 900\n"},
    {"content in a block: only the lines that differ",
     "  - file: /etc/motd\n    content: |\n      Welcome\n\n      Contact: admin\n    mode: \"0644\"\n",
     "file:/etc/motd",
     {is("content", "Welcome\n\nContact: jane\n")},
     "  - file: /etc/motd\n    content: |\n      Welcome\n\n      Contact: jane\n    mode: \"0644\"\n"},
    {"content in a block that loses its last newline",
     "  - file: /etc/motd\n    content: |\n        Welcome\n",
     "file:/etc/motd",
     {is("content", "Hello")},
     "  - file: /etc/motd\n    content: |-\n        Hello\n"},
    {"content that ends with blank lines, before one",
     "  - file: /etc/motd\n    content: |\n      Welcome\n\n  - group: adm\n",
     "file:/etc/motd",
     {is("content", "a\n\n")},
     "  - file: /etc/motd\n    content: \"a\\n\\n\"\n\n  - group: adm\n"},
    {"content that ends with blank lines",
     "  - file: /etc/motd\n    content: |\n      Welcome\n  - group: adm\n",
     "file:/etc/motd",
     {is("content", "a\n\n")},
     "  - file: /etc/motd\n    content: |+\n      a\n\n  - group: adm\n"},
    {"content in quotes",
     "  - file: /etc/motd\n    content: \"Welcome\\n\" # short\n",
     "file:/etc/motd",
     {is("content", "a \"b\" \\\t\n")},
     "  - file: /etc/motd\n    content: \"a \\\"b\\\" \\\\\\t\\n\" # short\n"},
    {"content that is no UTF-8",
     "  - file: /etc/motd\n    content: \"Welcome\\n\"\n",
     "file:/etc/motd",
     {is("content", "na\xefve\n")},
     "  - file: /etc/motd\n    content: !bytes \"na\\xefve\\n\"\n"},
    {"a bound of a mode takes in its bits",
     "  - file: /etc/motd\n    mode: {at_most: \"0640\"} # no more\n",
     "file:/etc/motd",
     {is("mode", "0604")},
     "  - file: /etc/motd\n    mode: {at_most: \"0644\"} # no more\n"},
    {"a bound of a number moves",
     "  - setting: /etc/ssh/sshd_config\n    values:\n      MaxAuthTries: {at_most: 4}\n",
     "setting:/etc/ssh/sshd_config",
     {is("values.MaxAuthTries", "6")},
     "  - setting: /etc/ssh/sshd_config\n    values:\n      MaxAuthTries: {at_most: 6}\n"},
    {"one more of several values",
     "  - user: deploy\n    shell:\n      one_of:\n        - /bin/sh\n        - /bin/dash\n    home: "
     "/home/deploy\n",
     "user:deploy",
     {is("shell", "/bin/bash")},
     "  - user: deploy\n    shell:\n      one_of:\n        - /bin/sh\n        - /bin/dash\n        - "
     "/bin/bash\n"
     "    home: /home/deploy\n"},
    {"a rule that no value can widen is replaced",
     "  - user: deploy\n    shell: {not: /bin/bash}\n",
     "user:deploy",
     {is("shell", "/bin/bash")},
     "  - user: deploy\n    shell: /bin/bash\n"},
    {"the bound of a comparison moves",
     "  - package: openssh-server\n    version: \">= 1:9.2\"\n",
     "package:openssh-server",
     {is("version", "1:8.4p1-5")},
     "  - package: openssh-server\n    version: \">= 1:8.4p1-5\"\n"},
    {"several comparisons are replaced",
     "  - package: openssh-server\n    version: \">= 1:9.2, < 2:0\"\n",
     "package:openssh-server",
     {is("version", "1:8.4p1-5")},
     "  - package: openssh-server\n    version: \"1:8.4p1-5\"\n"},
    {"a line that reads otherwise",
     "  - line: /etc/ssh/sshd_config\n    match: ^PermitRootLogin\n    text: PermitRootLogin no\n    state: "
     "only\n",
     "line:/etc/ssh/sshd_config",
     {is("text", "PermitRootLogin yes", "line 33")},
     "  - line: /etc/ssh/sshd_config\n    match: ^PermitRootLogin\n    text: PermitRootLogin yes\n    state: "
     "only\n"},
    {"a line that is not there",
     "  - line: /etc/hosts\n    text: 10.0.0.1 db\n",
     "line:/etc/hosts",
     {is_missing("text")},
     "  - line: /etc/hosts\n    state: absent\n    text: 10.0.0.1 db\n"},
    {"a line that must not be there and is",
     "  - line: /etc/hosts\n    text: 10.0.0.1 db\n    state: absent\n",
     "line:/etc/hosts",
     {is("text", "10.0.0.1 db", "line 3")},
     "  - line: /etc/hosts\n    text: 10.0.0.1 db\n    state: present\n"},
    {"a key that must not be set and is",
     "  - setting: /etc/ssh/sshd_config\n    values: {PermitRootLogin: \"no\"}\n    absent: [X11Forwarding, "
     "Port]\n",
     "setting:/etc/ssh/sshd_config",
     {is("absent.Port", "2222")},
     "  - setting: /etc/ssh/sshd_config\n    values: {PermitRootLogin: \"no\", Port: \"2222\"}\n"
     "    absent: [X11Forwarding]\n"},
    {"a key that must be set and is not",
     "  - setting: /etc/ssh/sshd_config\n    values:\n      PermitRootLogin: \"no\" # CIS\n      Port: 22\n",
     "setting:/etc/ssh/sshd_config",
     {is_missing("values.Port")},
     "  - setting: /etc/ssh/sshd_config\n    absent: [Port]\n    values:\n      PermitRootLogin: \"no\" # "
     "CIS\n"},
    {"what purge would remove is declared",
     "  - directory: /etc/sudoers.d\n    purge: true  # who may become root\n  - file: /etc/motd\n",
     "directory:/etc/sudoers.d",
     {is("purge", "file", "90-debug"), is("purge", "directory", "old")},
     "  - directory: /etc/sudoers.d\n    purge: true  # who may become root\n  - directory: "
     "/etc/sudoers.d/old\n"
     "  - file: /etc/sudoers.d/90-debug\n  - file: /etc/motd\n"},
    {"a title in quotes, no newline at the end",
     "  - file: \"/etc/with space\"\n    mode: \"0644\"",
     "file:/etc/with space",
     {is("mode", "0600")},
     "  - file: \"/etc/with space\"\n    mode: \"0600\""},
    {"an inserted line at the end of a text without newline",
     "  - package: telnet",
     "package:telnet",
     {is("state", "absent")},
     "  - package: telnet\n    state: absent"},
};

/// The standard after the patch, or why there is none.
std::string adopted(const Case& one, const std::string& tool) {
    Trial trial({{"standard.yaml", head + "resources:\n" + one.before}});
    trial.audit({{"web1", {{one.id, one.actual}}}});
    try {
        trial.apply(trial.adopt({{"web1", one.id}}), tool);
    } catch (const std::exception& error) {
        return error.what();
    }
    return trial.text("standard.yaml");
}

} // namespace

TEST_CASE("an edit changes what it must and no other byte") {
    for (const auto& one : cases) {
        INFO(one.name);
        CHECK(adopted(one, "git apply") == head + "resources:\n" + one.after);
    }
}

TEST_CASE("patch(1) takes what git takes") {
    for (const auto& one : cases) {
        INFO(one.name);
        CHECK(adopted(one, "patch -s -p1 -i") == head + "resources:\n" + one.after);
    }
}
