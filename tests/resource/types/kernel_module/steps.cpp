#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Run;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("kernel_module");
const std::string rules = "/etc/modprobe.d/usb_storage.conf";

resource::Desired wanted(const test::Texts& texts) {
    return test::desired(type, "usb-storage", texts);
}

test::FileHost with(const std::string& live, const std::map<std::string, std::string>& files = {}) {
    return {.files = files,
            .folders = {"/etc/modprobe.d", "/etc/modules-load.d"},
            .others = {{{"kernel_module", {"usb_storage"}}, probe::Answered{live + " 6.1.0-18-amd64"}},
                       {{"kernel_file", {"/proc/cmdline"}}, probe::Answered{"ro quiet\n"}}}};
}

} // namespace

TEST_CASE("a module is loaded and unloaded, and back", "[steps]") {
    const base::List in{"modprobe", "usb_storage"};
    const base::List out{"modprobe", "-r", "usb_storage"};
    CHECK(with("none module").steps(type, wanted({{"state", "loaded"}})) ==
          Steps{.all = {Run{.command = in, .undo = {out}}}});
    CHECK(with("loaded module").steps(type, wanted({{"state", "unloaded"}})) ==
          Steps{.all = {Run{.command = out, .undo = {in}}}});
    CHECK(with("built-in none").steps(type, wanted({{"state", "unloaded"}})) ==
          test::declined(
              "it is built into the running kernel, which nothing takes out; boot a kernel without it",
              "state"));
}

TEST_CASE("what boots load and forbid is written, and taken out of the files that say it", "[steps]") {
    struct Case {
        test::Texts texts;
        std::map<std::string, std::string> files;
        std::vector<resource::Step> steps;
    };
    const std::string site = "/etc/modprobe.d/site.conf";
    const std::string said = "# x\nblacklist usb-storage\ninstall usb_storage /bin/true\nblacklist arkfb\n";
    const auto one = GENERATE_COPY(values<Case>({
        {{{"at_boot", "true"}},
         {},
         {test::creation("/etc/modules-load.d/usb_storage.conf", "usb_storage\n")}},
        {{{"at_boot", "false"}},
         {{"/etc/modules", "loop\nusb-storage\n"}, {"/etc/modules-load.d/a.conf", "usb_storage\n"}},
         {test::rewrite("/etc/modules", "loop\nusb-storage\n", "loop\n"),
          test::rewrite("/etc/modules-load.d/a.conf", "usb_storage\n", "")}},
        {{{"blacklisted", "true"}}, {}, {test::creation(rules, "blacklist usb_storage\n")}},
        {{{"loadable", "false"}}, {}, {test::creation(rules, "install usb_storage /bin/false\n")}},
        {{{"blacklisted", "true"}, {"loadable", "false"}},
         {{rules, "# own\n"}},
         {test::rewrite(rules, "# own\n", "# own\nblacklist usb_storage\ninstall usb_storage /bin/false\n")}},
        {{{"blacklisted", "false"}}, {{site, said}}, {test::rewrite(site, said, "# x\nblacklist arkfb\n")}},
        {{{"loadable", "true"}},
         {{site, said}},
         {test::rewrite(site, said, "# x\nblacklist usb-storage\nblacklist arkfb\n")}},
    }));
    test::check_steps(type, wanted(one.texts), with("none module", one.files), {.all = one.steps});
}

TEST_CASE("what can't be forbidden or allowed by a file is declined", "[steps]") {
    auto host = with("none module");
    host.others[{"kernel_file", {"/proc/cmdline"}}] = probe::Answered{"modprobe.blacklist=usb_storage\n"};
    CHECK(host.steps(type, wanted({{"blacklisted", "false"}})) ==
          test::declined(
              "no file that could be edited says otherwise: blacklisted would be true, should be false"));
    auto either = wanted({});
    either.attributes["state"] = {resource::OneOf{{std::string("loaded"), std::string("unloadable")}}};
    CHECK(with("none module").steps(type, either) ==
          test::declined("'one of: loaded, unloadable' names no one value that could be set; name one",
                         "state"));
}
