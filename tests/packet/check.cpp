#include "packet/check.hpp"

#include "approval/signature/keys.hpp"
#include "base/error.hpp"
#include "packet/made.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace plumbline;
namespace fs = std::filesystem;

namespace {

const std::string motd = "diffs/003-file-etc-motd.diff";

struct Made {
    explicit Made(const std::optional<fs::path>& key = std::nullopt) {
        test::make_packet(place(), test::three_changes(), key);
    }
    [[nodiscard]] std::string place(const std::string& name = "") const {
        return folder.path("packet" + (name.empty() ? "" : "/" + name));
    }
    void put(const std::string& name, const std::string& bytes) const {
        folder.file("packet/" + name, bytes);
    }
    [[nodiscard]] packet::Checked check(const packet::CheckRules& rules = {}) const {
        return packet::check(place(), rules);
    }

    test::TemporaryFolder folder;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("its manifest is what sha256sum checks") {
    const Made made;
    CHECK(test::ran({"sh", "-c", "cd \"$1\" && sha256sum --strict -c MANIFEST", "sh", made.place()}) ==
          "changes.json: OK\nchanges.md: OK\ndiffs/001-file-etc-ssh-sshd_config.diff: OK\n"
          "diffs/002-directory-etc-cron.d.diff: OK\ndiffs/003-file-etc-motd.diff: OK\nindex.html: "
          "OK\nreport.json: "
          "OK\nsummary.md: OK\n");
    const auto checked = made.check();
    CHECK(checked.files == 8);
    CHECK(checked.discrepancies.empty());
    CHECK(checked.unsigned_because == "there is no MANIFEST.sig");
    CHECK_FALSE(checked.is_wanting);
    CHECK(made.check({.required = true}).is_wanting);
}

TEST_CASE("what is not as it was made is named") {
    struct Case {
        std::string name;
        void (*spoil)(const Made&);
        std::string expected;
    };
    const std::vector<Case> cases{
        {"changed", [](const Made& made) { made.put("summary.md", "x\n"); },
         "summary.md: expected sha256:DIGEST, found "
         "sha256:73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac"},
        {"missing", [](const Made& made) { fs::remove(made.place(motd)); },
         motd + ": expected a file, found none"},
        {"more", [](const Made& made) { made.put("diffs/notes", ""); },
         "diffs/notes: expected nothing, for the manifest does not name it"},
        {"link",
         [](const Made& made) {
             fs::rename(made.place(motd), made.folder.path("there"));
             fs::create_symlink(made.folder.path("there"), made.place(motd));
         },
         motd + ": expected a file, found something else"},
        {"folder of links",
         [](const Made& made) { fs::create_directory_symlink("/etc", made.place("diffs/etc")); },
         "diffs/etc: expected nothing, for the manifest does not name it"},
        {"no manifest", [](const Made& made) { fs::remove(made.place("MANIFEST")); },
         "MANIFEST: expected a file, found none"},
        {"a manifest that leads out",
         [](const Made& made) { made.put("MANIFEST", std::string(64, 'a') + "  ../../../etc/passwd\n"); },
         "MANIFEST, line 1: expected a digest of 64 digits, two blanks and the name of a file of the packet"},
        {"twice",
         [](const Made& made) {
             made.put("MANIFEST", std::string(64, 'a') + "  a\n" + std::string(64, 'b') + "  a\n");
         },
         "MANIFEST, line 2: a stands there twice"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.name);
        const Made made;
        auto expected = one.expected;
        const auto manifest = test::bytes_of(made.place("MANIFEST"));
        if (const auto at = expected.find("DIGEST"); at != std::string::npos)
            expected.replace(at, 6, manifest.substr(manifest.find("  summary.md") - 64, 64));
        one.spoil(made);
        const auto checked = made.check();
        CHECK(checked.discrepancies == Lines{expected});
        CHECK(checked.is_wanting);
    }
}

TEST_CASE("a signature counts for a packet alone, and only over this one") {
    const test::Keys keys;
    const fs::path key = keys.make("site");
    keys.make("mallory");
    const Made made(key);
    const packet::CheckRules rules{
        .signers = {keys.signer("ledger", "site", "namespaces=\"plumbline-packet\"")},
        .required = true,
        .at = std::chrono::system_clock::now()};
    auto checked = made.check(rules);
    REQUIRE(checked.signer);
    CHECK(checked.signer->principal == "ledger");
    CHECK_FALSE(checked.is_wanting);

    SECTION("by another key") {
        const Made forged(keys.folder().path("mallory"));
        checked = forged.check(rules);
        CHECK(checked.discrepancies.empty());
        CHECK(checked.unsigned_because ==
              "MANIFEST.sig does not count: it is by a key of none of the signers: expected one that the "
              "allowed "
              "signers name, found " +
                  keys.fingerprint("mallory") +
                  " (ED25519); an approver's new key is added there by those who keep them");
    }
    SECTION("for something else") {
        made.put("MANIFEST.sig",
                 approval::sign(test::bytes_of(made.place("MANIFEST")), approval::for_ledger, key));
        checked = made.check(rules);
        CHECK(checked.unsigned_because ==
              "MANIFEST.sig does not count: it is for plumbline-ledger, expected plumbline-packet: a "
              "signature counts "
              "only for what it was made for; sign again with `plumbline show RUN --packet`");
    }
    SECTION("over another manifest") {
        auto manifest = test::bytes_of(made.place("MANIFEST"));
        made.put("summary.md", "x\n");
        const auto at = manifest.find("  summary.md") - 64;
        manifest.replace(at, 64, "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac");
        made.put("MANIFEST", manifest);
        checked = made.check(rules);
        CHECK(checked.discrepancies.empty());
        CHECK(checked.unsigned_because == "MANIFEST.sig does not count: it was made over other bytes than "
                                          "these, which were changed since, or it "
                                          "belongs to another file; put back what was signed, or sign again "
                                          "with `plumbline show RUN --packet`");
    }
    SECTION("none at all") {
        fs::remove(made.place("MANIFEST.sig"));
        checked = made.check(rules);
        CHECK(checked.unsigned_because == "there is no MANIFEST.sig");
    }
    CHECK_FALSE(checked.signer);
    CHECK(checked.is_wanting);
}

TEST_CASE("a packet is told from a standard") {
    const Made made;
    CHECK(packet::is_packet(made.place()));
    CHECK_FALSE(packet::is_packet(made.place("MANIFEST")));
    CHECK_FALSE(packet::is_packet(made.folder.path()));
    made.put("standard.yaml", "");
    CHECK_FALSE(packet::is_packet(made.place()));
}
