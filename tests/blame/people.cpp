#include "blame/blame.hpp"

#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;

namespace {

const std::string alices_key = "SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M";
const std::string bobs_key = "SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB60";

std::string complaints(const test::TemporaryFolder& folder) {
    base::Diagnostics diagnostics;
    static_cast<void>(blame::People::load(folder.path() + "/people.yaml", diagnostics));
    return test::without(base::render(diagnostics), folder.path() + "/");
}

} // namespace

TEST_CASE("keys, accounts of one host and accounts tell who somebody is, in this order") {
    const test::TemporaryFolder folder;
    folder.file("people.yaml", fmt::format(R"(plumbline: 1
people:
  - name: Alice Doe
    accounts: [alice, adoe@web1]
    keys: ["{}"]
  - name: Bob Roe
    accounts: [bob, alice@web2]
    keys: ["{}"]
  - name: Carol
)",
                                           alices_key, bobs_key));
    base::Diagnostics diagnostics;
    const auto people = blame::People::load(folder.path() + "/people.yaml", diagnostics);
    REQUIRE(diagnostics.all().empty());
    const auto who = [&](const std::string& host, const std::string& account, const std::string& key) {
        return people.who(host, account, key).value_or("nobody");
    };
    CHECK(who("web1", "alice", "") == "Alice Doe");
    CHECK(who("web1", "adoe", "") == "Alice Doe");
    CHECK(who("web2", "adoe", "") == "nobody");
    CHECK(who("web2", "alice", "") == "Bob Roe");
    CHECK(who("web1", "root", bobs_key) == "Bob Roe");
    CHECK(who("web1", "bob", alices_key) == "Alice Doe");
    CHECK(who("web1", "", "") == "nobody");
    CHECK(who("web1", "root", "SHA256:other") == "nobody");
}

TEST_CASE("what is wrong with a file of people is said with its place") {
    const test::TemporaryFolder folder;
    folder.file("people.yaml", fmt::format(R"(plumbline: 1
people:
  - name: Alice Doe
    accounts: [alice]
    keys: ["{0}"]
  - name: Bob Roe
    accounts: alice
    keys: ["{0}", "MD5:aa:bb"]
    mail: bob@example.org
  - accounts: ["a b"]
)",
                                           alices_key));
    CHECK(complaints(folder) ==
          fmt::format(R"(people.yaml:7:15: error: the account 'alice' is given to Alice Doe too
        accounts: alice
                  ^
    first at people.yaml:4
people.yaml:8:12: error: the fingerprint '{0}' is given to Alice Doe too
        keys: ["{0}", "MD5:aa:bb"]
               ^
    first at people.yaml:5
people.yaml:8:66: error: 'MD5:aa:bb' is no fingerprint
        keys: ["{0}", "MD5:aa:bb"]
                                                                     ^
    as ssh-keygen -lf shows it: SHA256: and 43 characters
people.yaml:9:5: error: a person has no key 'mail'
        mail: bob@example.org
        ^
    one of: accounts, keys, name
people.yaml:10:5: error: a person needs 'name'
      - accounts: ["a b"]
        ^
people.yaml:10:16: error: 'a b' is no account
      - accounts: ["a b"]
                   ^
    as in jdoe, or jdoe@web1 for one host alone
)",
                      alices_key));
    folder.file("people.yaml", "plumbline: 1\npeople: []\n", 0666);
    CHECK(complaints(folder) == "people.yaml: error: its mode is 0666: others than its owner may write it\n"
                                "    chmod go-w people.yaml\n");
}
