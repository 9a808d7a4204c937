#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// Throws base::Error when the file can't be read, or is neither a KRL nor one public key a line.
void check_revoked_keys(const std::filesystem::path& file);

/// Keys that count no more, in either of the forms that ssh-keygen -Y verify -r takes: a KRL, or one public
/// key a line.
class RevokedKeys {
public:
    /// Copies the file into `folder`, so that all signatures are held against the same bytes. Throws
    /// base::Error when it can't be read or is neither.
    RevokedKeys(const std::filesystem::path& file, const std::filesystem::path& folder);

    /// Whether the key or certificate is among them, or the key in a certificate, or its authority.
    [[nodiscard]] bool hold(std::string_view blob) const;
    [[nodiscard]] const std::filesystem::path& copy() const { return copy_; }

private:
    [[nodiscard]] bool is_in_krl(std::string_view blob) const;

    std::filesystem::path copy_;
    bool is_krl_ = false;
    std::vector<std::string> keys_;
};

} // namespace plumbline::approval
