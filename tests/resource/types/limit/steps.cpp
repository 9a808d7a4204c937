#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("limit");
const std::string main_path = "/etc/security/limits.conf";
const std::string own = "/etc/security/limits.d/99-plumbline.conf";
const std::string other = "/etc/security/limits.d/20-nproc.conf";

resource::Desired postgres(test::Texts texts) {
    texts.emplace("item", "nofile");
    return test::desired(type, "postgres", texts);
}

test::FileHost with(const std::string& path, const std::string& bytes) {
    return {.files = {{path, bytes}}, .folders = {"/etc/security/limits.d"}};
}

} // namespace

TEST_CASE("a limit that no file sets gets a line of its own", "[steps]") {
    test::check_steps(type, postgres({{"soft", "8192"}, {"hard", "Infinity"}}), with(main_path, "# none\n"),
                      {.all = {test::creation(own, "postgres soft nofile 8192\npostgres hard nofile "
                                                   "unlimited\n")}});
    test::check_steps(type, postgres({{"soft", "8192"}}), {.files = {{main_path, ""}}},
                      {.all = {resource::MakeFolder{"/etc/security/limits.d"},
                               test::creation(own, "postgres soft nofile 8192\n")}});
}

TEST_CASE("the line that counts is changed, and nothing else of it", "[steps]") {
    const auto [path, before, after] = GENERATE(table<std::string, std::string, std::string>({
        {main_path, "postgres\tsoft\tnofile 1024  # few\n", "postgres\tsoft\tnofile 8192  # few\n"},
        {other, "postgres soft nofile 1\n@adm soft nofile 2\npostgres soft nofile 3",
         "postgres soft nofile 1\n@adm soft nofile 2\npostgres soft nofile 8192"},
    }));
    test::check_steps(type, postgres({{"soft", "8192"}}), with(path, before),
                      {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("a line for both limits stays, and another one counts", "[steps]") {
    test::check_steps(type, postgres({{"soft", "8192"}}), with(main_path, "postgres - nofile 1024\n"),
                      {.all = {test::creation(own, "postgres soft nofile 8192\n")}});
}

TEST_CASE("limits that must be absent are taken out of each file", "[steps]") {
    auto host = with(main_path, "postgres - nofile 1\nroot - nofile 1\n");
    host.files[other] = "postgres soft nofile 3\n";
    test::check_steps(type, postgres({{"state", "absent"}}), host,
                      {.all = {test::rewrite(main_path, host.files[main_path], "root - nofile 1\n"),
                               test::rewrite(other, "postgres soft nofile 3\n", "")}});
}

TEST_CASE("limits of several resources stand in one file", "[steps]") {
    const auto host = with(main_path, "");
    const std::string first = "postgres soft nofile 8192\n";
    CHECK(host.steps(type, test::desired(type, "web", {{"item", "core"}, {"hard", "0"}}), {{own, first}}) ==
          Steps{.all = {test::rewrite(own, first, first + "web hard core 0\n")}});
}

TEST_CASE("limits that are not written", "[steps]") {
    auto pattern = postgres({});
    pattern.attributes["soft"] = {resource::AtLeast{"8192"}};
    CHECK(with(main_path, "postgres soft nofile 1\n").steps(type, pattern) ==
          test::declined("'at least 8192' names no one value that could be set; name one", "soft"));
    CHECK(with(main_path, "").steps(type, postgres({})) ==
          test::declined("the standard names no limit that a line could set; name soft or hard"));
    const std::string late = "/etc/security/limits.d/zz.conf";
    CHECK(with(late, "postgres - nofile 1\n").steps(type, postgres({{"soft", "8192"}})) ==
          test::declined("what would be written does not say what the standard says: soft would be 1, should "
                         "be 8192; edit the file by hand"));
}
