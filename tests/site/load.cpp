#include "site/site.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace plumbline;
using namespace std::chrono_literals;
using site::Path;
using site::Site;

namespace {

Site load(const std::string& folder) {
    base::Diagnostics diagnostics;
    auto loaded = site::load_site(folder, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(diagnostics.all().empty());
    REQUIRE(loaded);
    return std::move(*loaded);
}

std::string complaints(const test::TemporaryFolder& folder) {
    base::Diagnostics diagnostics;
    static_cast<void>(site::load_site(folder.path(), diagnostics));
    return test::without(base::render(diagnostics), folder.path() + "/");
}

/// Goes to a folder and sets PLUMBLINE_SITE; both are as before at the end.
class Surroundings {
public:
    Surroundings(const std::string& folder, const char* site) : folder_(std::filesystem::current_path()) {
        if (const char* before = std::getenv("PLUMBLINE_SITE"); before != nullptr)
            site_ = before;
        std::filesystem::current_path(folder);
        set(site);
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;
    ~Surroundings() {
        std::filesystem::current_path(folder_);
        set(site_ ? site_->c_str() : nullptr);
    }

private:
    static void set(const char* site) {
        if (site == nullptr)
            ::unsetenv("PLUMBLINE_SITE");
        else
            ::setenv("PLUMBLINE_SITE", site, 1);
    }

    Path folder_;
    std::optional<std::string> site_;
};

} // namespace

TEST_CASE("a site file with every key is what it says, its paths resolved against its folder") {
    const test::TemporaryFolder folder;
    folder.file("plumbline.yaml", R"(plumbline: 1
inventory: [inventory.ini, hosts.d/, /srv/hosts]
standard: standard/
environment: production
history: sqlite:///var/lib/plumbline/history.db
every: 1h
ssh:
  config: ssh_config
  known_hosts: [known_hosts, ../shared/known_hosts]
  identity: keys/audit
  user: audit
  transport: libssh2
  sudo: true
limits: {parallel: 8, connect: 1s, auth: 2s, probe: 3s, host: 1m30s, run: 2h,
         new_connections_per_second: 7, per_jump_host: 3}
approval:
  signers: allowed_signers
  revoked: revoked.krl
  quorum: 2
  promote_from: {environment: testing, within: 7d}
waivers: waivers/
changes: changes/
calendar: calendar.yaml
people: people.yaml
commands: allow
alerts: alerts.yaml
contact: platform@example.org
)");
    const auto loaded = load(folder.path());
    const Path here = folder.path();
    CHECK(loaded.folder == here);
    CHECK(loaded.inventories == std::vector<Path>{here / "inventory.ini", here / "hosts.d/", "/srv/hosts"});
    CHECK(loaded.standard == here / "standard/");
    CHECK(loaded.environment == "production");
    CHECK(loaded.history == "sqlite:///var/lib/plumbline/history.db");
    CHECK(loaded.every == 1h);
    CHECK(loaded.ssh.config == here / "ssh_config");
    CHECK(loaded.ssh.known_hosts ==
          std::vector<Path>{here / "known_hosts", here.parent_path() / "shared/known_hosts"});
    CHECK(loaded.ssh.identities == std::vector<Path>{here / "keys/audit"});
    CHECK(loaded.ssh.user == "audit");
    CHECK(loaded.ssh.transport == "libssh2");
    CHECK(loaded.ssh.sudo);
    CHECK(loaded.limits.parallel == 8);
    CHECK(loaded.limits.connect == 1s);
    CHECK(loaded.limits.auth == 2s);
    CHECK(loaded.limits.probe == 3s);
    CHECK(loaded.limits.host == 90s);
    CHECK(loaded.limits.run == 2h);
    CHECK(loaded.limits.new_connections_per_second == 7);
    CHECK(loaded.limits.per_jump_host == 3);
    REQUIRE(loaded.approval);
    CHECK(loaded.approval->signers == here / "allowed_signers");
    CHECK(loaded.approval->revoked == here / "revoked.krl");
    CHECK(loaded.approval->quorum == 2);
    REQUIRE(loaded.approval->promote_from);
    CHECK(loaded.approval->promote_from->environment == "testing");
    CHECK(loaded.approval->promote_from->within == 168h);
    CHECK(loaded.waivers == std::vector<Path>{here / "waivers/"});
    CHECK(loaded.changes == std::vector<Path>{here / "changes/"});
    CHECK(loaded.calendar == here / "calendar.yaml");
    CHECK(loaded.people == here / "people.yaml");
    CHECK(loaded.commands);
    CHECK(loaded.alerts == here / "alerts.yaml");
    CHECK(loaded.contact == "platform@example.org");
}

TEST_CASE("a site file with its version alone leaves everything at its default") {
    const test::TemporaryFolder folder;
    folder.file("plumbline.yaml", "plumbline: 1\n");
    const auto loaded = load(folder.path());
    CHECK(loaded.inventories.empty());
    CHECK_FALSE(loaded.standard);
    CHECK_FALSE(loaded.history);
    CHECK(loaded.ssh.transport == "auto");
    CHECK_FALSE(loaded.ssh.sudo);
    CHECK(loaded.limits.parallel == 64);
    CHECK(loaded.limits.host == 90s);
    CHECK(loaded.limits.run == 50min);
    CHECK_FALSE(loaded.approval);
    CHECK_FALSE(loaded.commands);
}

TEST_CASE("how long details are kept is said in days, up to ten years") {
    const test::TemporaryFolder folder;
    const auto keep = [&](const std::string& text) {
        folder.file("plumbline.yaml", "plumbline: 1\nkeep: " + text + "\n");
        return load(folder.path()).keep;
    };
    CHECK(keep("1d") == 24h);
    CHECK(keep("400d") == 400 * 24h);
    CHECK(keep("3650d") == 3650 * 24h);
    for (const std::string wrong : {"0d", "3651d", "-3d", "12h", "400", "d", "1.5d"}) {
        folder.file("plumbline.yaml", "plumbline: 1\nkeep: " + wrong + "\n");
        CHECK(complaints(folder) ==
              "plumbline.yaml:2:7: error: 'keep' must be a number of days from 1d to 3650d, found '" + wrong +
                  "'\n    keep: " + wrong + "\n          ^\n    as in 400d\n");
    }
}

TEST_CASE("a site file that others may write is refused") {
    const test::TemporaryFolder folder;
    for (const auto& [mode, text] : {std::pair{0664U, "0664"}, {0646U, "0646"}}) {
        folder.file("plumbline.yaml", "plumbline: 1\n", mode);
        CHECK(complaints(folder) ==
              std::string("plumbline.yaml: error: its mode is ") + text +
                  ": others than its owner may write it\n    chmod go-w plumbline.yaml\n");
    }
    folder.file("plumbline.yaml", "plumbline: 1\n", 0644);
    CHECK(complaints(folder).empty());
}

TEST_CASE("a folder without a site file is said so") {
    const test::TemporaryFolder folder;
    CHECK(complaints(folder) ==
          "plumbline.yaml: error: cannot read plumbline.yaml: No such file or directory\n");
}

TEST_CASE("a site is the one asked for, else the current folder's, else PLUMBLINE_SITE's") {
    const test::TemporaryFolder folder;
    folder.directory("site");
    folder.directory("empty");
    folder.file("site/plumbline.yaml", "plumbline: 1\n");
    {
        const Surroundings surroundings(folder.path("site"), "/named");
        CHECK(site::find_site("asked") == Path("asked"));
        CHECK(site::find_site(std::nullopt) == Path("."));
    }
    {
        const Surroundings surroundings(folder.path("empty"), "/named");
        CHECK(site::find_site(std::nullopt) == Path("/named"));
    }
    for (const char* unset : {"", static_cast<const char*>(nullptr)}) {
        const Surroundings surroundings(folder.path("empty"), unset);
        const auto found = site::find_site(std::nullopt);
        CHECK(found == (std::filesystem::exists("/etc/plumbline/plumbline.yaml")
                            ? std::optional<Path>("/etc/plumbline")
                            : std::nullopt));
    }
}
