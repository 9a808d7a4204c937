#pragma once

#include "drift/finding.hpp"

#include <memory>
#include <string>
#include <unordered_map>

namespace plumbline::history {

/// What is worked out of declarations once, however many hosts share them. Those of one host alone are not
/// kept: memory does not grow with the fleet.
class Declarations {
public:
    explicit Declarations(drift::Secrecy secrecy) : secrecy_(std::move(secrecy)) {}

    struct Told {
        std::string bytes;  ///< differ when anything that is declared differs
        std::string text;   ///< declared_text()
        std::string stored; ///< the digest of that text: a blob's
        std::string digest; ///< declaration_digest()
    };
    /// `bytes` alone: cheaper for what is not shared. Valid until the next call.
    [[nodiscard]] const std::string& bytes(const std::shared_ptr<const resource::Desired>& desired);
    [[nodiscard]] Told told(const std::shared_ptr<const resource::Desired>& desired);

private:
    struct Kept {
        std::weak_ptr<const resource::Desired> desired; ///< an address may be used again
        Told told;
    };
    Kept* kept(const std::shared_ptr<const resource::Desired>& desired);
    void forget_gone();

    drift::Secrecy secrecy_;
    std::unordered_map<const resource::Desired*, Kept> kept_;
    std::size_t most_ = 4096;
    std::string scratch_;
};

} // namespace plumbline::history
