#pragma once

#include "approval/signature/signature.hpp"
#include "base/diagnostic.hpp"
#include "drift/finding.hpp"
#include "inventory/inventory.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::approval {

/// Where the files of the process are, and by whose signatures they count.
struct AgreementSources {
    std::vector<std::filesystem::path> waivers = {}; ///< folders of YAML files, or files
    std::vector<std::filesystem::path> changes = {};
    std::optional<std::filesystem::path> calendar = {};
    std::optional<SignerRules> signers = {}; ///< the site's approvers; nothing: it names none
    std::size_t quorum = 1;                  ///< how many people must have signed a change
    bool unsigned_waivers = false;           ///< whether waivers count that nobody signed
    base::Instant now;
};

/// What a run is held against beside its findings.
struct Moment {
    base::Instant now;
    std::string standard;                            ///< digest of the one that is audited
    std::optional<std::string> standard_before = {}; ///< of the one that the site's history had before it
};

/// What is to be said of an agreement as a whole, at the head of a report.
struct Notice {
    enum class State { used, unused, ends_soon, ended, not_begun, not_signed, void_ };
    std::string subject; ///< "waiver INC-77", "change CHG-0123"
    State state = State::used;
    std::string place;     ///< "waivers/motd.yaml:4"
    std::size_t hosts = 0; ///< how many hosts it covers something on
    std::string words;     ///< one line: which rule failed, expected and found, and how to mend it
    bool operator==(const Notice&) const = default;
};
[[nodiscard]] std::string_view name(Notice::State state);
[[nodiscard]] std::optional<Notice::State> parse_notice_state(std::string_view word);

/// Waivers, approved changes and the calendar of a site.
class Agreements {
public:
    Agreements(); ///< none
    ~Agreements();
    Agreements(Agreements&&) noexcept;
    Agreements& operator=(Agreements&&) noexcept;

    /// Strictly read; everything wrong in form goes to `diagnostics` (an unknown key, a date that is none, a
    /// waiver without an end, a pattern, resource or property that can't be), and no host is touched then. A
    /// signature that does not count is no error: the agreement does not count, and a notice says so.
    [[nodiscard]] static Agreements load(const AgreementSources& sources, base::Diagnostics& diagnostics);

    /// Judges a host's drifts, whose past is known: makes them waived or pending where each drifting property
    /// is covered, says of those that are not which rule of a near cover failed (Finding::uncovered), and
    /// what of the calendar their windows fall into (Finding::occasions). The same drift under the same
    /// agreements gives the same words in each run: no word of it depends on how late it is.
    void apply(const inventory::Host& host, std::vector<drift::Finding>& findings, const Moment& moment);

    /// After the last host. `whole`: every host of the site was audited with all its resources, so that what
    /// was not used is unused. Soon: within 7 days of `now`.
    [[nodiscard]] std::vector<Notice> notices(bool whole) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// What stands for a value in a waiver or a change that pins it: "sha256:" and the digest of "text:" and the
/// text's bytes, or of "list:" and each text of the list as LENGTH ":" BYTES ","; the texts of a list whose
/// order means nothing are sorted bytewise, each once. Of a secret it is that of its token. By hand:
/// printf text:0600 | sha256sum; printf list:3:adm,5:wheel, | sha256sum.
[[nodiscard]] std::string digest_of_value(const resource::Compared& compared);

} // namespace plumbline::approval
