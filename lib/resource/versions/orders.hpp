// One function an order: -1, 0 or 1.
#pragma once

#include <string_view>

namespace plumbline::resource::versions {

[[nodiscard]] int compare_plain(std::string_view left, std::string_view right);
[[nodiscard]] int compare_deb(std::string_view left, std::string_view right);
[[nodiscard]] int compare_rpm(std::string_view left, std::string_view right);
[[nodiscard]] int compare_apk(std::string_view left, std::string_view right);
/// PEP 440; versions that are none of it compare as plain ones.
[[nodiscard]] int compare_pip(std::string_view left, std::string_view right);
/// semver.org, 2.0.0, section 11; what lacks of MAJOR.MINOR.PATCH is 0.
[[nodiscard]] int compare_npm(std::string_view left, std::string_view right);
/// Gem::Version of RubyGems.
[[nodiscard]] int compare_gem(std::string_view left, std::string_view right);

} // namespace plumbline::resource::versions
