#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("setting");
using List = base::List;

struct Case {
    std::string path;
    test::Texts texts;
    std::string before;
    std::string after;
};

const std::string sshd = "Include /etc/ssh/sshd_config.d/*.conf\n"
                         "#PermitRootLogin prohibit-password\n"
                         "X11Forwarding yes   # why\n"
                         "AllowUsers ann bob\n"
                         "Match User bob\n"
                         "    X11Forwarding no\n";

std::string replaced(std::string text, const std::string& was, const std::string& is) {
    return text.replace(text.find(was), was.size(), is);
}

} // namespace

TEST_CASE("a key is set where it counts, or beside its kin, and no other line changes", "[steps]") {
    const auto one = GENERATE(values<Case>({
        {"/etc/ssh/sshd_config",
         {{"values.X11Forwarding", "no"}},
         sshd,
         replaced(sshd, "X11Forwarding yes   # why", "X11Forwarding no   # why")},
        {"/etc/ssh/sshd_config",
         {{"values.PermitRootLogin", "no"}},
         sshd,
         replaced(sshd, "-password\n", "-password\nPermitRootLogin no\n")},
        {"/etc/ssh/sshd_config",
         {{"values.MaxAuthTries", "4"}},
         sshd,
         replaced(sshd, "ann bob\n", "ann bob\nMaxAuthTries 4\n")},
        {"/etc/ssh/sshd_config",
         {{"values.AllowUsers", List{"ann", "eve", "dan"}}},
         sshd,
         replaced(sshd, "ann bob", "ann eve dan")},
        {"/etc/ssh/sshd_config",
         {{"absent", List{"X11Forwarding"}}},
         sshd,
         replaced(sshd, "X11Forwarding yes   # why\n", "")},
        {"/etc/systemd/journald.conf",
         {{"values.SystemMaxUse", "1G"}, {"section", "Journal"}},
         "[Journal]\n#SystemMaxUse=\nStorage=auto\n",
         "[Journal]\n#SystemMaxUse=\nSystemMaxUse=1G\nStorage=auto\n"},
        {"/etc/systemd/journald.conf",
         {{"values.Storage", "persistent"}, {"section", "Journal"}},
         "[Journal]\nStorage=auto\n",
         "[Journal]\nStorage=persistent\n"},
        {"/etc/login.defs",
         {{"values.PASS_MAX_DAYS", "90"}},
         "PASS_MAX_DAYS\t99999\nUMASK\t\t022\n",
         "PASS_MAX_DAYS\t90\nUMASK\t\t022\n"},
        {"/etc/app.json",
         {{"lens", "json"}, {"values.server.port", "8080"}},
         "{\n  \"server\": {\n    \"port\": 80,\n    \"host\": \"a\"\n  }\n}\n",
         "{\n  \"server\": {\n    \"port\": 8080,\n    \"host\": \"a\"\n  }\n}\n"},
        {"/etc/app.yaml",
         {{"lens", "yaml"}, {"values.level", "warn"}},
         "level: info # x\nname: a\n",
         "level: warn # x\nname: a\n"},
    }));
    INFO(one.path);
    test::check_steps(type, test::desired(type, one.path, one.texts), {.files = {{one.path, one.before}}},
                      {.all = {test::rewrite(one.path, one.before, one.after)}});
}

TEST_CASE("the drop-in file that wins is the one that is edited", "[steps]") {
    const std::string drop_in = "/etc/ssh/sshd_config.d/10-site.conf";
    const test::FileHost host{.files = {{"/etc/ssh/sshd_config", sshd}, {drop_in, "PermitRootLogin yes\n"}}};
    test::check_steps(type, test::desired(type, "/etc/ssh/sshd_config", {{"values.PermitRootLogin", "no"}}),
                      host,
                      {.all = {test::rewrite(drop_in, "PermitRootLogin yes\n", "PermitRootLogin no\n")}});
}

TEST_CASE("keys of several resources are set on what the one before leaves", "[steps]") {
    const std::string path = "/etc/ssh/sshd_config";
    const test::FileHost host{.files = {{path, sshd}}};
    const auto first = replaced(sshd, "-password\n", "-password\nPermitRootLogin no\n");
    const auto desired = test::desired(type, path, {{"values.X11Forwarding", "no"}});
    CHECK(host.steps(type, desired, {{path, first}}) ==
          Steps{.all = {test::rewrite(
                    path, first, replaced(first, "X11Forwarding yes   # why", "X11Forwarding no   # why"))}});
}

TEST_CASE("settings that are not written", "[steps]") {
    const std::string path = "/etc/ssh/sshd_config";
    const test::FileHost host{.files = {{path, sshd}}};
    auto bound = test::desired(type, path, {});
    bound.attributes["values.MaxAuthTries"] = {resource::AtMost{"4"}};
    CHECK(
        host.steps(type, bound) ==
        test::declined("'at most 4' names no one value that could be set; name one", "values.MaxAuthTries"));
    const std::string json = "/etc/app.json";
    const test::FileHost narrow{.files = {{json, "{}\n"}}};
    CHECK(narrow.steps(type, test::desired(type, json, {{"lens", "json"}, {"values.a", "1"}})) ==
          test::declined("no way was found to set a so that nothing else in the configuration changes; edit "
                         "/etc/app.json by hand",
                         "values.a"));
}
