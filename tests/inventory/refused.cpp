// Every inventory that can't be used is refused with its place and what to do next.
#include "oracle.hpp"
#include "support/temporary_folder.hpp"

namespace plumbline::inventory {
namespace {

using plumbline::test::TemporaryFolder;

struct Refused {
    std::string name; ///< of the file
    std::string text;
    std::string said; ///< without the folder's path
};

std::string without(std::string text, const std::string& folder) {
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
        text.erase(at, folder.size());
    return text;
}

std::string said_of(const Refused& refused) {
    const TemporaryFolder folder;
    base::Diagnostics diagnostics;
    (void)load_inventory({{folder.file(refused.name, refused.text)}, {}}, diagnostics);
    return without(base::render(diagnostics), folder.path() + "/");
}

void check(const std::vector<Refused>& table) {
    for (const auto& refused : table)
        CHECK(said_of(refused) == refused.said);
}

TEST_CASE("what is wrong in an INI inventory is said with its place") {
    check({
        {"hosts", "[web\nx\n",
         "hosts:1:1: error: a range is written [begin:end] or [begin:end:step], found '[web'\n    [web\n    "
         "^\n"},
        {"hosts", "[my web]\nx\n",
         "hosts:1:1: error: expected [GROUP], found '[my web]'\n    [my web]\n    ^\n    a group's name "
         "holds no blanks and no ':'\n"},
        {"hosts", "[web:var]\na=1\n",
         "hosts:1:6: error: unknown kind of section 'var'\n    [web:var]\n         ^\n    did you mean "
         "'vars'?\n"},
        {"hosts", "[web]\nx\n[wbe:vars]\na=1\n",
         "hosts:3:2: error: [wbe:vars] is for a group that is nowhere declared\n    [wbe:vars]\n     ^\n    "
         "did you mean 'web'?\n"},
        {"hosts", "[web]\nx\n[site:children]\n database\n",
         "hosts:4:2: error: 'database' is a child of 'site' but nowhere declared\n     database\n     ^\n    "
         "add a section [database]\n"},
        {"hosts", "[a:children]\nb\n[b:children]\nc\n[c:children]\na\n",
         "hosts:6:1: error: groups are their own children: a > b > c > a\n    a\n    ^\n    take one of "
         "these children away\n"},
        {"hosts", "[a:children]\na\n",
         "hosts:2:1: error: groups are their own children: a > a\n    a\n    ^\n    take one of these "
         "children away\n"},
        {"hosts", "[a:children]\nall\n",
         "hosts:2:1: error: groups are their own children: all > a > all\n    all\n    ^\n    take one of "
         "these children away\n"},
        {"hosts", "web1 a='b\n", "hosts:1:8: error: this quote is not closed\n    web1 a='b\n           ^\n"},
        {"hosts", "web1 a=b\\\n",
         "hosts:1:9: error: nothing follows this backslash\n    web1 a=b\\\n            ^\n"},
        {"hosts", "web1 ansible_user root\n",
         "hosts:1:6: error: expected NAME=VALUE, found 'ansible_user'\n    web1 ansible_user root\n         "
         "^\n    quote a value that holds blanks\n"
         "hosts:1:19: error: expected NAME=VALUE, found 'root'\n    web1 ansible_user root\n                 "
         "     ^\n    quote a value that holds blanks\n"},
        {"hosts", "[web:vars]\nport\n[web]\n",
         "hosts:2:1: error: expected NAME = VALUE, found 'port'\n    port\n    ^\n"},
        {"hosts", "[web:children]\na=1\n[web:children]\na b\n[a=1]\n",
         "hosts:2:1: error: group: a name can't hold '=': 'a=1'\n    a=1\n    ^\n"
         "hosts:4:1: error: expected a group's name, found 'a b'\n    a b\n    ^\n    variables of a group "
         "belong into [GROUP:vars]\n"
         "hosts:5:2: error: group: a name can't hold '=': 'a=1'\n    [a=1]\n     ^\n"},
        {"hosts", "[web:vars]\nansible_group_priority=high\n[web]\n",
         "hosts:2:24: error: ansible_group_priority is a whole number, found 'high'\n    "
         "ansible_group_priority=high\n                           ^\n"},
    });
}

TEST_CASE("a host name that could harm is refused") {
    const auto refused = [](const std::string& name, const std::string& message) {
        return Refused{"hosts", name + "\n", "hosts:1:1: error: " + message + "\n    " + name + "\n    ^\n"};
    };
    check({
        refused("-oProxyCommand=id",
                "a name can't begin with '-': '-oProxyCommand=id' would be read as an option"),
        refused("root@web1",
                "a host name can't hold '@', found 'root@web1': the user belongs into ansible_user"),
        refused("web/1", "a name can't hold '/': 'web/1'"),
        refused("..", "a name can't begin with '.': '..'"),
        refused("$(id)", "a name can't hold '$': '$(id)'"),
        refused("\"two words\"", "a name can't hold ' ': 'two words'"),
        refused("web1:0", "a port is a number from 1 to 65535, found '0'"),
        refused("web1:65536", "a port is a number from 1 to 65535, found '65536'"),
        refused("web[1:3", "a range is written [begin:end] or [begin:end:step], found 'web[1:3'"),
        refused("web[1]", "a range is written [begin:end] or [begin:end:step], found 'web[1]'"),
        refused("web[3:1]", "the range '3:1' ends before it begins"),
        refused("web[1:3:0]", "the step of a range is a whole number from 1, found '0'"),
        refused("web[01:3]", "a range with leading zeros needs ends of equal length, found '01:3'"),
        refused("web[a:3]", "a range runs between two numbers or two letters, found 'a:3'"),
        refused("web[1:999999999]", "the range '1:999999999' is too large: at most 100001 hosts"),
        refused("web[1:999]-[1:999]", "more than 100001 hosts"),
    });
    CHECK(said_of({"hosts",
                   "a\xE2\x80\xAE"
                   "b\n",
                   ""}) == "hosts:1:1: error: a name can't hold invisible or foreign characters: "
                           "'a\\u{202e}b'\n    a\\u{202e}b\n    ^\n");
}

TEST_CASE("Jinja and vault are refused where they stand, all at once") {
    const std::string jinja_hint =
        "    write the value itself; what differs by host belongs into group_vars and host_vars\n";
    const std::string vault_hint = "    keep secrets out of the inventory that plumbline reads: it logs in "
                                   "with keys from files and the agent\n";
    check({
        {"hosts", "web1 a='{{ b }}'\n[all:vars]\nc = {% if x %}1{% endif %}\n",
         "hosts:1:6: error: 'a' holds a Jinja template, which plumbline does not evaluate in an inventory\n"
         "    web1 a='{{ b }}'\n         ^\n" +
             jinja_hint +
             "hosts:3:5: error: 'c' holds a Jinja template, which plumbline does not evaluate in an "
             "inventory\n"
             "    c = {% if x %}1{% endif %}\n        ^\n" +
             jinja_hint},
        {"hosts.yml", "all:\n  vars:\n    a: [x, \"{{ y }}\"]\n",
         "hosts.yml:3:12: error: 'a' holds a Jinja template, which plumbline does not evaluate in an "
         "inventory\n"
         "        a: [x, \"{{ y }}\"]\n               ^\n" +
             jinja_hint},
        {"hosts.yml", "all:\n  vars:\n    a: !vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      6162\n",
         "hosts.yml:3:8: error: this is vaulted text, which plumbline does not decrypt\n        a: !vault "
         "|\n           ^\n" +
             vault_hint},
        {"hosts", "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
         "hosts:1:1: error: this is vaulted text, which plumbline does not decrypt\n"
         "    $ANSIBLE_VAULT;1.1;AES256\n    ^\n" +
             vault_hint},
    });
}

TEST_CASE("what is wrong in a YAML inventory is said with its place") {
    check({
        {"hosts.yml", "- web1\n",
         "hosts.yml:1:1: error: expected groups as a mapping, found a list\n    - web1\n    ^\n    begin "
         "with \"all:\" and \"hosts:\" below it\n"},
        {"hosts.yml", "all:\n  host:\n    web1:\n",
         "hosts.yml:2:3: error: a group has no 'host'\n      host:\n      ^\n    did you mean 'hosts'?\n"},
        {"hosts.yml", "all:\n  hosts:\n    - web1\n",
         "hosts.yml:3:5: error: 'hosts' of group 'all' is a mapping, found a list\n        - web1\n        "
         "^\n    write one NAME: a line\n"},
        {"hosts.yml", "all:\n  vars: x\n",
         "hosts.yml:2:9: error: 'vars' of group 'all' is a mapping, found a text\n      vars: x\n            "
         "^\n    write one NAME: VALUE a line\n"},
        {"hosts.yml", "all: web1\n",
         "hosts.yml:1:6: error: expected hosts, children or vars of group 'all', found a text\n    all: "
         "web1\n         ^\n"},
        {"hosts.yml", "all:\n  hosts:\n    web1: 7\n",
         "hosts.yml:3:11: error: expected the variables of host 'web1' as a mapping, found a number\n        "
         "web1: 7\n              ^\n"},
        {"aws_ec2.yml", "plugin: aws_ec2\n",
         "aws_ec2.yml:1:9: error: this configures an inventory plugin, which plumbline does not run\n    "
         "plugin: aws_ec2\n            ^\n"
         "    let Ansible run it: ansible-inventory -i THIS_FILE --list > hosts.json\n"},
    });
}

TEST_CASE("what is wrong in JSON is said") {
    check({
        {"hosts.json", "{\"web\": [\"a\",\n  ]}\n",
         "hosts.json:2:3: error: this is no JSON from here on\n      ]}\n      ^\n"},
        {"hosts.json", "{\"web\": [], \"web\": []}",
         "hosts.json: error: 'web' stands twice in one mapping\n"},
        {"hosts.json", "{\"web\": [1]}",
         "hosts.json: error: expected the hosts of group 'web' as a list of names, found other values in "
         "it\n"},
        {"hosts.json", "{\"web\": {\"hosts\": [\"a\"], \"vars\": []}}",
         "hosts.json: error: expected the vars of group 'web' as a mapping, found a list\n"},
        {"hosts.json", std::string(65, '[') + std::string(65, ']'),
         "hosts.json: error: JSON is nested more than 64 deep\n"},
    });
}

TEST_CASE("a file that can't be an inventory is refused") {
    check({
        {"hosts", "web1 a=\xFF\n", "hosts:1: error: this line is not UTF-8\n    web1 a=\\xff\n"},
        {"hosts", std::string("we\0b", 4),
         "hosts:1:3: error: a text can't hold a NUL byte\n    we\\x00b\n      ^\n"},
        {"hosts", "#!/bin/sh\n",
         "hosts:1:1: error: this is a script, but it is not executable\n    #!/bin/sh\n    ^\n    chmod +x "
         "hosts\n"},
        {"hosts", std::string((8 << 20) + 1, '\n'),
         "error: hosts is too large: more than 8388608 bytes\n    check the path that is given as "
         "inventory\n"},
    });
    base::Diagnostics diagnostics;
    (void)load_inventory({{"/nonexistent/hosts"}, {}}, diagnostics);
    CHECK(base::render(diagnostics) == "error: cannot read /nonexistent/hosts: No such file or directory\n"
                                       "    check the path that is given as inventory\n");
}

TEST_CASE("comments need not be UTF-8") {
    CHECK(said_of({"hosts", "# caf\xE9\nweb1\n", ""}).empty());
}

} // namespace
} // namespace plumbline::inventory
