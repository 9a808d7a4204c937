#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::transport {

/// Takes the strings and numbers of RFC 4251 section 5 off a text, strictly: nothing when there are fewer
/// bytes than said.
class Fields {
public:
    explicit Fields(std::string_view bytes) : rest_(bytes) {}

    std::optional<std::uint32_t> number();
    std::optional<std::string_view> text();
    std::optional<unsigned char> byte();
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

[[nodiscard]] std::string as_number(std::uint32_t value);
/// A string of RFC 4251: its length, then its bytes.
[[nodiscard]] std::string as_text(std::string_view bytes);

/// The first string of a public key: its type. Nothing when it is no key.
[[nodiscard]] std::optional<std::string> type_of(std::string_view blob);
/// Whether these are the parts of a public key of the type they name, and nothing after them (RFC 4253, 5656,
/// 8709).
[[nodiscard]] bool is_public_key(std::string_view blob);
/// "SHA256:…" as ssh-keygen -l prints it.
[[nodiscard]] std::string fingerprint(std::string_view blob);
/// "ED25519", "RSA": how ssh names a type to people.
[[nodiscard]] std::string type_name(std::string_view type);

} // namespace plumbline::transport
