#include "catalog/catalog.hpp"
#include "resource/reference/words.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <re2/re2.h>

#include <filesystem>
#include <fstream>

using namespace plumbline;

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// A folder with the example as the only resource of a standard, and the files that it takes from it.
void write_standard(const test::TemporaryFolder& folder, const std::string& example) {
    static const RE2 source("(?m)^source: *(\\S+)$");
    std::string entry;
    for (const char c : resource::reference::entry_of_list(example))
        entry += c == '\n' ? std::string("\n  ") : std::string(1, c);
    write(folder.path("standard.yaml"), "plumbline: 1\nstandard: example\nresources:\n  " + entry + "\n");
    re2::StringPiece rest(example);
    for (std::string file; RE2::FindAndConsume(&rest, source, &file);)
        write(folder.path(file), "x\n");
}

} // namespace

TEST_CASE("a standard that holds the example of a type is right, and asks something") {
    for (const auto* type : resource::types()) {
        INFO(type->schema().example);
        const test::TemporaryFolder folder;
        write_standard(folder, type->schema().example);
        base::Diagnostics diagnostics;
        const auto standard = standard::load_standard(folder.path(), diagnostics);
        REQUIRE(standard);
        catalog::Compiler compiler(*standard, diagnostics);
        const auto catalog = compiler.compile({"web1", {"all"}, {}}, {}, diagnostics);
        CHECK(base::render(diagnostics).empty());
        REQUIRE(catalog);
        CHECK(catalog->resources.size() == 1);
        CHECK(catalog::questions(*catalog).size() > facts::queries().size());
    }
}
