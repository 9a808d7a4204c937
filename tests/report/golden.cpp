#include "base/file.hpp"
#include "report/faces/drawn.hpp"
#include "report/html/reading.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace plumbline;
using report::TextOptions;

namespace {

/// A run with PLUMBLINE_UPDATE_GOLDEN=1 writes the files anew; it never passes.
void compare(const std::string& name, const std::string& written) {
    const std::filesystem::path file = std::filesystem::path(PLUMBLINE_SOURCE) / "tests/golden" / name;
    if (std::getenv("PLUMBLINE_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(file.parent_path());
        base::write_atomically(file, written);
        std::filesystem::permissions(file, std::filesystem::perms(0644));
        FAIL_CHECK("wrote " << file << " anew: look at the difference, then test without the variable");
        return;
    }
    INFO("golden file " << file);
    CHECK(written == base::read_file(file, 1 << 20));
}

} // namespace

TEST_CASE("reports are written as the golden files show them") {
    for (const auto& [name, report] : test::samples()) {
        compare(name + "/out.txt", report::as_text(report, {}));
        compare(name + "/verbose.txt", report::as_text(report, {.show_in_sync = true, .verbose = true}));
        compare(name + "/out.json", report::as_json(report));
    }
}

TEST_CASE("the same report is drawn in colour, narrow, and the other way round") {
    const auto samples = test::samples();
    compare("mixed/color.txt", report::as_text(samples.at("mixed"), {.color = true}));
    compare("mixed/narrow.txt", report::as_text(samples.at("mixed"), {.width = 50}));
    compare("mixed/by-resource.txt",
            report::as_text(samples.at("mixed"), {.arrangement = report::Arrangement::by_resource}));
    compare(
        "herd/by-host.txt",
        report::as_text(samples.at("herd"), {.arrangement = report::Arrangement::by_host, .diffs = false}));
}

TEST_CASE("every other format is written as its golden files show it") {
    for (const auto& format : report::faces())
        if (format != "json" && format != "html")
            compare("every-state/out." + format, test::drawn(format, test::of_every_state()));
    compare("every-state/out.html", test::without_assets(test::drawn("html", test::of_every_state())));
    compare("remembered-herd/out.markdown", test::drawn("markdown", test::remembered_herd()));
}
