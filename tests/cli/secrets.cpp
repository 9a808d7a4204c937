#include "cli/desk.hpp"

#include "base/digest.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

/// What the standard wants and what is there; none of them, nor a digest of one, may be told.
const Words secrets{"wanted-hunter2",  "planted-swordfish", "wanted-token-1",
                    "planted-token-2", "wanted-plan-b",     "planted-plan-c"};

constexpr auto standard = R"(plumbline: 1
standard: demo
resources:
  - file: DIR/db_password
    content: "wanted-hunter2\n"
    mode: "0600"
  - line: DIR/api.token
    match: "^key="
    text: key=wanted-token-1
    state: only
  - file: DIR/plan
    content: "wanted-plan-b\n"
    sensitive: true
  - file: DIR/motd
    content: "hello\n"
)";

/// A desk with drift in secrets, and everything that an audit of it tells anyone.
class Vault {
public:
    Vault() {
        desk.file("standard.yaml", standard);
        desk.file("db_password", "planted-swordfish\n", 0640);
        desk.file("api.token", "a=b\nkey=planted-token-2\nkey=planted-token-2 more\n");
        desk.file("plan", "planted-plan-c\n");
        desk.file("motd", "bye\n");
    }
    Ended run(Words more = {}) {
        Words words{"audit", "-s", "standard.yaml", "-v", "--output", "json=report.json"};
        words.insert(words.end(), more.begin(), more.end());
        auto ended = desk.run(words);
        told += ended.output + ended.errors + desk.read("report.json");
        return ended;
    }
    /// What all runs told, and what they kept.
    [[nodiscard]] std::string everything() const {
        auto all = told;
        const auto history = desk.path(".local");
        if (std::filesystem::exists(history))
            for (const auto& entry : std::filesystem::recursive_directory_iterator(history))
                if (entry.is_regular_file())
                    all += desk.read(std::filesystem::relative(entry.path(), desk.path()).string());
        return all;
    }

    test::Desk desk;
    std::string told;
};

void check_nothing_is_told(const std::string& everything) {
    for (const auto& secret : secrets)
        for (const auto& form : {secret, secret + "\n", "key=" + secret}) {
            INFO(form);
            CHECK(everything.find(form) == std::string::npos);
            CHECK(everything.find(base::sha256_hex(form).substr(0, 8)) == std::string::npos);
        }
}

} // namespace

TEST_CASE("no secret and no digest of one is told, stored or sent") {
    Vault vault;
    const auto first = vault.run();
    CHECK(first.status == 2);
    CHECK(first.errors.empty());
    vault.run({"--by", "resource"});
    vault.run({"--format", "json"});
    vault.run({"--history", "none"});
    check_nothing_is_told(vault.everything());
    // what is no secret is told as ever
    CHECK_THAT(first.output, Catch::Contains("mode") && Catch::Contains("is 0640, should be 0600") &&
                                 Catch::Contains("-bye\n") && Catch::Contains("content  is token ") &&
                                 Catch::Contains("text    line 2 is token "));
}

TEST_CASE("a token tells whether a secret is the one that was there before") {
    Vault vault;
    CHECK(vault.run().output.find("before") == std::string::npos);
    CHECK_THAT(vault.run().output, Catch::Contains("… (same as before), should be token "));
    vault.desk.file("db_password", "planted-swordfish again\n", 0640);
    CHECK_THAT(vault.run().output, Catch::Contains("… (changed), should be token "));
    CHECK_THAT(vault.desk.read("report.json"), Catch::Contains("\"hidden\": true, \"before\": \"changed\"") &&
                                                   Catch::Contains("\"hidden\": true, \"before\": \"same\""));
    check_nothing_is_told(vault.everything());
}

TEST_CASE("a quiet audit knows a hidden drift again") {
    Vault vault;
    CHECK_FALSE(vault.run({"--quiet"}).output.empty());
    CHECK(vault.run({"--quiet"}).output.empty());
    vault.desk.file("db_password", "planted-swordfish again\n", 0640);
    CHECK_FALSE(vault.run({"--quiet"}).output.empty());
}

TEST_CASE("without a history a token claims nothing of another run") {
    Vault vault;
    const auto first = vault.run({"--history", "none"});
    const auto second = vault.run({"--history", "none"});
    CHECK(first.output != second.output);
    CHECK((first.output + second.output).find("before") == std::string::npos);
    CHECK_FALSE(std::filesystem::exists(vault.desk.path(".local")));
}

TEST_CASE("a key of tokens that others can read is refused before anything is looked at") {
    Vault vault;
    CHECK(vault.run().status == 2);
    const auto key = vault.desk.path(".local/state/plumbline/token.key");
    CHECK(std::filesystem::status(key).permissions() == std::filesystem::perms(0600));
    std::filesystem::permissions(key, std::filesystem::perms(0640));
    const auto refused = vault.run();
    CHECK(refused.status == 1);
    CHECK(refused.output.empty());
    CHECK_THAT(refused.errors,
               Catch::StartsWith("plumbline: the key of secrets' tokens "
                                 "DIR/.local/state/plumbline/token.key must be a file of this "
                                 "user that nobody else can read; "));
    std::filesystem::remove(key);
    // another key: nothing is said of what was before
    CHECK(vault.run().output.find("before") == std::string::npos);
}
