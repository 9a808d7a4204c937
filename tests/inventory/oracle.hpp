#pragma once

#include "base/child.hpp"
#include "base/clock.hpp"
#include "inventory/inventory.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plumbline::inventory::test {

inline const std::string folder = PLUMBLINE_SOURCE "/tests/inventory";

inline std::vector<std::string> in_cases(const std::vector<std::string>& sources) {
    std::vector<std::string> paths;
    for (const auto& source : sources)
        paths.push_back(folder + "/cases/" + source);
    return paths;
}

/// Runs a program of Ansible and reads the JSON that it prints. Ansible is the oracle: without it nothing is
/// tested, so its absence is a failure.
inline nlohmann::json ask_ansible(const std::vector<std::string>& command) {
    std::vector<std::string> argv{"env", "ANSIBLE_CONFIG=" + folder + "/empty.cfg", "LC_ALL=C.UTF-8"};
    argv.insert(argv.end(), command.begin(), command.end());
    const auto result =
        base::run_child(argv, "", {base::Deadline::after(std::chrono::seconds(100)), 64 << 20});
    INFO("the package ansible-core has to be installed; " << command.front() << " said:\n" << result.errors);
    REQUIRE(result.end == base::ChildResult::End::exited);
    REQUIRE(result.code == 0);
    return nlohmann::json::parse(result.output);
}

/// Loads what has to be free of errors.
inline Inventory load(const std::vector<std::string>& inventories,
                      const std::vector<std::string>& names = {}) {
    base::Diagnostics diagnostics;
    auto inventory = load_inventory({inventories, names}, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE_FALSE(diagnostics.has_errors());
    return inventory;
}

} // namespace plumbline::inventory::test
