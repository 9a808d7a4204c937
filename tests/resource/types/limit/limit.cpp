#include "base/digest.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("limit");

/// limits.conf of Debian 12, its comments cut short, and lines of an administrator.
const std::string limits_conf = R"(# /etc/security/limits.conf
#<domain>      <type>  <item>         <value>
#*               soft    core            0
*               hard    nofile          4096   # all
postgres        -       nofile          65536
@dba	soft	nproc	infinity
@dba	hard	NPROC	-1
guest -
# End of file
)";

probe::Answer content(const std::string& bytes) {
    return probe::Answered{base::sha256_hex(bytes) + " " + std::to_string(bytes.size()) + "\n" + bytes};
}

probe::Answer drop_in(const std::string& name, const std::string& bytes) {
    return probe::Answered{"//given,81a4,0,0," + std::to_string(bytes.size()) + ",1,1,1,1,1,root:root/" +
                           name + "\n//=/\n" + bytes};
}

/// Answers of a host whose login has pam_limits, or not.
probe::Answers host(probe::Answer main, probe::Answer folder = probe::Absent{},
                    const std::string& pam = "session    required   pam_limits.so\n") {
    probe::Answers answers;
    for (const probe::Question& question : type.queries(test::desired(type, "x", {{"item", "core"}}))) {
        const std::string& path = question.arguments.front();
        answers.add(question, path == "/etc/security/limits.conf" ? main
                              : question.kind == "folder"         ? folder
                              : path == "/etc/pam.d/login"        ? content(pam)
                                                                  : probe::Answer{probe::Absent{}});
    }
    return answers;
}

test::Verdict judge(const std::string& domain, const Texts& texts, const probe::Answers& answers) {
    return test::judge(type, test::desired(type, domain, texts), answers);
}

} // namespace

TEST_CASE("limits are what the last line says, a dash says both") {
    const auto answers = host(content(limits_conf));
    CHECK(judge("postgres", {{"item", "nofile"}, {"soft", "65536"}, {"hard", "65536"}}, answers).properties ==
          Lines{"hard: in sync", "soft: in sync", "state: in sync"});
    CHECK(judge("postgres", {{"item", "nofile"}}, answers).remarks ==
          Lines{"said at /etc/security/limits.conf:5"});
    const auto overruled =
        judge("postgres", {{"item", "nofile"}, {"soft", "8192"}, {"hard", "65536"}},
              host(content(limits_conf), drop_in("90-x.conf", "# x\npostgres hard nofile 1024\n")));
    CHECK(overruled.properties == Lines{"hard: 65536 / 1024", "soft: 8192 / 65536", "state: in sync"});
    CHECK(overruled.remarks ==
          Lines{"said at /etc/security/limits.conf:5, /etc/security/limits.d/90-x.conf:2",
                "overruled: /etc/security/limits.conf:5"});
    CHECK(overruled.would ==
          Lines{"write the line postgres soft nofile 8192", "write the line postgres hard nofile 65536"});
}

TEST_CASE("all words for unlimited are the same") {
    const auto answers = host(content(limits_conf));
    for (const char* word : {"unlimited", "infinity", "-1"}) {
        CHECK(judge("@dba", {{"item", "nproc"}, {"soft", word}, {"hard", word}}, answers).properties ==
              Lines{"hard: in sync", "soft: in sync", "state: in sync"});
    }
}

TEST_CASE("a limit that no line sets is missing") {
    const auto answers = host(content(limits_conf));
    const auto verdict = judge("*", {{"item", "core"}, {"hard", "0"}}, answers);
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"write the line * hard core 0"});
    CHECK(judge("*", {{"item", "nofile"}, {"soft", "1"}, {"hard", "4096"}}, answers).properties ==
          Lines{"hard: in sync", "soft: 1 / absent", "state: in sync"});
    CHECK(judge("*", {{"item", "core"}, {"state", "absent"}}, answers).properties == Lines{"state: in sync"});
    CHECK(judge("*", {{"item", "nofile"}, {"state", "absent"}}, answers).properties ==
          Lines{"state: absent / present"});
    CHECK(judge("x", {{"item", "core"}, {"state", "absent"}}, host(probe::Absent{})).properties ==
          Lines{"state: in sync"});
}

TEST_CASE("bounds are compared as numbers") {
    auto wanted = test::desired(type, "postgres", {{"item", "nofile"}});
    wanted.attributes.emplace("hard", Matcher{AtLeast{"9000"}});
    CHECK(test::judge(type, wanted, host(content(limits_conf))).properties ==
          Lines{"hard: in sync", "state: in sync"});
}

TEST_CASE("without pam_limits nobody reads the limits") {
    CHECK(judge("*", {{"item", "core"}, {"state", "absent"}},
                host(probe::Absent{}, probe::Absent{},
                     "# session required pam_limits.so\nsession required pam_unix.so\n"))
              .remarks == Lines{"no session of PAM has pam_limits, which sets limits at login"});
}

TEST_CASE("lines of another form are said") {
    CHECK(judge("a", {{"item", "core"}, {"state", "absent"}},
                host(content("a soft core\na both core 1\nnonsense\n")))
              .remarks ==
          Lines{"not of the form of limits.conf(5), so passed over: /etc/security/limits.conf:1, "
                "/etc/security/limits.conf:2, /etc/security/limits.conf:3"});
}

TEST_CASE("limits that can't be read are unknown") {
    const Texts absent{{"item", "core"}, {"state", "absent"}};
    CHECK(judge("a", absent, host(probe::CannotTell{"permission denied"})).properties ==
          Lines{"state: unknown, needs root, audit with sudo: permission denied: /etc/security/limits.conf"});
    CHECK(judge("a", absent, host(probe::Answered{"x"})).properties ==
          Lines{"state: unknown, what was read is not whole: /etc/security/limits.conf"});
    CHECK(judge("a", absent, host(probe::Absent{}, probe::Answered{"x"})).properties ==
          Lines{"state: unknown, what was read is not whole: /etc/security/limits.d"});
    CHECK(
        judge("a", absent,
              host(probe::Absent{}, probe::Answered{"//closed,8180,0,0,1,1,1,1,1,1,r:r/a.conf\n//=/\n"}))
            .properties ==
        Lines{
            "state: unknown, needs root, audit with sudo: permission denied: /etc/security/limits.d/a.conf"});
}

TEST_CASE("a declaration of a limit that makes no sense is refused") {
    CHECK(test::objections("limit: a b\nitem: core\n") ==
          "limit:a b: a domain of limits.conf(5) has no blanks and no '#' in it");
    CHECK(test::objections("limit: a\nitem: no file\n") ==
          "limit:a: 'item' is one word of limits.conf(5), such as nofile");
    CHECK(test::objections("limit: a\nitem: core\nstate: absent\nhard: \"0\"\n") ==
          "limit:a: with 'state: absent' there is no limit to say more of");
}
