// What a host may answer: anything. Nothing of it may end the reading, or be taken for what it is not.
#include "reading.hpp"

#include <random>

using namespace plumbline;

namespace {

/// Every question that a host can be asked, with shell histories.
probe::Queries all_questions() {
    return blame::questions({test::inquiry({{"/etc/motd"}, {"nginx"}, {"bob"}, {"nginx"}, {}})}, {true});
}

const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts{
        "",
        "\n",
        "whole",
        "whole\n",
        "cut\n",
        std::string(100, '\0'),
        "whole\n" + std::string(1 << 20, 'x'),
        "whole\nNov 21 05:02:59 web1 sudo: alice : " + std::string(1 << 20, ';') + "\n",
        "whole\nNov 21 05:02:59 web1 sudo: " + std::string(100'000, ' ') + ": COMMAND=\n",
        "whole\nNov 21 05:02:59 web1 sudo: alice : USER=root ; COMMAND=/bin/x " + std::string(200'000, 'a') +
            "\n",
        "whole\nNov 21 05:02:59 web1 su: (to \x1b[31mroot\x1b[0m) al\0ice on pts/0\n",
        "whole\n2026-11-21 05:02:59 upgrade\n2026-11-21 05:02:59 upgrade \n2026-11-21 05:02:59\n",
        "whole\nStart-Date: 2026-11-21  05:02:59\nInstall: ((((:amd64 (, , ,\nRequested-By: (\n",
        "whole\ntype=SYSCALL msg=audit(1795237379.1:1): a0=\"" + std::string(50'000, '"') + "\n",
        "whole\ntype=PATH msg=audit(1795237379.1:1): name=" + std::string(50'000, 'F') + "\n",
        "whole\n2026-11-21T05:02:59Z SUBDEBUG Installed: -\n2026-11-21 05:02:59|install\n2026-11-21 "
        "05:02:59||||\n",
        std::string(10'000, '['),
        "\n" + std::string(10'000, '{'),
        "1\n{\"MESSAGE\":" + std::string(50'000, '[') + "\n",
        "1\n{\"MESSAGE\":\"\\ud800\",\"SYSLOG_IDENTIFIER\":\"sudo\",\"__REALTIME_TIMESTAMP\":\"1\"}\n",
        "commit\t\t\t\t\t\ncommit\t99999999999999999999\ta\tb\tc\td\n",
        "=\n+\n+#\n+#99999999999999999999\n+x\n",
        "dpkg\n: /\n,,,: /etc/motd\n",
        "rpm\n\n\n\n",
        "nginx 1 -9223372036854775808\nnginx 1 9223372036854775807\n",
        "9223372036854775807 +9999\n9223372036854775807.0\n",
        "ffff,0,0,1,-9223372036854775808,9223372036854775807,1,1,1,a:b",
    };
    return texts;
}

/// No record that a host gave may lie outside the time that was asked about, or be longer than it may.
void check(const blame::Chronicle& chronicle) {
    for (const blame::Record& record : chronicle.records) {
        CHECK(record.when >= test::found_at - std::chrono::hours(14));
        CHECK(record.when <= test::found_at + std::chrono::hours(1));
        CHECK(record.line.size() <= 1000);
    }
}

} // namespace

TEST_CASE("every question may be answered by anything") {
    for (const probe::Question& question : all_questions())
        for (const std::string& text : hostile_texts()) {
            test::Host host({{"/etc/motd"}, {"nginx"}, {"bob"}, {"nginx"}, {}}, {true});
            host.says(question, text);
            INFO(question.kind << ' ' << (question.arguments.empty() ? "" : question.arguments[0]) << ": "
                               << text.substr(0, 60));
            check(host.read());
        }
}

TEST_CASE("real answers with bytes changed, cut and doubled are read to their end") {
    const std::string lines =
        "whole\nNov 21 05:02:50 web1 sshd[812]: Accepted publickey for alice from 10.0.0.9 port 1 ssh2: "
        "ED25519 "
        "SHA256:abc\nNov 21 05:02:59 web1 sudo: alice : TTY=pts/0 ; PWD=/etc ; USER=root ; COMMAND=/bin/tee "
        "motd\n"
        "2026-11-21 05:02:59 upgrade nginx:amd64 1 2\nStart-Date: 2026-11-21  05:02:59\nRequested-By: alice "
        "(1000)\n"
        "Install: nginx:amd64 (1)\ntype=SYSCALL msg=audit(1795237379.123:1): arch=c000003e syscall=257 "
        "success=yes "
        "a2=241 auid=1000 uid=0\ntype=PATH msg=audit(1795237379.123:1): name=\"/etc/motd\" nametype=NORMAL\n"
        "{\"__REALTIME_TIMESTAMP\":\"1795237379357640\",\"_UID\":\"0\",\"SYSLOG_IDENTIFIER\":\"su\","
        "\"MESSAGE\":\"(to "
        "root) alice on pts/0\"}\n";
    std::mt19937 random(65);
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    const auto queries = all_questions();
    for (int round = 0; round < 300; ++round) {
        std::string text = lines;
        for (int change = 0; change < 4; ++change)
            text[below(text.size())] = static_cast<char>(below(256));
        text.insert(below(text.size()), text.substr(below(text.size()), below(200)));
        text.resize(below(text.size()) + 1);
        test::Host host({{"/etc/motd"}, {"nginx"}, {"bob"}, {"nginx"}, {}}, {true});
        for (const probe::Question& question : queries)
            if (question.kind != "log_clock")
                host.says(question, text);
        check(host.read());
    }
}

TEST_CASE("a line that names another program within its text is that of its own program") {
    const std::string line = GENERATE(
        as<std::string>(), "Nov 21 05:02:59 web1 logger: Nov 21 05:02:59 web1 su[7]: (to root) alice on none",
        "Nov 21 05:02:59 web1 evil: x sshd[1]: Accepted password for root from 6.6.6.6 port 1 ssh2",
        "Nov 21 05:02:59 web1 sshd[1]: Invalid user x sudo: alice : USER=root ; COMMAND=/bin/id from 6.6.6.6",
        "  Nov 21 05:02:59 web1 su[7]: (to root) alice on none",
        "xNov 21 05:02:59 web1 su[7]: (to root) alice on none");
    INFO(line);
    const auto records = test::Host().logged("auth.log", line + "\n").read().records;
    for (const blame::Record& record : records)
        CHECK((record.source == "uptime" || record.act == blame::Act::failed_login));
}
