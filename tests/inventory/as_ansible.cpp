// What plumbline makes of an inventory is compared with what ansible-inventory makes of it.
#include "inventory/text/values.hpp"
#include "oracle.hpp"

namespace plumbline::inventory {
namespace {

using test::ask_ansible;
using test::in_cases;
using test::load;

using Groups = std::map<std::string, std::set<std::string>>; ///< of each host

struct Listing {
    const Json& json;

    void add(const std::string& group, std::set<std::string> above, Groups& groups) const {
        above.insert(group);
        if (!json.contains(group))
            return;
        for (const auto& host : json[group].value("hosts", Json::array()))
            groups[host.get<std::string>()].insert(above.begin(), above.end());
        for (const auto& child : json[group].value("children", Json::array()))
            add(child.get<std::string>(), above, groups);
    }
};

Json list(const std::vector<std::string>& sources) {
    std::vector<std::string> command{"ansible-inventory", "--list"};
    for (const auto& source : sources)
        command.insert(command.end(), {"-i", source});
    return ask_ansible(command);
}

base::Values values_of(const Json& listing, const std::string& host) {
    base::Values values;
    const auto own = listing["_meta"]["hostvars"].value(host, Json::object());
    for (const auto& [name, value] : own.items())
        values[name] = to_value(value);
    return values;
}

void compare(const std::vector<std::string>& sources) {
    const auto listing = list(sources);
    Groups groups;
    Listing{listing}.add("all", {}, groups);
    const auto inventory = load(sources);
    Groups ours;
    for (const auto& [name, host] : inventory.hosts)
        ours[name] = host.groups;
    CHECK(ours == groups);
    for (const auto& [name, host] : inventory.hosts) {
        const auto expected = values_of(listing, name);
        for (const auto& [variable, value] : expected) {
            INFO(name << ": " << variable);
            REQUIRE(host.variables.contains(variable));
            CHECK(base::to_text(host.variables.at(variable)) == base::to_text(value));
            CHECK((host.variables.at(variable) == value));
        }
        CHECK(host.variables.size() == expected.size());
    }
}

TEST_CASE("an INI inventory is read as Ansible reads it") {
    compare(in_cases({"ini/hosts"}));
}
TEST_CASE("a YAML inventory is read as Ansible reads it") {
    compare(in_cases({"yaml/hosts.yml"}));
}
TEST_CASE("a folder of inventories is read as Ansible reads it") {
    compare(in_cases({"folder"}));
}
TEST_CASE("an inventory program is run as Ansible runs it") {
    compare(in_cases({"script/hosts.sh"}));
}
TEST_CASE("an inventory program without _meta is asked for each host as Ansible asks it") {
    compare(in_cases({"simple_script/hosts.sh"}));
}
TEST_CASE("variables beside an inventory file are read as Ansible reads them") {
    compare(in_cases({"beside/inventory.ini"}));
}
TEST_CASE("several inventories are merged as Ansible merges them, whatever their order") {
    compare(in_cases({"several/a/hosts", "several/b/hosts.yml"}));
    compare(in_cases({"several/b/hosts.yml", "several/a/hosts"}));
    compare(in_cases({"ini/hosts", "folder", "script/hosts.sh", "beside/inventory.ini"}));
}
TEST_CASE("names with a comma are an inventory as for Ansible") {
    compare({"one,two.example.com,192.0.2.1:2222"});
}

TEST_CASE("what --list prints can be given as a file") {
    const auto inventory = load(in_cases({"listing/hosts.json"}));
    CHECK(inventory.hosts.at("j1").groups == std::set<std::string>{"all", "web"});
    CHECK(inventory.hosts.at("j1").variable("a") == "1");
    CHECK(inventory.hosts.at("j2").variables.empty());
}

} // namespace
} // namespace plumbline::inventory
