// Writes the pages that browse.py looks at: pages FOLDER.
#include "base/file.hpp"
#include "report/html/sample_pages.hpp"
#include "report/samples.hpp"

#include <filesystem>
#include <iostream>

using namespace plumbline;

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: pages FOLDER\n";
        return 1;
    }
    const std::filesystem::path folder = arguments[1];
    const auto write = [&](const std::string& name, const report::Report& report, const report::Days& days) {
        base::write_atomically(folder / (name + ".html"), report::as_html(report, test::systems_of(report), days));
    };
    write("board", test::board(), test::board_days());
    write("fleet", test::fleet(1000, 200, 300), {});
    write("in-sync", test::samples().at("in-sync"), {});
    write("all-failed", test::samples().at("all-failed"), {});
    std::size_t number = 0;
    for (const auto& payload : test::markup_payloads())
        write("hostile-" + std::to_string(++number), test::page_full_of(payload), {});
    return 0;
}
