#include "resource/types/package/databases/installed.hpp"

#include <array>

#include <algorithm>

namespace plumbline::resource::package {

namespace {

// dpkg(1), "package states"
constexpr std::array<std::string_view, 8> states{"not-installed",    "config-files",    "half-installed",
                                                 "unpacked",         "half-configured", "triggers-awaited",
                                                 "triggers-pending", "installed"};

} // namespace

// [ARCH] WANT FLAG STATE [VERSION]: what dpkg only knows by name, because others recommend it, has neither
std::optional<Installed> read_dpkg(const std::vector<std::string_view>& known) {
    auto fields = known;
    if (fields.size() == 3) {
        fields.insert(fields.begin(), "");
    }
    if (fields.size() < 4 || fields.size() > 5) {
        return std::nullopt;
    }
    const std::string_view state = fields[3];
    if (std::find(states.begin(), states.end(), state) == states.end()) {
        return std::nullopt;
    }
    Installed found{.arch = std::string(fields[0]), .status = std::string(state)};
    found.version = fields.size() == 5 ? fields[4] : "";
    found.held = fields[1] == "hold";
    found.configuration_left = state == "config-files";
    found.unpacked = state != "not-installed" && !found.configuration_left;
    if (fields[2] == "reinstreq") {
        found.status += ", reinstallation required";
    }
    return found;
}

} // namespace plumbline::resource::package
