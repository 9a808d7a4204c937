#include "approval/keys/revoked_keys.hpp"

#include "approval/keys/public_key.hpp"
#include "approval/signature/ssh_keygen.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "transport/keys/key_blob.hpp"

#include <algorithm>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 16 << 20;
constexpr std::string_view krl_magic{"SSHKRL\n\0", 8}; // PROTOCOL.krl of OpenSSH

std::vector<std::string> keys_in(std::string_view text, const fs::path& file) {
    std::vector<std::string> keys;
    for (const auto& [number, line] : key_lines(text)) {
        auto key = read_public_key(line);
        if (!key)
            base::fail("{}:{}: expected a public key (or a KRL as the whole file), found something else",
                       file.string(), number);
        keys.push_back(std::move(*key));
    }
    return keys;
}

/// `name` is what a message calls it.
void check_krl(const fs::path& krl, const fs::path& name) {
    const auto listed = ssh_keygen({"-Q", "-l", "-f", krl}, "");
    if (!listed.went_well)
        base::fail("{}: {}", name.string(), listed.complaint);
}

} // namespace

void check_revoked_keys(const fs::path& file) {
    const auto bytes = base::read_file(file, largest);
    if (bytes.starts_with(krl_magic))
        check_krl(file, file);
    else
        static_cast<void>(keys_in(bytes, file));
}

RevokedKeys::RevokedKeys(const fs::path& file, const fs::path& folder) : copy_(folder / "revoked") {
    const auto bytes = base::read_file(file, largest);
    base::write_atomically(copy_, bytes);
    is_krl_ = bytes.starts_with(krl_magic);
    if (is_krl_)
        check_krl(copy_, file);
    else
        keys_ = keys_in(bytes, file);
}

bool RevokedKeys::hold(std::string_view blob) const {
    if (is_krl_)
        return is_in_krl(blob);
    const auto holds = [&](std::string_view key) { return std::ranges::find(keys_, key) != keys_.end(); };
    const auto certificate = read_certificate(blob);
    return holds(blob) || (certificate && (holds(certificate->key) || holds(certificate->authority)));
}

bool RevokedKeys::is_in_krl(std::string_view blob) const {
    const auto key = copy_.parent_path() / "asked.pub";
    base::write_atomically(key, *transport::type_of(blob) + " " + base::to_base64(blob) + "\n");
    return !ssh_keygen({"-Q", "-f", copy_, key}, "").went_well; // it ends with 1 for a revoked one
}

} // namespace plumbline::approval
