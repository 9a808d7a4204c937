#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Run;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("swap");
const std::string fstab_path = "/etc/fstab";
const std::string head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
const std::string line = "/swapfile file\t\t1048572\t\t0\t\t-2\n";

test::FileHost with(const std::string& swaps, const std::string& fstab) {
    return {.files = {{fstab_path, fstab}},
            .others = {{{"kernel_file", {"/proc/swaps"}}, probe::Answered{head + swaps}}}};
}

resource::Desired file(const test::Texts& texts) {
    return test::desired(type, "/swapfile", texts);
}

const base::List off{"swapoff", "/swapfile"};

} // namespace

TEST_CASE("a swap is turned on and off, now and at boot", "[steps]") {
    CHECK(with("", "# x\n").steps(type, file({{"priority", "5"}})) ==
          Steps{.all = {test::rewrite(fstab_path, "# x\n", "# x\n/swapfile none swap sw,pri=5 0 0\n"),
                        Run{.command = {"swapon", "-p", "5", "/swapfile"}, .undo = {off}}}});
    const std::string listed = "a / ext4 ro 0 1\n/swapfile none swap sw 0 0\n";
    CHECK(with(line, listed).steps(type, file({{"state", "inactive"}})) ==
          Steps{.all = {test::rewrite(fstab_path, listed, "a / ext4 ro 0 1\n"),
                        Run{.command = off, .undo = {{"swapon", "/swapfile"}}}}});
    CHECK(with(line, listed).steps(type, test::desired(type, "all", {{"state", "inactive"}})) ==
          Steps{.all = {test::rewrite(fstab_path, listed, "a / ext4 ro 0 1\n"),
                        Run{.command = off, .undo = {{"swapon", "/swapfile"}}}}});
}

TEST_CASE("options of a swap's line are changed alone", "[steps]") {
    const auto [texts, before, after] = GENERATE(table<test::Texts, std::string, std::string>({
        {{}, "/swapfile\tnone swap  noauto,nofail 0 0\n", "/swapfile\tnone swap  nofail 0 0\n"},
        {{{"priority", "-2"}}, "/swapfile none swap sw,pri=5 0 0", "/swapfile none swap sw,pri=-2 0 0"},
    }));
    test::check_steps(type, file(texts), with(line, before),
                      {.all = {test::rewrite(fstab_path, before, after)}});
}

TEST_CASE("a priority takes swapping off and on", "[steps]") {
    CHECK(with(line, "").steps(type, file({{"priority", "7"}, {"fstab", "false"}})) ==
          Steps{.all = {Run{.command = off, .undo = {{"swapon", "-p", "-2", "/swapfile"}}},
                        Run{.command = {"swapon", "-p", "7", "/swapfile"}, .undo = {off}}}});
}

TEST_CASE("swaps that are not written", "[steps]") {
    auto bound = file({{"fstab", "false"}});
    bound.attributes["priority"] = {resource::AtLeast{"7"}};
    CHECK(with(line, "").steps(type, bound) ==
          test::declined("'at least 7' names no one value that could be set; name one", "priority"));
    auto units = with("", "");
    units.others[{"swap_units", {}}] =
        probe::Answered{"given /run/systemd/generator/dev-sdb.swap\n\n"
                        "/run/systemd/generator/dev-sdb.swap:3:What=/dev/sdb\n"};
    const auto made = units.steps(type, test::desired(type, "all", {{"state", "inactive"}}));
    CHECK(made.all.empty());
}
