#include "cli/desk.hpp"
#include "cli/listener.hpp"
#include "history/store/database.hpp"
#include "history/store/sql.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <future>
#include <thread>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

/// An audit of a host that never says a word, begun and connected.
class Waiting {
public:
    Waiting() {
        test::write_standard(desk);
        desk.file("hosts.ini", listener.inventory());
        desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\ninventory: hosts.ini\n"
                                    "history: sqlite://DIR/history.db\n");
        ended_ = std::async(std::launch::async, [this] {
            return desk.shell("echo $$ >pid; exec \"$@\"", {"audit", "--output", "json=report.json"});
        });
        connected = listener.wait_for_connection();
    }
    void signal(int number) const { ::kill(std::stoi(desk.read("pid")), number); }
    /// The program has ended, and so has everything that could hold its output open.
    Ended end() { return ended_.get(); }

    test::Desk desk;
    test::Listener listener;
    bool connected = false;

private:
    std::future<Ended> ended_;
};

} // namespace

TEST_CASE("a signal ends an audit with 128+n, its workers with it, and leaves nothing half done") {
    const auto [number, status] = GENERATE(table<int, int>({
        {SIGINT, 130},
        {SIGTERM, 143},
        {SIGHUP, 129},
        {SIGKILL, 137},
    }));
    Waiting audit;
    REQUIRE(audit.connected);
    audit.signal(number);
    CHECK(audit.end() == Ended{status, "", ""});
    CHECK(audit.listener.all_closed());
    Words left;
    for (const auto& entry : std::filesystem::directory_iterator(audit.desk.path()))
        left.push_back(entry.path().filename());
    std::sort(left.begin(), left.end());
    std::erase_if(left, [](const std::string& name) { return name.starts_with("history.db-"); });
    CHECK(left ==
          Words{"history.db", "hosts.ini", "motd", "pid", "plumbline.yaml", "standard.yaml", "token.key"});
    history::Database history(history::parse_address("sqlite://" + audit.desk.path("history.db")),
                              history::Access::read);
    std::int64_t begun = 0, finished = 0;
    std::string integrity;
    history.snapshot([&] {
        history.sql() << "PRAGMA integrity_check", soci::into(integrity);
        history.sql() << "SELECT count(*), count(finished) FROM runs", soci::into(begun),
            soci::into(finished);
    });
    CHECK(integrity == "ok");
    CHECK(begun == 1);
    CHECK(finished == 0);
}

TEST_CASE("a signal ends the wait for a channel that says nothing, and its message is kept") {
    test::Listener channel;
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("extra", "");
    desk.file("hosts.ini", "localhost ansible_connection=local\n");
    desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\ninventory: hosts.ini\n"
                                "history: sqlite://DIR/history.db\nalerts: alerts.yaml\n");
    desk.file("alerts.yaml", "channels: {am: {type: alertmanager, url: 'http://127.0.0.1:" + channel.port() +
                                 "'}}\nroutes: [{to: am}]\n");
    auto ended = std::async(std::launch::async, [&] {
        return desk.shell("echo $$ >pid; exec \"$@\"", {"audit", "--output", "json=report.json"});
    });
    REQUIRE(channel.wait_for_connection());
    const auto begin = std::chrono::steady_clock::now();
    ::kill(std::stoi(desk.read("pid")), SIGTERM);
    const auto told = ended.get();
    CHECK(told.status == 143);
    CHECK(told.errors == "plumbline: alerts: interrupted; kept for the next run\n"
                         "plumbline: not everybody could be told; the next run, or `plumbline alert send`, "
                         "tries again\n");
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10)); // an attempt may take 15
    CHECK(desk.run({"alert", "status"}).output.find("1 message on the way\n") != std::string::npos);
}

TEST_CASE("before there is anything to lose a signal ends the program at once") {
    const test::Desk desk;
    desk.file("slow", "#!/bin/sh\ntouch DIR/begun\nexec sleep 60\n", 0700);
    const auto* command = GENERATE("hosts", "facts");
    auto ended = std::async(std::launch::async, [&] {
        return desk.shell("echo $$ >pid; exec \"$@\"", {command, "-i", "slow"});
    });
    const auto patience = base::Deadline::after(std::chrono::seconds(20));
    while (!std::filesystem::exists(desk.path("begun")) && !patience.passed())
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ::kill(std::stoi(desk.read("pid")), SIGINT);
    CHECK(ended.get() == Ended{130, "", ""});
}

TEST_CASE("of two audits of one site the second gives way") {
    Waiting audit;
    REQUIRE(audit.connected);
    CHECK(
        audit.desk.run({"audit"}) ==
        Ended{1, "",
              "plumbline: another run over DIR is running; this one gives way (raise `every`, or see why the "
              "other is slow)\n"});
    CHECK(audit.listener.connections() == 1);
    CHECK(audit.desk.run({"validate"}).status == 0);
    audit.signal(SIGTERM);
    CHECK(audit.end().status == 143);
    // and when it is over, the next one runs
    audit.desk.file("hosts.ini", "localhost ansible_connection=local\n");
    CHECK(audit.desk.run({"audit"}).status == 0);
}
