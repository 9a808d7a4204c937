#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("locale");
const std::string conf = "/etc/locale.conf";
const std::string debian = "/etc/default/locale";

resource::Desired british(const std::string& available = "false") {
    return test::desired(type, "LANG", {{"value", "en_GB.UTF-8"}, {"available", available}});
}

} // namespace

TEST_CASE("the variable is set in the file that sets it, or that is there", "[steps]") {
    const auto [path, before, after] = GENERATE(table<std::string, std::string, std::string>({
        {conf, "LANG=C\nLC_TIME=C\n", "LANG=en_GB.UTF-8\nLC_TIME=C\n"},
        {debian, "# x\nexport LANG=\"C\"", "# x\nLANG=en_GB.UTF-8"},
        {debian, "LC_TIME=C\n", "LC_TIME=C\nLANG=en_GB.UTF-8\n"},
    }));
    test::check_steps(type, british(), {.files = {{path, before}}},
                      {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("a file is made where the host's family keeps it", "[steps]") {
    test::check_steps(type, british(), {}, {.all = {test::creation(conf, "LANG=en_GB.UTF-8\n")}});
    test::check_steps(type, british(), {.facts = {{"os.family", std::string("debian")}}},
                      {.all = {test::creation(debian, "LANG=en_GB.UTF-8\n")}});
}

TEST_CASE("what a link leads to is written, not the link", "[steps]") {
    const test::FileHost host{.files = {{debian, "LANG=C\n"}, {conf, "LANG=C\n"}},
                              .links = {{conf, "default/locale"}}};
    CHECK(host.steps(type, british()) ==
          Steps{.all = {test::rewrite(debian, "LANG=C\n", "LANG=en_GB.UTF-8\n")}});
}

TEST_CASE("a locale that is missing is generated", "[steps]") {
    const std::string generated = "/etc/locale.gen";
    const auto [before, after] = GENERATE(table<std::string, std::string>({
        {"# de_DE.UTF-8 UTF-8\n# en_GB.UTF-8 UTF-8\n", "# de_DE.UTF-8 UTF-8\nen_GB.UTF-8 UTF-8\n"},
        {"", "en_GB.UTF-8 UTF-8\n"},
    }));
    test::FileHost host{.files = {{conf, "LANG=en_GB.UTF-8\n"}, {generated, before}}};
    host.others[{"locales", {}}] = probe::Answered{"C\nPOSIX\n"};
    const resource::Run run{.command = {"locale-gen"},
                            .one_way = "nothing to take back: what it generates stays, and takes room alone"};
    CHECK(host.steps(type, british("true")) == Steps{.all = {test::rewrite(generated, before, after), run}});
    host.files.erase(generated);
    CHECK(host.steps(type, british("true")) ==
          test::declined("the host has no /etc/locale.gen; install what brings the locale en_GB.UTF-8",
                         "available"));
}

TEST_CASE("locales that are not set", "[steps]") {
    test::FileHost host{.files = {{conf, "LANG=en_GB\n"}, {"/etc/locale.gen", ""}}};
    host.others[{"locales", {}}] = probe::Answered{"C\n"};
    CHECK(host.steps(type, test::desired(type, "LANG", {{"value", "en_GB"}})) ==
          test::declined("'en_GB' does not name its character set; write en_GB.UTF-8", "available"));
    auto pattern = test::desired(type, "LANG", {});
    pattern.attributes["value"] = {resource::OneOf{{std::string("C"), std::string("POSIX")}}};
    CHECK(host.steps(type, pattern) ==
          test::declined("'one of: C, POSIX' names no one value that could be set; name one", "value"));
}
