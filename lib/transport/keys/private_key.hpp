#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>
#include <string_view>

namespace plumbline::transport {

/// A private key that is open for use: signs as RFC 4253 (RSA with SHA-512, RFC 8332), 5656 (ECDSA) and 8709
/// (Ed25519) say. libssh2 1.10 has no SHA-2 for RSA and loses memory with each ECDSA key that it reads.
class PrivateKey {
public:
    /// Reads the private part of an OpenSSH key (PROTOCOL.key) that is not encrypted; throws Error.
    static PrivateKey of_openssh(std::string_view private_part);
    /// Reads a PEM file without a passphrase; throws Error.
    static PrivateKey of_pem(std::string_view text);

    /// "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256"; the signature is the algorithm's own part, without
    /// its name.
    [[nodiscard]] const std::string& type() const { return type_; }
    [[nodiscard]] std::string sign(std::string_view message) const;
    /// The public half (RFC 4253 section 6.6).
    [[nodiscard]] std::string public_blob() const;

private:
    explicit PrivateKey(EVP_PKEY* key);
    struct Free {
        void operator()(EVP_PKEY* key) const;
    };
    std::string type_;
    std::unique_ptr<EVP_PKEY, Free> key_;
};

} // namespace plumbline::transport
