#include "transport/keys/key_file.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "transport/keys/key_blob.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace plumbline::transport {
namespace {

constexpr std::size_t file_limit = 64 << 10;
constexpr std::string_view openssh_begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
constexpr std::string_view openssh_end = "-----END OPENSSH PRIVATE KEY-----";
constexpr std::string_view openssh_magic{"openssh-key-v1\0", 15};

/// The second word of FILE.pub, if there is one: the public half of a file that does not show it.
std::string public_half(std::filesystem::path path) {
    path += ".pub";
    try {
        const auto text = base::read_file(path, file_limit);
        const auto begin = text.find(' ');
        if (begin == std::string::npos)
            return {};
        return base::from_base64(text.substr(begin + 1, text.find_first_of(" \r\n", begin + 1) - begin - 1));
    } catch (const base::Error&) {
        return {}; // no such file, or not a public key: then the half is not known
    }
}

/// PROTOCOL.key of OpenSSH: magic, cipher, kdf, kdf options, count, public key, then the private part.
KeyReading read_openssh(const std::string& text, const std::filesystem::path& path) {
    const auto end = text.find(openssh_end);
    if (end == std::string::npos)
        return KeyProblem{"no end of the OpenSSH key", {}};
    auto body = text.substr(openssh_begin.size(), end - openssh_begin.size());
    std::erase_if(body, [](char letter) { return letter == '\n' || letter == '\r'; });
    const auto bytes = base::from_base64(body);
    if (!bytes.starts_with(openssh_magic))
        return KeyProblem{"not an OpenSSH key", {}};
    Fields fields(std::string_view(bytes).substr(openssh_magic.size()));
    const auto cipher = fields.text();
    const auto kdf = fields.text();
    const auto options = fields.text();
    const auto count = fields.number();
    const auto blob = fields.text();
    const auto private_part = fields.text();
    if (!cipher || !kdf || !options || !count || !blob || !private_part)
        return KeyProblem{"a damaged OpenSSH key", {}};
    if (*cipher != "none")
        return KeyProblem{"encrypted; load it into ssh-agent: ssh-add " + path.string(), std::string(*blob)};
    return std::make_shared<const PrivateKey>(PrivateKey::of_openssh(*private_part));
}

KeyReading read_pem(const std::string& text, const std::filesystem::path& path) {
    if (text.find("ENCRYPTED") != std::string::npos)
        return KeyProblem{"encrypted; load it into ssh-agent: ssh-add " + path.string(), public_half(path)};
    return std::make_shared<const PrivateKey>(PrivateKey::of_pem(text));
}

/// sshkey_perm_ok() of OpenSSH: a key of one's own must be closed to everybody else.
bool is_open_to_others(const std::filesystem::path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && status.st_uid == ::getuid() && (status.st_mode & 077U) != 0;
}

} // namespace

KeyReading read_key_file(const std::filesystem::path& path) {
    if (std::error_code missing; !std::filesystem::exists(path, missing))
        return NoKeyFile{};
    if (is_open_to_others(path))
        return KeyProblem{"readable by others; chmod 600 " + path.string(), public_half(path)};
    try {
        const auto text = base::read_file(path, file_limit);
        if (text.starts_with(openssh_begin))
            return read_openssh(text, path);
        if (text.starts_with("-----BEGIN "))
            return read_pem(text, path);
        return KeyProblem{"not a private key", public_half(path)};
    } catch (const base::Error& error) {
        return KeyProblem{error.what(), public_half(path)};
    }
}

} // namespace plumbline::transport
