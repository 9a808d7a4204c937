#include "audit/process.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "history/ledger.hpp"
#include "history/ledger/run_body.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using approval::SignOff;
using audit::Process;
using audit::Records;

namespace {

const base::Instant now = std::chrono::system_clock::now();
const std::string here = "site /srv/audit";

/// A site with one approver, and a standard beside it.
class Desk {
public:
    Desk() {
        const auto made = base::run_child(
            {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "jane", "-f", folder.path("jane")}, "",
            {base::Deadline::after(base::Milliseconds(20'000))});
        REQUIRE(made.code == 0);
        write("signers", "jane@example.org " + base::read_file(folder.path("jane.pub"), 4096));
        write("standard.yaml", "plumbline: 1\nstandard: demo\nresources:\n  - file: /etc/motd\n");
        site.approval = site::Approval{folder.path("signers"), {}, 1, {}};
    }

    void write(const std::string& name, const std::string& text) const {
        base::write_atomically(folder.path(name), text);
    }
    [[nodiscard]] standard::Standard standard() const {
        base::Diagnostics diagnostics;
        auto loaded = standard::load_standard(folder.path("standard.yaml"), diagnostics);
        REQUIRE(loaded.has_value());
        return std::move(*loaded);
    }
    void sign() const {
        static_cast<void>(approval::sign_standard(standard(), folder.path("standard.yaml"),
                                                  folder.path("jane"), std::nullopt));
    }
    [[nodiscard]] SignOff signoff(const Records& records = {}) const {
        base::Diagnostics diagnostics;
        const Process process(site, {}, now, diagnostics);
        REQUIRE_FALSE(diagnostics.has_errors());
        return process.signoff_of({standard(), folder.path("standard.yaml")}, records);
    }
    [[nodiscard]] std::vector<std::string> wrong_with_approvers() const {
        base::Diagnostics diagnostics;
        static_cast<void>(audit::signer_rules_of(site, diagnostics));
        std::vector<std::string> messages;
        for (const auto& one : diagnostics.all())
            messages.push_back(std::to_string(one.place.line) + ": " + one.message);
        return messages;
    }

    test::TemporaryFolder folder;
    site::Site site;
};

void record(history::Database& database, const history::RunBody& body, base::Instant when) {
    database.transaction([&] {
        static_cast<void>(history::append(database, {"run", when, std::nullopt, history::text_of(body), ""}));
    });
}

} // namespace

TEST_CASE("a site without approvers demands nothing, and nothing was agreed on there") {
    const Desk desk;
    base::Diagnostics diagnostics;
    CHECK(Process().signoff_of({desk.standard(), ""}, {}) == SignOff{});
    CHECK(Process(site::Site{}, {}, now, diagnostics).signoff_of({desk.standard(), ""}, {}) == SignOff{});
    CHECK(Process().notices({}, true).empty());
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("a sign-off is wanting until somebody signed") {
    const Desk desk;
    CHECK(desk.signoff().status == SignOff::Status::missing);
    desk.sign();
    const auto signoff = desk.signoff();
    CHECK(signoff.status == SignOff::Status::valid);
    CHECK(signoff.signers == std::vector<std::string>{"jane@example.org"});
    CHECK(signoff.serial == 1);
}

TEST_CASE("a history that can't be asked fails the rule that asks it") {
    const Desk desk;
    desk.sign();
    const auto signoff = desk.signoff({nullptr, here, "the history is locked"});
    CHECK(signoff.status == SignOff::Status::invalid);
    CHECK(signoff.problems ==
          std::vector<std::string>{"whether a newer standard was in force is not known, for the history "
                                   "can't be asked: the history is locked"});
}

TEST_CASE("a standard that is older than the one in force is refused") {
    const Desk desk;
    const test::HistoryStore store(history::Address::Kind::sqlite);
    auto database = store.open();
    desk.sign();
    record(database, {"01JD", here, "sha256:x", "", 7, true}, now);
    const auto signoff = desk.signoff({&database, here});
    CHECK(signoff.status == SignOff::Status::invalid);
    REQUIRE(signoff.problems.size() == 1);
    CHECK_THAT(signoff.problems.front(), Catch::Contains("serial"));
    CHECK(desk.signoff({&database, "site /other"}).status == SignOff::Status::valid);
}

TEST_CASE("what was not tried elsewhere is not accepted here") {
    Desk desk;
    const test::HistoryStore store(history::Address::Kind::sqlite);
    const test::HistoryStore elsewhere(history::Address::Kind::sqlite);
    auto database = store.open();
    auto other = elsewhere.open();
    desk.sign();
    const auto digest = desk.standard().digest;
    auto& rule = desk.site.approval->promote_from.emplace();
    rule.environment = "testing";
    rule.within = std::chrono::hours(24 * 7);
    const auto status = [&] { return desk.signoff({&database, here}).status; };

    CHECK(status() == SignOff::Status::missing);
    record(database, {"01JA", "site /t", digest, "testing", {}, false}, now);
    record(database, {"01JB", "site /t", digest, "testing", {}, true}, now - std::chrono::hours(24 * 8));
    CHECK(status() == SignOff::Status::missing);
    record(database, {"01JC", "site /t", digest, "testing", {}, true}, now - std::chrono::hours(24 * 6));
    CHECK(status() == SignOff::Status::valid);

    rule.history = elsewhere.url();
    CHECK(status() == SignOff::Status::missing);
    record(other, {"01JD", "site /t", digest, "testing", {}, true}, now);
    CHECK(status() == SignOff::Status::valid);

    rule.history = "sqlite:///nowhere/at/all.db";
    const auto unasked = desk.signoff({&database, here});
    CHECK(unasked.status == SignOff::Status::missing);
    REQUIRE(unasked.problems.size() == 1);
    CHECK_THAT(unasked.problems.front(), Catch::Contains("/nowhere/at/all.db"));

    rule.history.reset();
    const auto without = desk.signoff();
    CHECK(without.status == SignOff::Status::missing);
    CHECK_THAT(without.problems.at(0), Catch::Contains("no history is kept"));
}

TEST_CASE("approvers that are none are told, and stop no audit") {
    Desk desk;
    desk.sign();
    CHECK(desk.wrong_with_approvers().empty());

    desk.write("signers", "# nobody\n");
    CHECK(desk.wrong_with_approvers() == std::vector<std::string>{"0: it names no approver"});
    const auto key = base::read_file(desk.folder.path("jane.pub"), 4096);
    desk.write("signers", "jane@example.org " + key + "\nsomebody\n");
    CHECK(desk.wrong_with_approvers() == std::vector<std::string>{"3: this is no line of a list of signers"});
    CHECK(desk.signoff().status == SignOff::Status::valid);

    std::filesystem::permissions(desk.folder.path("signers"), std::filesystem::perms(0666));
    CHECK(desk.wrong_with_approvers().front() == "0: its mode is 0666: others than its owner may write it");
    CHECK(desk.signoff().status == SignOff::Status::invalid);
    CHECK_THAT(
        desk.signoff().problems.at(0),
        Catch::EndsWith("others than its owner may write it: chmod go-w " + desk.folder.path("signers")));

    std::filesystem::remove(desk.folder.path("signers"));
    REQUIRE(desk.wrong_with_approvers().size() == 1);
    CHECK_THAT(desk.wrong_with_approvers().front(), Catch::StartsWith("0: the approvers can't be read: "));
    CHECK(desk.signoff().status == SignOff::Status::invalid);
}

TEST_CASE("revoked keys that can't be read are told, and then no signature counts") {
    Desk desk;
    desk.sign();
    desk.site.approval->revoked = desk.folder.path("revoked");
    REQUIRE(desk.wrong_with_approvers().size() == 1);
    CHECK_THAT(desk.wrong_with_approvers().front(), Catch::StartsWith("0: the revoked keys can't be read: "));
    CHECK(desk.signoff().is_wanting());
    desk.write("revoked", "neither a key nor a KRL\n");
    CHECK(desk.wrong_with_approvers().size() == 1);
    desk.write("revoked", "# none yet\n");
    CHECK(desk.wrong_with_approvers().empty());
    CHECK(desk.signoff().status == SignOff::Status::valid);
    desk.write("revoked", base::read_file(desk.folder.path("jane.pub"), 4096));
    CHECK(desk.signoff().is_wanting());
}
