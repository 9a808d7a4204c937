#include "site/site.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

TEST_CASE("every malformed site file is refused with its whole text") {
    test::expect_refusals(PLUMBLINE_SOURCE "/tests/malformed/site", [](const std::filesystem::path& file) {
        const test::TemporaryFolder folder;
        static_cast<void>(folder.file("plumbline.yaml", test::whole_file(file)));
        base::Diagnostics diagnostics;
        static_cast<void>(site::load_site(folder.path(), diagnostics));
        CHECK(diagnostics.has_errors());
        return test::without(base::render(diagnostics), folder.path() + "/");
    });
}
