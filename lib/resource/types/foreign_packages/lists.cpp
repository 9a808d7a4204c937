#include "resource/types/foreign_packages/lists.hpp"

#include "base/text.hpp"
#include "resource/matcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace plumbline::resource::foreign_packages {

namespace {

// package NAME ARCH VERSION OFFERED…
std::optional<Unlisted> read_package(const std::vector<std::string_view>& words) {
    if (words.size() < 4) {
        return std::nullopt;
    }
    return Unlisted{std::string(words[1]), std::string(words[2]), std::string(words[3]),
                    base::List(words.begin() + 4, words.end())};
}

bool stands_before(const Unlisted& left, const Unlisted& right) {
    return std::tie(left.name, left.arch, left.version) < std::tie(right.name, right.arch, right.version);
}

/// As apt makes names of files from addresses (URItoFileName): without the scheme and the user, some bytes as
/// %xx, slashes as underscores. Nothing for a scheme whose lists are named otherwise.
std::optional<std::string> name_of_list(std::string_view address) {
    const std::size_t colon = address.find(':');
    constexpr std::array<std::string_view, 5> schemes{"http", "https", "ftp", "file", "copy"};
    const std::string_view scheme = address.substr(0, colon);
    if (colon == std::string_view::npos ||
        std::find(schemes.begin(), schemes.end(), scheme) == schemes.end()) {
        return std::nullopt;
    }
    address.remove_prefix(colon + 1);
    if (address.starts_with("//")) {
        address.remove_prefix(2);
        const std::string_view host = address.substr(0, address.find('/'));
        const std::size_t at = host.rfind('@');
        address.remove_prefix(at == std::string_view::npos ? 0 : at + 1);
    }
    std::string name;
    for (const char c : address) {
        const bool quoted = c <= ' ' || c >= 0x7f ||
                            std::string_view("\\|{}[]<>\"^~_=!@#$%&*").find(c) != std::string_view::npos;
        if (c == '/') {
            name += '_';
        } else if (quoted) {
            name += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        } else {
            name += c;
        }
    }
    return name;
}

/// With how the names of its lists begin; nothing when that is not known.
std::optional<std::string> beginning(std::string uri, const std::string& suite) {
    if (suite.find('$') != std::string::npos) { // $(ARCH)
        return std::nullopt;
    }
    if (!uri.ends_with('/')) {
        uri += '/';
    }
    return name_of_list(suite.ends_with('/') ? uri + suite : uri + "dists/" + suite + "/");
}

bool has_list(const base::List& lists, const std::string& name) {
    return std::any_of(lists.begin(), lists.end(),
                       [&](const std::string& list) { return list.starts_with(name); });
}

void check(const formats::AptSource& source, const base::List& lists, base::List& missing) {
    for (const std::string& uri : source.uris) {
        for (const std::string& suite : source.suites) {
            const auto name = beginning(uri, suite);
            if (name && !has_list(lists, *name)) {
                missing.push_back(uri + " " + suite);
            }
        }
    }
}

} // namespace

bool Unlisted::outdated() const {
    return std::any_of(offered.begin(), offered.end(), [&](const std::string& other) {
        return compare_versions(other, version, VersionOrder::deb) >= 0;
    });
}

std::optional<Comparison> read_comparison(std::string_view answer) {
    Comparison comparison;
    bool whole = false;
    for (const std::string_view line : base::lines(answer)) {
        const auto words = base::words(line);
        if (whole || words.empty()) {
            return std::nullopt;
        }
        if (words[0] == "list" && words.size() == 2) {
            comparison.lists.emplace_back(words[1]);
        } else if (auto package = words[0] == "package" ? read_package(words) : std::nullopt) {
            comparison.unlisted.push_back(std::move(*package));
        } else if (line == "whole") {
            whole = true;
        } else {
            return std::nullopt;
        }
    }
    if (!whole) {
        return std::nullopt;
    }
    std::sort(comparison.unlisted.begin(), comparison.unlisted.end(), stands_before);
    return comparison;
}

base::List without_list(const std::vector<formats::AptSource>& sources, const base::List& lists) {
    base::List missing;
    for (const formats::AptSource& source : sources) {
        const bool packages =
            std::find(source.types.begin(), source.types.end(), "deb") != source.types.end();
        if (source.enabled && packages) {
            check(source, lists, missing);
        }
    }
    return missing;
}

} // namespace plumbline::resource::foreign_packages
