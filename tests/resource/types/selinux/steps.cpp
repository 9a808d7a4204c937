#include "support/content_answer.hpp"
#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("selinux");
const probe::Answer systems = probe::Answered{"nodev\tselinuxfs\n"};
const std::string enforcing = "SELINUX=enforcing\nSELINUXTYPE=targeted\n";

Lines mode(const std::string& wanted, const probe::Answer& enforce, const std::string& config = enforcing) {
    return test::steps_of(type, test::desired(type, "mode", {{"mode", wanted}}),
                          {enforce, systems, test::content_answer(config)});
}

Lines boolean(const std::string& wanted, const probe::Answer& live, const std::string& kept) {
    const std::string path = "/var/lib/selinux/targeted/active/booleans.local";
    return test::steps_of(
        type, test::desired(type, "httpd_can_network_connect", {{"value", wanted}}),
        {live, probe::Answered{"1"}, systems, test::content_answer(enforcing),
         probe::Answered{"given " + path + "\n\n" + path + ":3:httpd_can_network_connect=" + kept + "\n"}});
}

} // namespace

TEST_CASE("SELinux's mode is set in the running kernel alone") {
    CHECK(mode("enforcing", probe::Answered{"0"}) == Lines{"run setenforce 1; back setenforce 0"});
    CHECK(mode("permissive", probe::Answered{"1"}, "SELINUX=permissive\n") ==
          Lines{"run setenforce 0; back setenforce 1"});
    CHECK(
        mode("enforcing", probe::Answered{"1"}, "SELINUX=permissive\n") ==
        Lines{
            "declined persisted: declare line: /etc/selinux/config, with line: SELINUX=enforcing and match: "
            "^SELINUX="});
    CHECK(
        mode("disabled", probe::Answered{"1"}, "SELINUX=disabled\n") ==
        Lines{"declined mode: a running kernel turns SELinux neither on nor off: write /etc/selinux/config, "
              "have files labelled anew (touch /.autorelabel) and reboot"});
    CHECK(test::steps_of(type, test::desired(type, "policy", {{"value", "mls"}}),
                         {test::content_answer(enforcing)}) ==
          Lines{"declined value: declare line: /etc/selinux/config, with line: SELINUXTYPE=mls and match: "
                "^SELINUXTYPE="});
}

TEST_CASE("a boolean is set and kept") {
    const std::string on = "run setsebool -P httpd_can_network_connect on; back setsebool -P "
                           "httpd_can_network_connect off";
    CHECK(boolean("on", probe::Answered{"0 0"}, "0") == Lines{on});
    CHECK(boolean("on", probe::Answered{"0 0"}, "1") == Lines{on});
    CHECK(boolean("on", probe::Answered{"1 1"}, "0") ==
          Lines{on + ", setsebool httpd_can_network_connect on"});
    CHECK(boolean("on", probe::Absent{}, "1") ==
          Lines{"declined value: the policy that is loaded has no such boolean: load the module that brings "
                "it"});
}
