#include "records/own_signers.hpp"

#include "base/file.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    constexpr std::size_t most = 1 << 20;
    auto text = base::read_file(file, most);
    if (!text.empty() && text.back() != '\n')
        text += '\n';
    return text;
}

/// The site's approvers and the public half of its own key.
std::string allowed_by(const site::Site& site, std::string_view purpose) {
    std::string allowed;
    if (site.approval && fs::exists(site.approval->signers))
        allowed = text_of(site.approval->signers);
    const auto own = site.ledger_key ? fs::path(site.ledger_key->string() + ".pub") : fs::path();
    if (!own.empty() && fs::exists(own))
        allowed += fmt::format("ledger namespaces=\"{}\" {}", purpose, text_of(own));
    return allowed;
}

} // namespace

OwnSigners own_signers(const std::optional<site::Site>& site, const std::optional<std::string>& signers,
                       std::string_view purpose) {
    OwnSigners own;
    own.required = signers || (site && site->ledger_key);
    if (signers)
        own.rules.allowed = text_of(*signers);
    else if (site)
        own.rules.allowed = allowed_by(*site, purpose);
    if (site && site->approval && site->approval->revoked && fs::exists(*site->approval->revoked))
        own.rules.revoked = site->approval->revoked;
    return own;
}

} // namespace plumbline::cli
