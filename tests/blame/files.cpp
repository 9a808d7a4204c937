#include "reading.hpp"

using namespace plumbline;

TEST_CASE("etckeeper's commits, as captured") {
    test::Host host;
    host.says(*host.asked().etckeeper,
              "commit\t1795237380\talice\talice@web1\talice\tmy change\n\nmotd\npasswd\n\n"
              "commit\t1795237379\troot\troot@web1\troot\tdaily autocommit\n\nmotd\n");
    CHECK(test::told(host.read()) ==
          "05:02:59 tool account=root command=daily autocommit things=/etc/motd tool=etckeeper (etckeeper)\n"
          "05:03:00 tool account=alice command=my change things=/etc/motd, /etc/passwd tool=etckeeper "
          "(etckeeper)\n");
    host.says(*host.asked().etckeeper, "fatal: detected dubious ownership in repository at '/etc'\nmore\n");
    CHECK(test::told_of(host.read(), "etckeeper") ==
          "unreadable: git: fatal: detected dubious ownership in repository at '/etc'");
    host.says(*host.asked().etckeeper, "commit\tx\ny\ncommit\t1795237380\nmotd\n");
    CHECK(test::told(host.read()).empty());
}

TEST_CASE("shell histories are only asked for when the site allows, and prove no time without a stamp") {
    CHECK_FALSE(test::Host().asked().histories);
    test::Host host({{"/etc/motd"}, {}, {}, {}, {}}, {true});
    REQUIRE(host.asked().histories);
    CHECK(host.asked().histories->arguments[2] == "/etc/motd");
    host.says(*host.asked().histories, "=alice\n+#1795237379\n+vi /etc/motd\n+cat /etc/motd\n"
                                       "=bob\n+: 1795237380:0;rm /etc/motd\n+#1\n+old /etc/motd\n");
    const auto chronicle = host.read();
    CHECK(test::told(chronicle) ==
          "05:02:59 command account=alice command=vi /etc/motd things=/etc/motd (shell history)\n"
          "05:03:00 command account=bob command=rm /etc/motd things=/etc/motd (shell history)\n"
          "06:00:00 command account=alice command=cat /etc/motd things=/etc/motd (shell history)\n");
    CHECK(chronicle.records[0].timed);
    CHECK_FALSE(chronicle.records[2].timed);
}

TEST_CASE("when a file changed is by its ctime, and of what is gone by its folder's") {
    test::Host host({{"/etc/motd", "/etc/gone", "/root/closed", "relative"}, {}, {}, {}, {}});
    const auto& touched = host.asked().touched;
    REQUIRE(touched.size() == 3);
    const std::string folder = "41ed,0,0,4096,1795237000,1795237379,2,2,65024,root:root";
    host.says(touched.at("/etc/motd").first, "81a4,1000,0,5,1700000000,1795237380,7,1,65024,alice:root");
    host.says(touched.at("/etc/motd").second, folder).says(touched.at("/etc/gone").second, folder);
    host.cannot(touched.at("/root/closed").first, "permission denied: /root");
    const auto files = host.read().files;
    REQUIRE(files.size() == 2);
    const blame::Touched& motd = files.at("/etc/motd");
    CHECK(motd.exists);
    CHECK(base::to_rfc3339(motd.changed) == "2026-11-21T05:03:00Z");
    CHECK(base::to_rfc3339(motd.modified) == "2023-11-14T22:13:20Z");
    CHECK(base::to_rfc3339(motd.folder_changed) == "2026-11-21T05:02:59Z");
    CHECK(motd.owner == "alice");
    CHECK_FALSE(files.at("/etc/gone").exists);
    CHECK(base::to_rfc3339(files.at("/etc/gone").folder_changed) == "2026-11-21T05:02:59Z");
    // by the clock here
    host.says(host.asked().clock, "1795241400 +0000\n");
    CHECK(base::to_rfc3339(host.read().files.at("/etc/motd").changed) == "2026-11-21T04:53:00Z");
}
