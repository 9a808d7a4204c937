#include "probe/accounts.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::probe;

TEST_CASE("an account is a line of passwd") {
    CHECK(parse_account("www-data:x:33:34:web, server,,,:/var/www:/usr/sbin/nologin") ==
          Account{"www-data", 33, 34, "web, server,,,", "/var/www", "/usr/sbin/nologin"});
    CHECK(parse_account("u:x:4294967294:0::/:")->shell.empty());
    const std::string line = GENERATE(as<std::string>(), "", "root", "root:x:0:0:root:/root",
                                      ":x:0:0:root:/root:/bin/sh", "root:x:zero:0:root:/root:/bin/sh",
                                      "root:x:0:-1:root:/root:/bin/sh", "root:x:0:0:root:/root:/bin/sh:more");
    CHECK_FALSE(parse_account(line));
}

TEST_CASE("a group is a line of group") {
    CHECK(parse_group("adm:x:4:syslog,ubuntu") == Group{"adm", 4, {"syslog", "ubuntu"}});
    CHECK(parse_group("DOM\\domain users:*:10513:") == Group{"DOM\\domain users", 10513, {}});
    const std::string line = GENERATE(as<std::string>(), "", "adm:x:4", "adm:x::", ":x:4:", "adm:x:4::");
    CHECK_FALSE(parse_group(line));
}

TEST_CASE("an account's groups each have a comma before them") {
    CHECK(parse_groups("") == plumbline::base::List{});
    CHECK(parse_groups(",adm,domain users") == plumbline::base::List{"adm", "domain users"});
    CHECK_FALSE(parse_groups("adm"));
}

TEST_CASE("a shadow answer says what kind of password there is, never which") {
    CHECK(parse_shadow("u:set,19000,0,99999,7,,") == Shadow{Password::set, 19000, 0, 99999, 7, {}, {}});
    CHECK(parse_shadow("u:locked,,,,,30,20000") == Shadow{Password::locked, {}, {}, {}, {}, 30, 20000});
    CHECK(parse_shadow("u:empty,,,,,,")->password == Password::empty);
    CHECK(parse_shadow("u:none,,,,,,")->password == Password::none);
    const std::string line = GENERATE(as<std::string>(), "", "u:set", "u:$6$hash,1,0,9,7,,", "u:set,x,,,,,",
                                      "set,19000,0,99999,7,,", "u:set,19000,0,99999,7,,,");
    CHECK_FALSE(parse_shadow(line));
}
