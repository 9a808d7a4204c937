#include "approval/agreements/agreed.hpp"

#include "base/text.hpp"

using namespace plumbline;

namespace {

/// The example in the README that begins so, without its indentation.
std::string example(const std::string& beginning) {
    const auto readme = test::whole_file(PLUMBLINE_SOURCE "/README.md");
    const auto begin = readme.find(beginning);
    REQUIRE(begin != std::string::npos);
    std::string text;
    for (const auto line : base::lines(std::string_view(readme).substr(begin))) {
        if (line.empty())
            break;
        text += std::string(line.substr(4)) + "\n";
    }
    const auto digest = std::string(64, 'a');
    for (auto at = text.find("..."); at != std::string::npos; at = text.find("..."))
        text.replace(at, 3, at == text.rfind("...") ? std::string(64, 'b') : digest);
    return text;
}

} // namespace

TEST_CASE("the README's waiver, change and calendar are what plumbline reads") {
    test::Files files;
    files.folder.file("waivers/x.yaml", example("    plumbline: 1\n    waivers:"));
    files.folder.file("changes/x.yaml", example("    plumbline: 1\n    change:"));
    files.sources.calendar = files.folder.file("calendar.yaml", example("    plumbline: 1\n    freezes:"));
    CHECK(files.complaints().empty());
}
