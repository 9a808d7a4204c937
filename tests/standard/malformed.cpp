#include "standard/standard.hpp"
#include "support/refusals.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

TEST_CASE("every malformed standard is refused with its whole text") {
    test::expect_refusals(PLUMBLINE_SOURCE "/tests/malformed", [](const std::filesystem::path& file) {
        base::Diagnostics diagnostics;
        static_cast<void>(standard::load_standard(file, diagnostics));
        CHECK(diagnostics.has_errors());
        return base::render(diagnostics);
    });
}
