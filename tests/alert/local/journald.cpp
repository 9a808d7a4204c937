#include "alert/local/rsyslog.hpp"
#include "base/child.hpp"
#include "base/escape.hpp"
#include "support/channel_setting.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::ChannelSetting;
using test::message_of_drift;
using test::words_of;

namespace {

/// systemd-journald with a /run of its own, ended with this object.
class Journal {
public:
    Journal() {
        // its Audit= would switch on the kernel's
        const std::string begin =
            "for folder in /run /etc/systemd /var/log; do mount -t tmpfs tmpfs $folder || exit; done;"
            "mkdir -p /run/systemd/journal; printf '[Journal]\\nStorage=volatile\\nAudit=no\\nReadKMsg=no\\n"
            "RateLimitBurst=0\\n' >/etc/systemd/journald.conf; exec /usr/lib/systemd/systemd-journald "
            "2>/dev/null";
        pid_ = ::fork();
        if (pid_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::execlp("unshare", "unshare", "--mount", ::geteuid() == 0 ? "--" : "--map-root-user", "sh", "-c",
                     begin.c_str(), nullptr);
            ::_exit(127);
        }
        test::wait_until("systemd-journald", [&] { return std::filesystem::exists(socket()); });
    }
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    [[nodiscard]] std::string socket() const { return root() + "/run/systemd/journal/socket"; }

    /// All entries that bear this id, once there are so many.
    [[nodiscard]] std::vector<nlohmann::json> entries(const std::string& id, std::size_t count) const {
        std::vector<nlohmann::json> all;
        test::wait_until("the journal's entries", [&] {
            all = read(id);
            return all.size() >= count;
        });
        return all;
    }

private:
    [[nodiscard]] std::string root() const { return "/proc/" + std::to_string(pid_) + "/root"; }

    [[nodiscard]] std::vector<nlohmann::json> read(const std::string& id) const {
        const auto shown = base::run_child(
            {"journalctl", "-D", root() + "/run/log/journal", "-o", "json", "--all", "PLUMBLINE_ID=" + id},
            "", {.deadline = base::Deadline::after(std::chrono::seconds(10)), .output = 64U << 20U});
        std::vector<nlohmann::json> all;
        std::istringstream lines(shown.output);
        for (std::string line; std::getline(lines, line);)
            all.push_back(nlohmann::json::parse(line));
        return all;
    }

    pid_t pid_ = 0;
};

std::string text_of(const std::vector<unsigned char>& bytes) {
    return {bytes.begin(), bytes.end()};
}

} // namespace

TEST_CASE("the journal has a message as fields to search by") {
    const Journal journal;
    const ChannelSetting channel("type: journald\nsocket: " + journal.socket() + "\n");
    auto message = message_of_drift();
    message.members.push_back(message.members.front());
    message.members[1].host = "web2";
    REQUIRE(words_of(channel.send(message)) == "delivered");
    const auto entries = journal.entries(message.id, 1);
    REQUIRE(entries.size() == 1);
    const auto& entry = entries[0];
    INFO(entry.dump(1));
    CHECK(entry["MESSAGE"] == alert::subject_of(message));
    CHECK(entry["MESSAGE_ID"] == "6987c420609942df91f22a8172134d13");
    CHECK(entry["PRIORITY"] == "3");
    CHECK(entry["SYSLOG_IDENTIFIER"] == "plumbline");
    CHECK(entry["DOCUMENTATION"] == message.page);
    CHECK(entry["PLUMBLINE_EVENT"] == "opened");
    CHECK(entry["PLUMBLINE_SEVERITY"] == "high");
    CHECK(entry["PLUMBLINE_CONCERN"] == "drift");
    CHECK(entry["PLUMBLINE_ALERT"] == message.alert);
    CHECK(entry["PLUMBLINE_SITE"] == "web");
    CHECK(entry["PLUMBLINE_ENVIRONMENT"] == "production");
    CHECK(entry["PLUMBLINE_STANDARD"] == "web 1.4");
    CHECK(entry["PLUMBLINE_RUN"] == message.run);
    CHECK(entry["PLUMBLINE_CONTACT"] == "platform@example.org");
    CHECK(entry["PLUMBLINE_HOST"] == nlohmann::json{"web1", "web2"});
    CHECK(entry["PLUMBLINE_RESOURCE"] == "file:/etc/motd");
}

TEST_CASE("a host's text is inert in the journal") {
    const Journal journal;
    const ChannelSetting channel("type: journald\nsocket: " + journal.socket() + "\n");
    auto message = message_of_drift();
    const auto id = message.id.substr(0, message.id.size() - 2);
    int number = 10;
    for (const auto& payload : test::payloads()) {
        message.id = id + std::to_string(number++);
        message.headline = base::printable(payload.bytes);
        message.members[0].host = message.headline;
        REQUIRE(words_of(channel.send(message)) == "delivered");
    }
    // as they are, though nobody made them printable
    message.id = id + "00";
    message.headline = "x\nPRIORITY=0\nFORGED=1\n";
    message.members[0].host = message.headline;
    REQUIRE(words_of(channel.send(message)) == "delivered");
    const auto forging = journal.entries(message.id, 1);
    REQUIRE(forging.size() == 1);
    CHECK(forging[0]["PRIORITY"] == "3");
    CHECK(forging[0].count("FORGED") == 0);
    CHECK(forging[0]["PLUMBLINE_HOST"] == R"(x\nPRIORITY=0\nFORGED=1\n)");
    number = 10;
    for (const auto& payload : test::payloads()) {
        INFO(payload.name);
        const auto entries = journal.entries(id + std::to_string(number++), 1);
        REQUIRE(entries.size() == 1);
        CHECK(entries[0]["PRIORITY"] == "3");
        const auto text = base::printable(payload.bytes);
        // journalctl gives what it finds not to be printed as bytes
        const auto& shown = entries[0]["MESSAGE"];
        const auto said =
            shown.is_string() ? shown.get<std::string>() : text_of(shown.get<std::vector<unsigned char>>());
        if (text.size() < 100)
            CHECK_THAT(said, Catch::EndsWith(text));
    }
}

TEST_CASE("no journal is a failure that is said") {
    const test::TemporaryFolder folder;
    CHECK(words_of(ChannelSetting("type: journald\nsocket: " + folder.path("none") + "\n")
                       .send(message_of_drift())) ==
          "failed: " + folder.path("none") + ": No such file or directory");
    CHECK(ChannelSetting("type: journald\n").refusals().empty());
    CHECK(ChannelSetting("type: journald\nsocket: here\n").refusals() ==
          "2:9: error: 'socket' must be the absolute path of a socket, of at most 107 bytes, found 'here'\n");
    CHECK(ChannelSetting("type: journald\nnamespace: x\n").refusals() ==
          "2:1: error: a channel has no key 'namespace' | one of: socket, type\n");
}
