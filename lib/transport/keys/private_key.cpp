#include "transport/keys/private_key.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "transport/keys/key_blob.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>
#include <vector>

namespace plumbline::transport {
namespace {

template <auto Function>
struct Release {
    template <typename Thing>
    void operator()(Thing* thing) const {
        Function(thing);
    }
};
using Number = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Key = EVP_PKEY*;

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

[[noreturn]] void damaged() {
    base::fail("a damaged private key");
}

/// A field that has to be there.
std::string_view take(Fields& fields) {
    const auto field = fields.text();
    if (!field)
        damaged();
    return *field;
}

Number to_number(std::string_view bytes) {
    return Number(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
}

/// An mpint of RFC 4251 section 5, for a number that is not negative.
std::string as_mpint(const BIGNUM* number) {
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    if (!bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0)
        bytes.insert(0, 1, '\0');
    return as_text(bytes);
}

struct Curve {
    std::string_view ssh; ///< RFC 5656 section 10.1
    const char* openssl;
    const char* openssl_long; ///< what a key that was read from a PEM file says
    const EVP_MD* (*digest)();
};
constexpr std::array curves{Curve{"nistp256", "P-256", "prime256v1", EVP_sha256},
                            Curve{"nistp384", "P-384", "secp384r1", EVP_sha384},
                            Curve{"nistp521", "P-521", "secp521r1", EVP_sha512}};

const Curve& curve_named(std::string_view name) {
    for (const auto& curve : curves)
        if (name == curve.ssh || name == curve.openssl || name == curve.openssl_long)
            return curve;
    base::fail("an elliptic curve that SSH does not know");
}

/// A key of its numbers, by EVP_PKEY_fromdata(3).
class Parts {
public:
    void add(const char* name, Number number) {
        OSSL_PARAM_BLD_push_BN(builder_.get(), name, number.get());
        numbers_.push_back(std::move(number)); // the builder keeps a pointer
    }
    void add_text(const char* name, const char* text) {
        OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0);
    }
    void add_octets(const char* name, std::string_view bytes) {
        OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, bytes.data(), bytes.size());
    }

    Key build(const char* algorithm) {
        const std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>> parameters(
            OSSL_PARAM_BLD_to_param(builder_.get()));
        const std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>> context(
            EVP_PKEY_CTX_new_from_name(nullptr, algorithm, nullptr));
        Key key = nullptr;
        if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
            EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
            damaged();
        return key;
    }

private:
    std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>> builder_{OSSL_PARAM_BLD_new()};
    std::vector<Number> numbers_;
};

Key read_ed25519(Fields& fields) {
    static_cast<void>(take(fields)); // the public half, which the private one ends with again
    const auto pair = take(fields);
    if (pair.size() != 64)
        damaged();
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(pair), 32);
}

Key read_ecdsa(Fields& fields) {
    const auto& curve = curve_named(take(fields));
    Parts parts;
    parts.add_text(OSSL_PKEY_PARAM_GROUP_NAME, curve.openssl);
    parts.add_octets(OSSL_PKEY_PARAM_PUB_KEY, take(fields));
    parts.add(OSSL_PKEY_PARAM_PRIV_KEY, to_number(take(fields)));
    return parts.build("EC");
}

/// d modulo p - 1: what the Chinese remainder theorem works with.
Number reduced(const BIGNUM* exponent, const BIGNUM* prime) {
    const std::unique_ptr<BN_CTX, Release<BN_CTX_free>> context(BN_CTX_secure_new());
    const Number less(BN_dup(prime));
    Number rest(BN_new());
    if (BN_sub_word(less.get(), 1) != 1 || BN_mod(rest.get(), exponent, less.get(), context.get()) != 1)
        damaged();
    return rest;
}

Key read_rsa(Fields& fields) {
    Parts parts;
    parts.add(OSSL_PKEY_PARAM_RSA_N, to_number(take(fields)));
    parts.add(OSSL_PKEY_PARAM_RSA_E, to_number(take(fields)));
    auto exponent = to_number(take(fields));
    parts.add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, to_number(take(fields)));
    auto first = to_number(take(fields));
    auto second = to_number(take(fields));
    parts.add(OSSL_PKEY_PARAM_RSA_EXPONENT1, reduced(exponent.get(), first.get()));
    parts.add(OSSL_PKEY_PARAM_RSA_EXPONENT2, reduced(exponent.get(), second.get()));
    parts.add(OSSL_PKEY_PARAM_RSA_D, std::move(exponent));
    parts.add(OSSL_PKEY_PARAM_RSA_FACTOR1, std::move(first));
    parts.add(OSSL_PKEY_PARAM_RSA_FACTOR2, std::move(second));
    return parts.build("RSA");
}

/// The private part of PROTOCOL.key: two equal check numbers, the type, its fields.
Key read_openssh(std::string_view private_part) {
    Fields fields(private_part);
    const auto check = fields.number();
    if (!check || check != fields.number())
        damaged();
    const auto type = take(fields);
    if (type == "ssh-ed25519")
        return read_ed25519(fields);
    if (type == "ssh-rsa")
        return read_rsa(fields);
    if (type.starts_with("ecdsa-sha2-"))
        return read_ecdsa(fields);
    base::fail("a private key of a type that only ssh knows: {}", type);
}

Key read_pem(std::string_view text) {
    const std::unique_ptr<BIO, Release<BIO_free>> source(
        BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::array<char, 1> no_passphrase{};
    const Key key = PEM_read_bio_PrivateKey(source.get(), nullptr, nullptr, no_passphrase.data());
    if (key == nullptr)
        damaged();
    return key;
}

std::string group_of(const EVP_PKEY* key) {
    std::array<char, 64> name{};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) != 1)
        damaged();
    return {name.data(), size};
}

std::string type_of_key(const EVP_PKEY* key) {
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519:
        return "ssh-ed25519";
    case EVP_PKEY_RSA:
        return "ssh-rsa";
    case EVP_PKEY_EC:
        return "ecdsa-sha2-" + std::string(curve_named(group_of(key)).ssh);
    default:
        base::fail("a private key of a type that SSH does not know");
    }
}

Number number_of(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
        damaged();
    return Number(number);
}

std::string point_of(const EVP_PKEY* key) {
    std::array<unsigned char, 256> point{};
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) != 1)
        damaged();
    return {reinterpret_cast<const char*>(point.data()), size};
}

/// ECDSA's r and s as SSH has them, of what OpenSSL gives (DER).
std::string as_ssh_signature(std::string_view der) {
    const auto* bytes = octets(der);
    const std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>> pair(
        d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size())));
    return as_mpint(ECDSA_SIG_get0_r(pair.get())) + as_mpint(ECDSA_SIG_get0_s(pair.get()));
}

const EVP_MD* digest_of(std::string_view type) {
    if (type == "ssh-ed25519")
        return nullptr;
    return type == "ssh-rsa" ? EVP_sha512() : curve_named(type.substr(type.rfind('-') + 1)).digest();
}

} // namespace

void PrivateKey::Free::operator()(EVP_PKEY* key) const {
    EVP_PKEY_free(key);
}

PrivateKey PrivateKey::of_openssh(std::string_view private_part) {
    return PrivateKey(read_openssh(private_part));
}

PrivateKey PrivateKey::of_pem(std::string_view text) {
    return PrivateKey(read_pem(text));
}

PrivateKey::PrivateKey(EVP_PKEY* key) : key_(key) {
    if (!key_)
        damaged();
    type_ = type_of_key(key);
}

std::string PrivateKey::sign(std::string_view message) const {
    const std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    std::size_t size = 0;
    std::string signature;
    if (EVP_DigestSignInit(context.get(), nullptr, digest_of(type_), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, octets(message), message.size()) != 1)
        base::fail("OpenSSL cannot sign with this key");
    signature.resize(size);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       octets(message), message.size()) != 1)
        base::fail("OpenSSL cannot sign with this key");
    signature.resize(size);
    return type_.starts_with("ecdsa-") ? as_ssh_signature(signature) : signature;
}

std::string PrivateKey::public_blob() const {
    if (type_ == "ssh-rsa")
        return as_text(type_) + as_mpint(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E).get()) +
               as_mpint(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N).get());
    if (type_ == "ssh-ed25519")
        return as_text(type_) + as_text(point_of(key_.get()));
    return as_text(type_) + as_text(curve_named(group_of(key_.get())).ssh) + as_text(point_of(key_.get()));
}

} // namespace plumbline::transport
