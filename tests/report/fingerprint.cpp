#include "report/samples.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace plumbline;
using report::fingerprint;
using test::Made;
using test::Status;

namespace {

Made motd() {
    return Made("file", "/etc/motd", drift::Status::drift, 1);
}

std::string of(const Made& made, const std::string& host = "web1") {
    return fingerprint(host, made.finding());
}

} // namespace

TEST_CASE("what was agreed on about a drift makes no other drift of it") {
    const auto drift = of(motd().property("mode", Status::drift, "0644", "0600"));
    for (const auto status : {drift::Status::waived, drift::Status::pending})
        CHECK(drift == of(Made("file", "/etc/motd", status, 1)
                              .property("mode", Status::drift, "0644", "0600")
                              .cover({})
                              .occasion("during the freeze")));
    CHECK(drift != of(Made("file", "/etc/motd", drift::Status::unknown, 1)
                          .property("mode", Status::drift, "0644", "0600")));
}

TEST_CASE("the same drift has the same fingerprint, however it is told") {
    const auto known = of(motd()
                              .property("mode", Status::drift, "0644", "0600")
                              .property("owner", Status::drift, "root", "ada"));
    CHECK(known.size() == 71);
    CHECK(known == of(motd()
                          .property("owner", Status::drift, "root", "ada")
                          .property("mode", Status::drift, "0644", "0600")));
    CHECK(known == of(motd()
                          .why("of late")
                          .severity(resource::Severity::critical)
                          .property("mode", Status::drift, "at most 0644", "0600")
                          .property("group", Status::in_sync, "root", "root")
                          .property("owner", Status::drift, "root", "ada")
                          .diff("-a\n+b\n")
                          .would("set mode")));
    CHECK(of(motd().property("members", Status::drift, "a", base::List{"b", "c"})) ==
          of(motd().property("members", Status::drift, "a", base::List{"c", "b"})));
}

TEST_CASE("another drift has another fingerprint") {
    const std::vector<std::string> all{
        of(motd().property("mode", Status::drift, "0644", "0600")),
        of(motd().property("mode", Status::drift, "0644", "0600"), "web2"),
        of(motd().property("mode", Status::drift, "0644", "0666")),
        of(motd().property("owner", Status::drift, "0644", "0600")),
        of(motd().property("mode", Status::drift, "0644", "0600", "below")),
        of(motd().property("mode", Status::drift, "0644", base::List{"0600"})),
        of(motd().property("mode", Status::drift, "0644", base::List{"0", "600"})),
        of(motd().property("mode", Status::drift, "0644", base::List{"06", "00"})),
        of(motd().unreadable("mode", "0644", "permission denied")),
        of(Made("file", "/etc/issue", drift::Status::drift, 1)
               .property("mode", Status::drift, "0644", "0600")),
        of(Made("directory", "/etc/motd", drift::Status::drift, 1)
               .property("mode", Status::drift, "0644", "0600")),
        of(Made("file", "/etc/motd", drift::Status::unknown, 1)),
        of(motd()),
    };
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
}
