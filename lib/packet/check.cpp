#include "packet/check.hpp"

#include "approval/signature/for_packet.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "packet/folder/manifest.hpp"

#include <fmt/format.h>

namespace plumbline::packet {
namespace {

namespace fs = std::filesystem;

/// Bytes of a manifest or a signature that are read at most.
constexpr std::size_t most_bytes = std::size_t{256} << 20;

bool is_file(const fs::path& path) {
    std::error_code failed;
    return fs::symlink_status(path, failed).type() == fs::file_type::regular;
}

void compare(Checked& checked, const fs::path& folder, const Manifest& manifest) {
    auto found = list(folder).files;
    found.erase(std::string(manifest_name));
    found.erase(std::string(signature_name));
    for (const auto& [name, digest] : manifest) {
        const auto at = found.find(name);
        if (at == found.end()) {
            checked.discrepancies.push_back(fmt::format("{}: expected a file, found none", name));
            continue;
        }
        if (!at->second)
            checked.discrepancies.push_back(fmt::format("{}: expected a file, found something else", name));
        else if (const auto now = base::sha256_hex(bytes_of(folder / name)); now != digest)
            checked.discrepancies.push_back(
                fmt::format("{}: expected sha256:{}, found sha256:{}", name, digest, now));
        found.erase(at);
    }
    for (const auto& [name, is_regular] : found)
        checked.discrepancies.push_back(
            fmt::format("{}: expected nothing, for the manifest does not name it", name));
}

void judge(Checked& checked, const fs::path& folder, const std::string& manifest, const CheckRules& rules) {
    const auto file = folder / signature_name;
    if (!is_file(file)) {
        checked.unsigned_because = fmt::format("there is no {}", signature_name);
        checked.is_wanting = rules.required;
        return;
    }
    constexpr std::size_t largest = 1 << 16;
    checked.unsigned_because.clear();
    approval::SignatureJudge signatures(rules.signers);
    const auto judgement =
        signatures.judge(manifest, base::read_file(file, largest), approval::for_packet, rules.at);
    checked.signer = judgement.signer;
    if (judgement.signer)
        return;
    checked.unsigned_because = fmt::format("{} does not count: it {}", signature_name, judgement.refusal);
    checked.is_wanting = true;
}

} // namespace

bool is_packet(const fs::path& folder) {
    std::error_code failed;
    return fs::is_directory(folder, failed) && !fs::exists(folder / "standard.yaml", failed) &&
           (is_file(folder / manifest_name) || is_file(folder / signature_name));
}

Checked check(const fs::path& folder, const CheckRules& rules) {
    Checked checked{.unsigned_because = fmt::format("there is no {} to be signed", manifest_name)};
    try {
        if (!is_file(folder / manifest_name))
            base::fail("{}: expected a file, found none", manifest_name);
        const auto text = base::read_file(folder / manifest_name, most_bytes);
        judge(checked, folder, text, rules);
        const auto manifest = read_manifest(text);
        checked.files = manifest.size();
        compare(checked, folder, manifest);
    } catch (const base::Error& error) {
        checked.discrepancies.emplace_back(error.what());
    }
    checked.is_wanting = checked.is_wanting || !checked.discrepancies.empty();
    return checked;
}

} // namespace plumbline::packet
