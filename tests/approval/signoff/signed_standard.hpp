#pragma once

#include "approval/signature/keys.hpp"
#include "approval/signoff.hpp"
#include "standard/standard.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::test {

/// A standard of three files, and three approvers with a key each: jane, bob and carol.
class SignedStandard {
public:
    SignedStandard() {
        const auto& folder = keys.folder();
        folder.directory("acme/profiles");
        folder.file("acme/standard.yaml",
                    "plumbline: 1\nstandard: acme\nprofiles: {base: profiles/base.yaml}\n"
                    "apply: [{profiles: base}]\n");
        folder.file("acme/profiles/base.yaml", "resources: [{file: /etc/motd, source: motd}]\n");
        folder.file("acme/motd", "kept\n");
        for (const auto* name : {"jane", "bob", "carol"}) {
            keys.make(name);
            allowed += keys.signer(std::string(name) + "@example.org", name);
        }
    }

    [[nodiscard]] std::string path(const std::string& name = "") const {
        return keys.folder().path(name.empty() ? "acme" : "acme/" + name);
    }
    void write(const std::string& name, const std::string& bytes) const {
        keys.folder().file("acme/" + name, bytes);
    }
    [[nodiscard]] std::string list() const { return path(".signoff/list"); }

    [[nodiscard]] standard::Standard load() const {
        base::Diagnostics diagnostics;
        auto standard = standard::load_standard(path(), diagnostics);
        INFO(base::render(diagnostics));
        REQUIRE(standard);
        REQUIRE_FALSE(diagnostics.has_errors());
        return std::move(*standard);
    }

    approval::Signed sign(const std::string& key, std::optional<std::uint64_t> serial = std::nullopt) const {
        return approval::sign_standard(load(), path(), keys.folder().path(key), serial);
    }
    /// Puts a signature of the key over these bytes beside the list.
    std::string put(const std::string& key, const std::string& bytes,
                    std::string_view purpose = approval::for_standard) const {
        return approval::put_signature_beside(list(), approval::sign(bytes, purpose, keys.folder().path(key)))
            .filename();
    }

    [[nodiscard]] approval::SignOffRules rules(std::size_t quorum) const {
        return {
            .signatures = {allowed}, .quorum = quorum, .at = *base::parse_instant("2026-11-21T09:00:00Z")};
    }
    [[nodiscard]] approval::SignOff check(std::size_t quorum) const { return check(rules(quorum)); }
    [[nodiscard]] approval::SignOff check(const approval::SignOffRules& rules) const {
        return approval::check_signoff(load(), path(), rules);
    }

    Keys keys;
    std::string allowed;
};

/// "invalid", then each problem on a line of its own, without the folder's path.
inline std::string told(const SignedStandard& standard, const approval::SignOff& signoff) {
    std::string text(approval::name(signoff.status));
    for (const auto& problem : signoff.problems)
        text += "\n" + problem;
    const auto folder = standard.keys.folder().path() + "/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
        text.erase(at, folder.size());
    return text;
}

} // namespace plumbline::test
