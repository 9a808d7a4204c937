#pragma once

#include "approval/agreements/document.hpp"
#include "approval/signature/signature.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// Who signed a file, and why what else lies beside it counts for nothing.
struct Endorsement {
    std::vector<Signer> signers = {};
    std::vector<std::string> refusals = {}; ///< "motd.yaml.joe.sig is for …, expected …"
    std::string file = {};
    bool judged = true; ///< whether the site names approvers

    /// Why it is not signed by that person; empty when it is.
    [[nodiscard]] std::string lacks(std::string_view approver) const;
    /// Why fewer people than these have signed it, each with a key of its own; empty when they are enough.
    [[nodiscard]] std::string lacks(std::size_t quorum) const;
    /// The names of those who signed, in order.
    [[nodiscard]] std::vector<std::string> names() const;
};

/// Judges the signatures that lie beside files.
class Endorser {
public:
    Endorser(const std::optional<SignerRules>& rules, base::Instant now);
    [[nodiscard]] Endorsement judge(const Document& document, std::string_view purpose);

private:
    std::unique_ptr<SignatureJudge> judge_; ///< none: the site names no approvers
    base::Instant now_;
};

} // namespace plumbline::approval
