#include "base/text.hpp"
#include "support/desired.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

const Type& type = *find_type("sysctl");

std::string in_proc(const std::string& path) {
    std::ifstream file("/proc/sys/" + path);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return std::string(base::trim(bytes.str()));
}

} // namespace

TEST_CASE("every shell reads a list of numbers whole") {
    // the kernel gives one only to a single read(2): a shell that reads byte by byte sees its first digit
    const std::string path = GENERATE("kernel/printk", "kernel/pid_max", "kernel/osrelease");
    for (const auto& shell :
         std::vector<std::vector<std::string>>{{"dash"}, {"bash"}, {"busybox", "ash"}, {"mksh"}}) {
        const auto answers = test::ask({{"sysctl", {path}}}, shell);
        const auto* answered = std::get_if<probe::Answered>(&answers.to({"sysctl", {path}}));
        INFO(shell.front() << " reads " << path);
        REQUIRE(answered != nullptr);
        CHECK(answered->bytes == in_proc(path));
    }
}

TEST_CASE("keys that are not there, folders of keys and ways out of /proc/sys are told apart") {
    const probe::Queries asked{{"sysctl", {"no/such key"}},
                               {"sysctl", {"kernel"}},
                               {"sysctl", {"../../etc/passwd"}},
                               {"sysctl", {"kernel/ostype"}}};
    const auto answers = test::ask(asked);
    CHECK(std::holds_alternative<probe::Absent>(answers.to(asked[0])));
    CHECK(std::get<probe::CannotTell>(answers.to(asked[1])).reason == "this is a folder of keys, not a key");
    CHECK(std::holds_alternative<probe::Absent>(answers.to(asked[2])));
    CHECK(std::get<probe::Answered>(answers.to(asked[3])).bytes == "Linux");
}

TEST_CASE("the files of this machine's next boot are read") {
    const Observed observed = test::look(type, test::desired(type, "kernel.no_such_key", {{"value", "1"}}));
    REQUIRE(observed.observations.size() == 2);
    CHECK(observed.observations[1] == Observation{.property = "persisted", .reading = Missing{}});
    CHECK(observed.remarks ==
          std::vector<std::string>{"the running kernel has no such key", "no file sets it at boot"});
}
