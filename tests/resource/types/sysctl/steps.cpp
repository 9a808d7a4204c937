#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Run;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("sysctl");
const std::string own = "/etc/sysctl.d/99-plumbline.conf";
const std::string net = "/etc/sysctl.d/10-net.conf";

resource::Desired forward(const test::Texts& texts = {{"value", "0"}}) {
    return test::desired(type, "net.ipv4.ip_forward", texts);
}

test::FileHost with(const std::string& live, const std::map<std::string, std::string>& files) {
    return {.files = files,
            .folders = {"/etc/sysctl.d"},
            .others = {{{"sysctl", {"net/ipv4/ip_forward"}}, probe::Answered{live}}}};
}

Steps write(const resource::WriteFile& step) {
    return {.all = {step}};
}

} // namespace

TEST_CASE("the running kernel is set, and set back", "[steps]") {
    CHECK(with("1\n", {{own, "net.ipv4.ip_forward = 0\n"}}).steps(type, forward()) ==
          Steps{.all = {Run{.command = {"sysctl", "-w", "net/ipv4/ip_forward=0"},
                            .undo = {{"sysctl", "-w", "net/ipv4/ip_forward=1"}}}}});
}

TEST_CASE("the line that the next boot goes by is changed, or one is added that it goes by", "[steps]") {
    const auto [files, path, after] =
        GENERATE(table<std::map<std::string, std::string>, std::string, std::string>({
            {{}, own, "net.ipv4.ip_forward = 0\n"},
            {{{own, "vm.swappiness = 1\n"}}, own, "vm.swappiness = 1\nnet.ipv4.ip_forward = 0\n"},
            {{{net, "# router\nnet/ipv4/ip_forward=1\nvm.swappiness=1\n"}},
             net,
             "# router\nnet/ipv4/ip_forward=0\nvm.swappiness=1\n"},
            {{{net, "-net.ipv4.ip_forward =  1\n"}}, net, "-net.ipv4.ip_forward =  0\n"},
            {{{"/etc/sysctl.conf", "net.ipv4.ip_forward=1"}}, "/etc/sysctl.conf", "net.ipv4.ip_forward=0"},
            {{{"/usr/lib/sysctl.d/50-default.conf", "net.ipv4.ip_forward=1\n"}},
             own,
             "net.ipv4.ip_forward = 0\n"},
            {{{net, "net.ipv4.*=1\n"}}, own, "net.ipv4.ip_forward = 0\n"},
        }));
    const auto before = files.find(path);
    test::check_steps(type, forward(), with("0", files),
                      write(before == files.end() ? test::creation(path, after)
                                                  : test::rewrite(path, before->second, after)));
}

TEST_CASE("keys of several resources stand in one file", "[steps]") {
    auto host = with("0", {});
    CHECK(host.steps(type, forward(), {{own, "vm.swappiness = 1\n"}}) ==
          write(test::rewrite(own, "vm.swappiness = 1\n", "vm.swappiness = 1\nnet.ipv4.ip_forward = 0\n")));
}

TEST_CASE("keys that are not set", "[steps]") {
    auto bound = forward({});
    bound.attributes["value"] = {resource::AtMost{"0"}};
    CHECK(with("1", {}).steps(type, bound) ==
          test::declined("value: 'at most 0' names no one value that could be set; name one"));
    auto missing = with("", {{own, "net.ipv4.ip_forward = 0\n"}});
    missing.others.clear();
    CHECK(missing.steps(type, forward()) ==
          test::declined("the running kernel has no such key; load what brings it", "value"));
    auto linked = with("1", {{"/etc/sysctl.d/99-sysctl.conf", "net.ipv4.ip_forward=1\n"}});
    linked.links["/etc/sysctl.d/99-sysctl.conf"] = "../sysctl.conf";
    const auto made = linked.steps(type, forward());
    CHECK(made.all == std::vector<resource::Step>{Run{.command = {"sysctl", "-w", "net/ipv4/ip_forward=0"},
                                                      .undo = {{"sysctl", "-w", "net/ipv4/ip_forward=1"}}}});
    CHECK(
        made.declined ==
        std::vector<resource::Declined>{
            {"persisted", "/etc/sysctl.d/99-sysctl.conf is a symbolic link; name the file that it leads to, "
                          "or replace it by a file"}});
}
