#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("sudo");
const std::string own = "/etc/sudoers.d/plumbline-deploy";
const std::string root = "root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n";
const resource::Attributes closed{.mode = "0440", .owner = "root", .group = "root"};

resource::Desired deploy(const test::Texts& texts) {
    return test::desired(type, "deploy", texts);
}

test::FileHost with(const std::map<std::string, std::string>& more = {}) {
    test::FileHost host{.files = {{"/etc/sudoers", root}}, .folders = {"/etc/sudoers.d"}};
    host.files.insert(more.begin(), more.end());
    return host;
}

const test::Texts restart{{"user", "deploy"},
                          {"as", "root"},
                          {"commands", base::List{"/usr/bin/systemctl restart nginx"}},
                          {"nopasswd", "true"}};

} // namespace

TEST_CASE("a rule is written to a file of its own that nobody else reads", "[steps]") {
    const std::string rule = "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx\n";
    test::check_steps(type, deploy(restart), with(), {.all = {test::creation(own, rule, closed)}});
    const std::string old = "deploy ALL=(root) ALL\n";
    test::check_steps(type, deploy(restart), with({{own, old}}),
                      {.all = {test::rewrite(own, old, rule, closed)}});
}

TEST_CASE("its own file goes with the rule", "[steps]") {
    const std::string rule = "deploy ALL=(root) ALL\n";
    test::check_steps(type, deploy({{"user", "deploy"}, {"state", "absent"}}), with({{own, rule}}),
                      {.all = {resource::Remove{own, resource::image_of_file(rule)}}});
}

TEST_CASE("rules that people wrote stay", "[steps]") {
    const auto host = with({{"/etc/sudoers.d/site", "deploy ALL=(root) ALL\n"}});
    CHECK(host.steps(type, deploy({{"user", "deploy"}, {"state", "absent"}})) ==
          test::declined("people wrote the rule; take it out with visudo: deploy ALL=(root) ALL "
                         "(/etc/sudoers.d/site:1)",
                         "state"));
    CHECK(host.steps(type, deploy({{"exclusive", "true"}})) ==
          test::declined("rules that nobody declared are not taken away by themselves; declare them, or take "
                         "them out with visudo",
                         "exclusive"));
    CHECK(test::FileHost{.files = {{"/etc/sudoers", "root ALL=(ALL) ALL\n"}}}.steps(type, deploy(restart)) ==
          test::declined("what would be written does not say what the standard says: state would be absent, "
                         "should be present; edit the file by hand"));
}
