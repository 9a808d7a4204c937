#include "resource/type.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

Attribute of(const std::string& name, Kind kind) {
    Attribute attribute;
    attribute.name = name;
    attribute.kind = kind;
    return attribute;
}

/// A type that leaves everything to the framework.
class Plain final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override {
        static const Schema schema = [] {
            Schema made;
            made.type = "plain";
            made.attributes = {of("state", Kind::choice), of("mode", Kind::mode), of("limit", Kind::integer),
                               of("values", Kind::table), of("below", Kind::group)};
            made.attributes[2].compared = false;
            made.attributes[4].members = {of("mode", Kind::mode)};
            return made;
        }();
        return schema;
    }
    [[nodiscard]] probe::Queries queries(const Desired&) const override { return {}; }
    [[nodiscard]] Observed observe(const Desired&, const probe::Answers&) const override { return {}; }
};

Matcher exactly(base::Value value) {
    return {Exactly{std::move(value)}};
}

Desired some() {
    Desired desired;
    desired.id = {"plain", "a"};
    desired.attributes = {{"state", exactly(std::string("present"))},
                          {"mode", exactly(std::string("0644"))},
                          {"limit", exactly(std::string("5"))},
                          {"values.a.b", exactly(std::string("c"))},
                          {"below.mode", {AtMost{"0600"}}}};
    return desired;
}

std::vector<std::string> words(const Remedy& remedy) {
    std::vector<std::string> words;
    for (const auto& action : remedy)
        words.push_back(action.words);
    return words;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("an attribute is found by its dotted name") {
    const auto& schema = Plain().schema();
    CHECK(find(schema, "mode")->kind == Kind::mode);
    CHECK(find(schema, "below.mode")->kind == Kind::mode);
    CHECK(find(schema, "below")->kind == Kind::group);
    CHECK(find(schema, "values.any.thing")->name == "values");
    CHECK(find(schema, "below.owner") == nullptr);
    CHECK(find(schema, "mode.x") == nullptr);
    CHECK(find(schema, "owner") == nullptr);
}

TEST_CASE("by default each compared attribute is expected") {
    Texts expected;
    for (const auto& expectation : Plain().expect(some()))
        expected.push_back(expectation.property + ": " + to_text(expectation.matcher));
    CHECK(expected == Texts{"below.mode: at most 0600", "mode: 0644", "state: present", "values.a.b: c"});
}

TEST_CASE("beside an absence nothing else is expected") {
    auto desired = some();
    desired.attributes["state"] = exactly(std::string("absent"));
    const auto expectations = Plain().expect(desired);
    REQUIRE(expectations.size() == 1);
    CHECK(expectations[0].property == "state");
}

TEST_CASE("by default a remedy sets what drifts to the one value that is wanted") {
    using Status = Compared::Status;
    const std::vector<Compared> compared{
        {"mode", "", Status::drift, "0644", std::string("0600"), ""},
        {"mode", "/a/b", Status::drift, "0644", std::string("0777"), ""},
        {"state", "", Status::in_sync, "present", std::string("present"), ""},
        {"values.a.b", "", Status::unknown, "c", std::string(), "permission denied"},
        {"below.mode", "", Status::drift, "at most 0600", std::string("0666"), ""}};
    const auto remedy = Plain().remedy(some(), {}, compared);
    CHECK(words(remedy) == Texts{"set mode 0644 (now 0600)", "set mode of /a/b 0644 (now 0777)"});
    CHECK(remedy[1].verb == "set");
    CHECK(remedy[1].arguments ==
          std::map<std::string, std::string>{{"property", "mode"}, {"subject", "/a/b"}, {"value", "0644"}});
}

TEST_CASE("a remedy of a sensitive resource holds no value") {
    auto desired = some();
    desired.sensitive = true;
    const auto remedy =
        Plain().remedy(desired, {}, {{"mode", "", Compared::Status::drift, "0644", std::string("0600"), ""}});
    CHECK(words(remedy) == Texts{"set mode"});
    CHECK(remedy[0].arguments == std::map<std::string, std::string>{{"property", "mode"}});
}

TEST_CASE("types read the one value of an attribute") {
    Desired desired;
    desired.attributes = {{"one", exactly(std::string("x"))},
                          {"many", exactly(base::List{"a", "b"})},
                          {"yes", exactly(std::string("true"))},
                          {"no", exactly(std::string("false"))},
                          {"open", {OneOf{{std::string("a")}}}}};
    CHECK(desired.text("one") == "x");
    CHECK(desired.text("many") == std::nullopt);
    CHECK(desired.text("open") == std::nullopt);
    CHECK(desired.list("many") == base::List{"a", "b"});
    CHECK(desired.list("one") == base::List{"x"});
    CHECK(desired.list("none") == std::nullopt);
    CHECK(desired.flag("yes"));
    CHECK_FALSE(desired.flag("no"));
    CHECK_FALSE(desired.flag("none"));
    CHECK(desired.has("open"));
    CHECK_FALSE(desired.has("none"));
}

TEST_CASE("severities are read and named") {
    for (const auto* text : {"info", "low", "medium", "high", "critical"})
        CHECK(name(parse_severity(text).value()) == text);
    CHECK(parse_severity("High") == std::nullopt);
    CHECK(Severity::critical > Severity::info);
}

TEST_CASE("every type is registered under its own name, in the order of names") {
    const auto names = type_names();
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(names.size() >= 9);
    for (const auto& type : names)
        CHECK(find_type(type)->schema().type == type);
    CHECK(find_type("nothing") == nullptr);
}

TEST_CASE("what is only audited is declined with what its reference says") {
    struct Case {
        const char* type;
        const char* reason;
    };
    for (const auto& one : {
             Case{"accounts",
                  "which account, number or home is the right one is a person's to decide: declare "
                  "`user`, `group` or `directory`"},
             Case{"uid", "which number an account is to have instead is a person's to decide"},
             Case{"apparmor",
                  "a mode stands in the profile's own file: declare that as a `file` that notifies "
                  "service: apparmor, or use aa-enforce, aa-complain or aa-disable by hand"},
             Case{"certificate", "a certificate is renewed by those who issue it"},
             Case{"command", "what a command tells of is put right by other resources"},
             Case{"dns", "names are the name servers'"},
             Case{"firewall",
                  "a rule in the wrong place cuts the connection: change the file that loads the "
                  "rules (/etc/nftables.conf, /etc/iptables/rules.v4) as a `file` that notifies its "
                  "service"},
             Case{"foreign_packages", "what nobody declared may still be needed: declare each as a `package` "
                                      "with state: absent once that is known"},
             Case{"git",
                  "a working tree may hold what nobody has pushed: git fetch and git checkout in it by "
                  "hand, or deploy it as a package"},
             Case{"http", "what serves the URL is put right by its own resources"},
             Case{"interface", "what ip sets is gone after the next boot, and may cut the connection: change "
                               "the host's network configuration (netplan, interfaces, NetworkManager) as a "
                               "`file`"},
             Case{"kernel_parameter",
                  "a host that no longer boots can't be put back from afar: change GRUB_CMDLINE_LINUX of "
                  "/etc/default/grub or the boot entry by hand, run update-grub, and reboot"},
             Case{"port", "what listens is put right by the service, package or setting behind it"},
             Case{"process", "what runs is put right by the service behind it"},
             Case{"route", "what ip sets is gone after the next boot, and may cut the connection: change the "
                           "host's network configuration (netplan, interfaces, NetworkManager) as a `file`"},
         }) {
        Desired desired;
        desired.id = {one.type, "x"};
        const Observed observed;
        const auto steps = find_type(one.type)->steps(desired, {observed, {}, {}, {}, {}});
        INFO(one.type);
        CHECK(steps.all.empty());
        CHECK(steps.declined == std::vector<Declined>{{"", one.reason}});
    }
}
