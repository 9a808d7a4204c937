#include "adoption/trial.hpp"

#include "resource/type.hpp"
#include "standard/reader.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <map>
#include <random>

using namespace plumbline;
using drift::Status;
using test::Trial;

namespace {

/// One attribute, as an author may have written it, and what a host may have instead.
struct Attribute {
    std::vector<std::string> written;
    std::vector<test::Actual> actuals;
};
struct Declared {
    std::string type;
    std::vector<std::string> titles;
    std::vector<Attribute> attributes;
};

using test::is;

const std::vector<std::string> modes{"mode: \"0644\"", "mode: '0755'  # wide", "mode: {at_most: \"0644\"}",
                                     "mode:\n      one_of: [\"0600\", \"0644\"]"};

const std::vector<Declared> declarations{
    {"file",
     {"/etc/motd", "\"/etc/with space\"", "/srv/a"},
     {{modes, {is("mode", "0600"), is("mode", "0666"), is("mode", "4755")}},
      {{"owner: root", "owner: {not: nobody}"}, {is("owner", "nobody"), is("owner", "1000")}},
      {{"content: \"one\\ntwo\\n\"", "content: |\n      one\n\n      two # no comment", "source: files/text"},
       {is("content", "one\nthree\n"), is("content", "  indented\n"), is("content", ""),
        is("content", "no newline"), is("content", "tab\tand \"quotes\" 'too' \\ \n"),
        is("content", "a\n\n\n"), is("content", "na\xefve\n")}}}},
    {"user",
     {"deploy", "backup"},
     {{{"shell: /bin/sh", "shell: {one_of: [/bin/sh, /bin/dash]}", "shell: {matches: \"/bin/.*\"}"},
       {is("shell", "/usr/bin/zsh"), is("shell", "/opt/a: b #c")}},
      {{"groups: [adm, sudo]", "groups:\n      - adm\n      - sudo # rights", "groups: adm"},
       {is("groups", base::List{"docker"}), is("groups", base::List{"sudo", "docker"}),
        is("groups", base::List{})}},
      {{"comment: Jane Doe", "comment: 'Jane' # herself", "comment: \"Jane\""},
       {is("comment", "yes"), is("comment", "1.10"), is("comment", "a: b #c"), is("comment", "- x"),
        is("comment", "it's"), is("comment", "~"), is("comment", "[a]"), is("comment", "na\xefve"),
        is("comment", " blank "), is("comment", "a\\b\"c"), is("comment", "\u202e")}},
      {{"uid: 1000", "uid: {at_least: 1000}"}, {is("uid", "33")}}}},
    {"setting",
     {"/etc/ssh/sshd_config"},
     {{{"values: {PermitRootLogin: \"no\", Port: 22}",
        "values:\n      PermitRootLogin: 'no' # never\n      Port: {at_most: "
        "22}"},
       {is("values.PermitRootLogin", "yes"), is("values.Port", "2222"),
        is("values.PermitRootLogin", "prohibit-password")}}}},
    {"package",
     {"openssh-server", "foo", "bar"},
     {{{"version: \">= 1:9.2\"", "version: 1:9.2p1-2", "version: \"1.10\""},
       {is("version", "1.2"), is("version", "1:8.4~rc1")}},
      {{"held: false", "held: true"}, {is("held", "true"), is("held", "false")}}}},
    {"sysctl",
     {"net.ipv4.ip_forward", "kernel.domainname"},
     {{{"value: 0\n    persisted: false", "value: \"0\"\n    persisted: false",
        "persisted: false\n    value: {at_most: 1}"},
       {is("value", "2"), is("value", "4096 87380 6291456")}}}},
    {"group",
     {"admins"},
     {{{"gid: 900", "gid: {at_most: 999}"}, {is("gid", "1000"), is("gid", "4711")}},
      {{"members: [jane, joe]", "members: {contains: [jane, joe]}"},
       {is("members", base::List{"joe"}), is("members", base::List{})}}}},
    {"host",
     {"db.example.org"},
     {{{"address: 10.0.0.1"}, {is("address", "10.0.0.2"), is("address", "::1")}},
      {{"aliases: [db]"}, {is("aliases", base::List{"db", "sql"}), is("aliases", base::List{"sql"})}}}},
};

/// A standard of some of them, and what web1 has.
class Chance {
public:
    explicit Chance(unsigned seed) : random_(seed) {}

    std::string yaml;
    test::Actuals actuals;

    void roll() {
        yaml = "plumbline: 1\nstandard: chance\nresources:\n";
        for (const auto& one : declarations)
            if (one_in(2) || actuals.empty())
                declare(one);
    }

    bool one_in(unsigned count) { return random_() % count == 0; }

private:
    template <typename Some>
    const Some& any(const std::vector<Some>& all) {
        return all[random_() % all.size()];
    }

    static std::string plain(const std::string& title) {
        return title.starts_with('"') ? title.substr(1, title.size() - 2) : title;
    }

    void declare(const Declared& one) {
        const auto lists_titles = one.titles.size() > 1 && one_in(3);
        const auto& title = any(one.titles);
        std::string titles = title;
        if (lists_titles)
            titles = fmt::format("[{}]", fmt::join(one.titles, ", "));
        yaml += fmt::format("  # about {}\n  - {}: {}\n", one.type, one.type, titles);
        std::vector<test::Actual> actual;
        for (const auto& attribute : one.attributes)
            if (attribute.written.size() == 1 || one.attributes.size() == 1 || !one_in(3)) {
                yaml += "    " + any(attribute.written) + "\n";
                if (!one_in(3) || actual.empty())
                    actual.push_back(any(attribute.actuals));
            }
        if (one_in(4))
            yaml += "\n";
        if (!actual.empty())
            actuals[one.type + ":" + plain(title)] = actual;
    }

    std::mt19937 random_;
};

/// Every line that the patch takes away or adds, without those that say the same.
bool touches_comments(const std::string& before, const std::string& after) {
    const auto count = [](const std::string& text) {
        std::size_t found = 0;
        for (auto at = text.find("# about"); at != std::string::npos; at = text.find("# about", at + 1))
            ++found;
        return found;
    };
    return count(before) != count(after);
}

} // namespace

TEST_CASE("a standard with what any host has is one that the host is in sync with") {
    std::size_t adopted = 0;
    std::size_t refused = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        Chance chance(seed);
        chance.roll();
        INFO("seed " << seed << "\n" << chance.yaml);
        Trial trial({{"standard.yaml", chance.yaml}, {"files/text", "one\ntwo\n"}});
        trial.audit({{"web1", chance.actuals}});
        std::vector<std::pair<std::string, std::string>> drifts;
        for (const auto& [id, status] : trial.verdicts("web1", chance.actuals))
            if (status == Status::drift)
                drifts.emplace_back("web1", id);
        if (drifts.empty())
            continue;
        const auto reason = chance.one_in(4) ? std::optional<std::string>("chance") : std::nullopt;
        const auto why_not = trial.refusal(drifts, reason);
        if (!why_not.starts_with("not refused:\n")) {
            CHECK_THAT(why_not, Catch::Contains("it shares what is edited")); // one source, several titles
            ++refused;
            continue;
        }
        ++adopted;
        trial.apply(why_not.substr(std::string("not refused:\n").size()), "git apply --whitespace=nowarn");
        INFO(trial.text("standard.yaml"));
        for (const auto& [id, status] : trial.verdicts("web1", chance.actuals))
            CHECK((id + " " + std::string(drift::name(status))) == id + " in-sync");
        CHECK_FALSE(touches_comments(chance.yaml, trial.text("standard.yaml")));
    }
    CHECK(adopted > 100);
    CHECK(refused < 30);
}
