// Writes the pages that browse.py looks at: pages FOLDER.
#include "base/file.hpp"
#include "plan/faces/faces.hpp"
#include "plan/samples.hpp"
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
        base::write_atomically(folder / (name + ".html"),
                               report::as_html(report, test::systems_of(report), days));
    };
    const auto write_plan = [&](const std::string& name, const plan::Plan& plan) {
        base::write_atomically(folder / (name + ".html"), plan::as_html(plan));
    };
    write("board", test::board(), test::board_days());
    write("fleet", test::fleet(1000, 200, 300), {});
    write("in-sync", test::samples().at("in-sync"), {});
    write("all-failed", test::samples().at("all-failed"), {});
    write_plan("plan", test::sample_plan());
    std::size_t number = 0;
    for (const auto& payload : test::markup_payloads()) {
        const auto name = "hostile-" + std::to_string(++number);
        write(name, test::page_full_of(payload), {});
        write_plan(name + "-plan", test::plan_full_of(payload));
    }
    return 0;
}
