// approval: who made the standard law, and which differences from it were agreed on: sign-off, approved
// changes, waivers, the calendar. Knows SSH signatures, the files of the process, and findings; must not know
// a host, a store or how a report looks.
#pragma once

#include "approval/signature/signature.hpp"
#include "base/clock.hpp"
#include "blame/blame.hpp"
#include "standard/standard.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// How it stands with a standard's sign-off: what a report says at its head.
struct SignOff {
    enum class Status { not_required, valid, missing, invalid };
    Status status = Status::not_required;
    std::vector<std::string> signers = {}; ///< the distinct people whose signatures count, by name
    std::size_t quorum = 0;                ///< how many it takes
    std::uint64_t serial = 0;              ///< of the signed list; 0 where there is none
    /// Each rule that failed: what was expected, what was found, how to mend it. Empty when it is valid or
    /// not required.
    std::vector<std::string> problems = {};

    [[nodiscard]] bool is_wanting() const { return status == Status::missing || status == Status::invalid; }
    bool operator==(const SignOff&) const = default;
};
[[nodiscard]] std::string_view name(SignOff::Status status);
[[nodiscard]] std::optional<SignOff::Status> parse_signoff_status(std::string_view word);

/// The last sign-off that was valid in an audit of the site.
struct InForce {
    std::uint64_t serial = 0;
    std::string digest; ///< of the standard
    std::string run;
    base::Instant when;
};

/// A complete run that was in sync, in another environment, under the same standard.
struct Proof {
    std::string run;
    base::Instant when;
};
/// What must have stood the test elsewhere before a sign-off is accepted here.
struct PromotionRule {
    std::string environment;
    std::optional<base::Milliseconds> within;
    std::optional<Proof> proof; ///< the newest that the history has, however old
    std::string unknown;        ///< why the history could not be asked; empty where it was
};

/// What a standard's sign-off is held against.
struct SignOffRules {
    SignerRules signatures;
    std::size_t quorum = 1;
    blame::People people = {}; ///< whose keys are whose: two keys of one person are one signature
    base::Instant at;          ///< now
    std::optional<InForce> in_force = {};
    std::optional<PromotionRule> promotion = {};
};

/// Holds the bytes that were loaded against the list that was signed, and its signatures against the rules.
/// Nothing is read of the standard again.
[[nodiscard]] SignOff check_signoff(const standard::Standard& standard, const std::filesystem::path& path,
                                    const SignOffRules& rules);

/// A standard's signed list: where it lies for the standard at that path (a folder, or one file), hidden, so
/// that it is no part of what it lists: DIR/.signoff/list, or .NAME.signoff/list beside the file.
[[nodiscard]] std::filesystem::path list_of(const std::filesystem::path& standard);

/// Writes the list for the standard as it is (the same serial where nothing changed since the last, else the
/// next; `serial` where it is given) and puts a signature of the key beside it; signatures of a list that is
/// no more are taken away. Symbolic links and odd names (control characters, no UTF-8, a leading '-' or
/// blank) are refused. Throws base::Error.
struct Signed {
    std::uint64_t serial = 0;
    std::string digest; ///< of the standard
    std::size_t files = 0;
    std::filesystem::path signature;
    bool is_new = false; ///< the list was written anew
};
Signed sign_standard(const standard::Standard& standard, const std::filesystem::path& path,
                     const std::filesystem::path& key, std::optional<std::uint64_t> serial);

} // namespace plumbline::approval
