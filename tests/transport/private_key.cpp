#include "transport/keys/private_key.hpp"

#include "support.hpp"

#include "base/digest.hpp"
#include "transport/keys/key_file.hpp"

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

struct Case {
    std::string type;
    std::string bits;
    bool has_pem; ///< ssh-keygen writes no PEM for Ed25519
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all{{"ed25519", "256", false}, {"ecdsa", "256", true},
                                       {"ecdsa", "384", true},    {"ecdsa", "521", true},
                                       {"rsa", "2048", true},     {"rsa", "3072", true}};
    return all;
}

/// The key's public half as ssh-keygen shows it.
std::string public_half(const std::string& path) {
    const auto text = command({"ssh-keygen", "-y", "-f", path});
    const auto begin = text.find(' ') + 1;
    return base::from_base64(text.substr(begin, text.find_first_of(" \n", begin) - begin));
}

void check(const std::string& path) {
    const auto reading = read_key_file(path);
    REQUIRE(std::holds_alternative<std::shared_ptr<const PrivateKey>>(reading));
    const auto& key = *std::get<std::shared_ptr<const PrivateKey>>(reading);
    CHECK(key.public_blob() == public_half(path));
    CHECK_FALSE(key.sign("message").empty());
}

TEST_CASE("a private key has the public half that ssh-keygen shows, as OpenSSH's file and as PEM") {
    const Folder folder;
    for (const auto& [type, bits, has_pem] : cases()) {
        INFO(type << " " << bits);
        const auto path = (folder.path() / (type + bits)).string();
        static_cast<void>(command({"ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-f", path}));
        check(path);
        for (const auto* format : {"PEM", "PKCS8"})
            if (has_pem) {
                static_cast<void>(command({"ssh-keygen", "-q", "-p", "-m", format, "-N", "", "-f", path}));
                check(path);
            }
    }
}

TEST_CASE("a private key that is cut short anywhere is a problem and never a key") {
    const Folder folder;
    for (const auto* type : {"ed25519", "ecdsa", "rsa"}) {
        const auto path = (folder.path() / type).string();
        static_cast<void>(command({"ssh-keygen", "-q", "-t", type, "-N", "", "-f", path}));
        const auto text = base::read_file(path, 1 << 16);
        for (std::size_t size = 0; size + 40 < text.size(); size += 7)
            CHECK(
                std::holds_alternative<KeyProblem>(read_key_file(folder.write("cut", text.substr(0, size)))));
    }
}

} // namespace
} // namespace plumbline::test
