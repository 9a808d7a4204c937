#include "sshd.hpp"

#include "base/child.hpp"
#include "base/digest.hpp"
#include "transport/keys/host_key.hpp"
#include "transport/keys/key_blob.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

/// What the real ssh makes of a known_hosts file, by what it says and its exit status.
std::string verdict_of_ssh(const Sshd& sshd, const std::string& files, const std::string& alias) {
    std::vector<std::string> argv{"ssh", "-F", "none", "-p", sshd.port(), "-i", sshd.client_key()};
    for (const auto& option :
         {std::string("BatchMode=yes"), std::string("StrictHostKeyChecking=yes"),
          std::string("UpdateHostKeys=no"), std::string("GlobalKnownHostsFile=/dev/null"),
          std::string("HostKeyAlgorithms=ssh-ed25519"), std::string("KexAlgorithms=curve25519-sha256"),
          "UserKnownHostsFile=" + files})
        argv.insert(argv.end(), {"-o", option});
    if (!alias.empty())
        argv.insert(argv.end(), {"-o", "HostKeyAlias=" + alias});
    argv.insert(argv.end(), {"root@127.0.0.1", "true"});
    const auto result = base::run_child(argv, {}, {base::Deadline::after(base::Milliseconds(20'000))});
    if (result.code == 0)
        return "trusted";
    for (const auto& [words, verdict] : {std::pair{"REVOKED HOST KEY", "revoked"},
                                         {"IDENTIFICATION HAS CHANGED", "changed"},
                                         {"host key is known for", "unknown"}})
        if (result.errors.find(words) != std::string::npos)
            return verdict;
    return result.errors;
}

struct Name {
    std::string operator()(const Trusted&) const { return "trusted"; }
    std::string operator()(const UnknownKey&) const { return "unknown"; }
    std::string operator()(const ChangedKey&) const { return "changed"; }
    std::string operator()(const RevokedKey&) const { return "revoked"; }
    std::string operator()(const NeedsCertificate&) const {
        return "unknown";
    } // the test's host shows no certificate
};

struct Case {
    std::string what;
    std::string text; ///< {name}, {port}, {key}, {other}, {ecdsa}, {blob} are filled in
    std::string verdict;
    std::string alias;
};

const std::string many = [] {
    std::string names;
    for (int i = 0; i < 20'000; ++i)
        names += "h" + std::to_string(i) + ",";
    return names;
}();

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"nothing", "", "unknown", ""},
        {"its key", "{name} {key}\n", "trusted", ""},
        {"its key without a newline", "{name} {key}", "trusted", ""},
        {"another key", "{name} {other}\n", "changed", ""},
        {"another key, then its own", "{name} {other}\n{name} {key}\n", "trusted", ""},
        {"a key of another type", "{name} {ecdsa}\n", "changed", ""},
        {"another host", "elsewhere {key}\n", "unknown", ""},
        {"a list", "a,{name},b {key}\n", "trusted", ""},
        {"a list with an empty name", ",,{name} {key}\n", "trusted", ""},
        {"stars", "[127.*]:{port} {key}\n", "trusted", ""},
        {"a star for all", "* {key}\n", "trusted", ""},
        {"question marks", "[127.0.0.?]:{port} {key}\n", "trusted", ""},
        {"a question mark too many", "[127.0.0.1?]:{port} {key}\n", "unknown", ""},
        {"negated after", "*,!web {key}\n", "unknown", "web"},
        {"negated before", "!web,* {key}\n", "unknown", "web"},
        {"negated with its port, not without", "*,!{name} {key}\n", "trusted", ""},
        {"another one negated", "!elsewhere,* {key}\n", "trusted", ""},
        {"only negated", "!elsewhere {key}\n", "unknown", ""},
        {"the usual port", "127.0.0.1 {key}\n", "trusted", ""},
        {"another key at the usual port", "127.0.0.1 {other}\n", "unknown", ""},
        {"another port", "[127.0.0.1]:1 {key}\n", "unknown", ""},
        {"revoked", "@revoked {name} {key}\n{name} {key}\n", "revoked", ""},
        {"revoked for all", "{name} {key}\n@revoked * {key}\n", "revoked", ""},
        {"revoked for another host", "@revoked elsewhere {key}\n{name} {key}\n", "trusted", ""},
        {"another key revoked", "@revoked {name} {other}\n{name} {key}\n", "trusted", ""},
        {"only another key revoked", "@revoked {name} {other}\n", "unknown", ""},
        {"an authority", "@cert-authority {name} {other}\n", "unknown", ""},
        {"its key as an authority", "@cert-authority {name} {key}\n", "unknown", ""},
        {"an authority and its key", "@cert-authority {name} {other}\n{name} {key}\n", "trusted", ""},
        {"an unheard-of marker", "@trusted {name} {key}\n", "unknown", ""},
        {"two markers", "@revoked @cert-authority {name} {key}\n{name} {key}\n", "trusted", ""},
        {"CRLF", "{name} {key}\r\n", "trusted", ""},
        {"CRLF and a comment", "{name} {key} root@host\r\n", "trusted", ""},
        {"comments and blanks", "# {name} {other}\n\n  \n\t# x\n \t{name} \t{key}  \n", "trusted", ""},
        {"a long line before", many + "z {other}\n{name} {key}\n", "trusted", ""},
        {"in a long line", many + "{name} {key}\n", "trusted", ""},
        {"bad base64", "{name} ssh-ed25519 AAAA!!!!\n{name} {key}\n", "trusted", ""},
        {"only bad base64", "{name} ssh-ed25519 AAAA!!!!\n", "unknown", ""},
        {"a key cut short", "{name} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5\n", "unknown", ""},
        {"a type that is not the key's", "{name} ssh-rsa {blob}\n", "unknown", ""},
        {"no key", "{name}\n{name} ssh-ed25519\n", "unknown", ""},
        {"an old RSA1 line", "{name} 1024 35 1234567890\n{name} {key}\n", "trusted", ""},
        {"an alias", "web {key}\n", "trusted", "web"},
        {"an alias in capitals", "WeB {key}\n", "trusted", "wEb"},
        {"an alias instead of the name", "{name} {key}\n", "unknown", "web"},
        {"the usual port does not stand in for an alias", "127.0.0.1 {key}\n", "unknown", "web"},
    };
    return all;
}

std::string fill(const std::string& text, const Sshd& sshd, const std::string& other,
                 const std::string& ecdsa) {
    const auto key = sshd.host_key();
    return fmt::format(fmt::runtime(text), fmt::arg("name", "[127.0.0.1]:" + sshd.port()),
                       fmt::arg("port", sshd.port()), fmt::arg("key", key), fmt::arg("other", other),
                       fmt::arg("ecdsa", ecdsa), fmt::arg("blob", key.substr(key.find(' ') + 1)));
}

std::string new_key(const Folder& folder, const std::string& type) {
    const auto path = folder.path() / type;
    static_cast<void>(command({"ssh-keygen", "-q", "-t", type, "-N", "", "-C", "", "-f", path}));
    auto text = base::read_file(path.string() + ".pub", 1 << 16);
    text.erase(text.find_last_not_of(" \n") + 1);
    return text;
}

std::string blob_of(const std::string& key) {
    return base::from_base64(key.substr(key.find(' ') + 1));
}

TEST_CASE("known_hosts is judged as ssh judges it") {
    const Sshd sshd;
    const Folder folder;
    const auto other = new_key(folder, "ed25519");
    const auto ecdsa = new_key(folder, "ecdsa");
    for (const auto& [what, text, verdict, alias] : cases()) {
        const auto file = folder.write("known", fill(text, sshd, other, ecdsa));
        INFO(what);
        KnownHosts known;
        const HostKeys keys(known, {file}, {"127.0.0.1", sshd.port(), alias});
        CHECK(std::visit(Name{}, keys.judge(blob_of(sshd.host_key()))) == verdict);
        CHECK(verdict_of_ssh(sshd, file, alias) == verdict);
    }
}

TEST_CASE("names that ssh-keygen has hashed are found") {
    const Sshd sshd;
    const Folder folder;
    const auto other = new_key(folder, "ed25519");
    const std::vector<Case> hashed{{"its key", "elsewhere,{name} {key}\n", "trusted", ""},
                                   {"another key", "elsewhere {key}\n{name} {other}\n", "changed", ""},
                                   {"an alias in capitals", "WeB {key}\n", "trusted", "wEb"},
                                   {"another host", "elsewhere {key}\n", "unknown", ""}};
    for (const auto& [what, text, verdict, alias] : hashed) {
        const auto file = folder.write("known", fill(text, sshd, other, other));
        static_cast<void>(command({"ssh-keygen", "-q", "-H", "-f", file}));
        INFO(what);
        CHECK(base::read_file(file, 1 << 16).find(sshd.port()) == std::string::npos);
        KnownHosts known;
        const HostKeys keys(known, {file}, {"127.0.0.1", sshd.port(), alias});
        CHECK(std::visit(Name{}, keys.judge(blob_of(sshd.host_key()))) == verdict);
        CHECK(verdict_of_ssh(sshd, file, alias) == verdict);
    }
}

TEST_CASE("several files of known hosts count together") {
    const Sshd sshd;
    const Folder folder;
    const auto wrong =
        folder.write("a", "[127.0.0.1]:" + sshd.port() + " " + new_key(folder, "ed25519") + "\n");
    KnownHosts known;
    const HostKeys keys(known, {wrong, (folder.path() / "missing").string(), sshd.known_hosts()},
                        {"127.0.0.1", sshd.port(), {}});
    CHECK(std::holds_alternative<Trusted>(keys.judge(blob_of(sshd.host_key()))));
    CHECK(verdict_of_ssh(sshd, wrong + " " + sshd.known_hosts(), "") == "trusted");
}

TEST_CASE("a hashed line with a damaged salt speaks of nobody") {
    for (const auto* field : {"|1|", "|1|x", "|1||", "|1|!!!!|AAAA", "|2|AAAA|AAAA", "|1|AAAA|AAAA"})
        CHECK_FALSE(names_host(field, "web"));
}

TEST_CASE("messages about host keys say what was found where and what to do") {
    const Folder folder;
    const auto known = new_key(folder, "ed25519");
    const auto shown = blob_of(new_key(folder, "ecdsa"));
    const auto print = fingerprint(shown);
    const auto known_print = fingerprint(blob_of(known));
    const auto said = [&](const std::string& text) {
        const auto file = folder.write("known", text);
        KnownHosts hosts;
        const HostKeys keys(hosts, {file}, {"web1", "22", {}});
        return explain(keys.judge(shown), keys.name(), shown);
    };
    const auto file = (folder.path() / "known").string();
    CHECK(said("") ==
          "the host key of web1 is not known: it presents ECDSA key " + print +
              "; compare this fingerprint with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub "
              "there), then add the host's line to known_hosts");
    CHECK(said("\nweb1 " + known) ==
          "the host key of web1 is not the known one: it presents ECDSA key " + print + ", while " + file +
              ":2 has ED25519 key " + known_print +
              "; either somebody is in between, or the host was given a new key: then "
              "replace that line");
    CHECK(said("@revoked * ecdsa-sha2-nistp256 " + base::to_base64(shown)) ==
          "the host key of web1 is revoked by " + file + ":1: it presents ECDSA key " + print +
              "; give the host a new key");
    CHECK(said("@cert-authority web1 " + known) ==
          "the host key of web1 is not known and " + file +
              ":1 trusts a certificate authority for it, which libssh2 can't judge: it presents ECDSA key " +
              print + "; use --transport ssh");
}

TEST_CASE("keys come in the order of their lines, whichever way a line is found") {
    const Folder folder;
    const auto key = new_key(folder, "ed25519");
    const auto file =
        folder.write("known", "web* " + key + "\nweb1 " + key + "\nWEB1,web1 " + key + "\n!x,web1 " + key +
                                  "\nweb10 " + key + "\n@revoked Web1 " + key + "\n");
    KnownHosts known;
    std::vector<std::size_t> lines;
    for (const auto& found : known.keys({file, folder.path() / "missing"}, "web1"))
        lines.push_back(found.line);
    CHECK(lines == std::vector<std::size_t>{1, 2, 3, 4, 6});
}

TEST_CASE("fingerprints are those of ssh-keygen") {
    const Folder folder;
    const auto key = new_key(folder, "ed25519");
    const auto listed = command({"ssh-keygen", "-lf", folder.path() / "ed25519.pub"});
    CHECK(listed.find(" " + fingerprint(blob_of(key)) + " ") != std::string::npos);
}

TEST_CASE("the handshake asks for the known types first, of those that are allowed") {
    KnownKey known;
    known.type = "ecdsa-sha2-nistp384";
    const std::vector<std::string> allowed{"ssh-ed25519-cert-v01@openssh.com", "ssh-ed25519",
                                           "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "rsa-sha2-512"};
    CHECK(host_key_methods({known}, allowed) ==
          std::vector<std::string>{"ecdsa-sha2-nistp384", "ssh-ed25519", "ecdsa-sha2-nistp256"});
    CHECK(host_key_methods({}, allowed) ==
          std::vector<std::string>{"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384"});
}

} // namespace
} // namespace plumbline::test
