#include "approval/signature/armour.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"
#include "transport/keys/key_blob.hpp"

namespace plumbline::approval {
namespace {

using transport::Fields;

constexpr std::string_view first = "-----BEGIN SSH SIGNATURE-----";
constexpr std::string_view last = "-----END SSH SIGNATURE-----";
constexpr std::string_view magic = "SSHSIG";

/// As much of a hostile text as a message needs.
std::string shown(std::string_view text) {
    constexpr std::size_t most = 40;
    return base::printable(text.substr(0, most)) + (text.size() > most ? "…" : "");
}

std::string bytes_in(std::string_view text) {
    const auto lines = base::lines(text);
    if (lines.empty() || lines.front() != first)
        base::fail("expected '{}' on its first line, found {}", first,
                   lines.empty() ? "nothing" : "'" + shown(lines.front()) + "'");
    if (lines.back() != last)
        base::fail("expected '{}' on its last line, found '{}'", last, shown(lines.back()));
    std::string body;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i)
        body += lines[i];
    return base::from_base64(body);
}

std::string take_text(Fields& fields, std::string_view what) {
    const auto text = fields.text();
    if (!text)
        base::fail("it ends before its {}", what);
    return std::string(*text);
}

} // namespace

SshSignature read_armour(std::string_view text) {
    const auto bytes = bytes_in(text);
    if (!bytes.starts_with(magic))
        base::fail("expected the bytes '{}' at its beginning, found '{}'", magic,
                   shown(std::string_view(bytes).substr(0, magic.size())));
    Fields fields(std::string_view(bytes).substr(magic.size()));
    const auto version = fields.number();
    if (version != 1U)
        base::fail("expected version 1, found {}", version ? std::to_string(*version) : "none");
    SshSignature read;
    read.key = take_text(fields, "public key");
    read.purpose = take_text(fields, "namespace");
    static_cast<void>(take_text(fields, "reserved field"));
    read.hash = take_text(fields, "hash algorithm");
    static_cast<void>(take_text(fields, "signature"));
    if (!fields.rest().empty())
        base::fail("expected nothing after its signature, found {} bytes", fields.rest().size());
    if (read.hash != "sha512" && read.hash != "sha256")
        base::fail("expected the hash sha512 or sha256, found '{}'", shown(read.hash));
    if (!transport::type_of(read.key))
        base::fail("its public key is none");
    return read;
}

} // namespace plumbline::approval
