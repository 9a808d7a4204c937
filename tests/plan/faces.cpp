#include "plan/faces/faces.hpp"
#include "plan/samples.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using test::sample_plan;

namespace {

std::string text_of(const plan::Plan& plan) {
    return plan::as_text(plan, {});
}

} // namespace

TEST_CASE("a plan's text: what it comes to, then each change once, then the order") {
    const auto plan = sample_plan();
    CHECK(
        text_of(plan) ==
        "plan for acme 2026.11.2 (production)\n"
        "4 changes on 2 hosts; 3 declined, wholly or in part; 2 left as they are; 1 host could not be seen; "
        "worst risk: connectivity\n"
        "\n"
        "digest    " +
            plan::digest_of(plan) +
            "\n"
            "expires   2026-11-20T17:00:02Z (made 2026-11-20T13:00:02Z)\n"
            "standard  " +
            plan.standard_digest +
            "\n"
            "          git 1f3c2ab (main), clean\n"
            "run       01JDABCDEFGHJKMNPQRSTVWXYZ\n"
            "\n"
            "risks\n"
            "  connectivity  decides who can log in by SSH: /etc/ssh/sshd_config (change 1) on web1, web2\n"
            "  restart       restarts: service:ssh (change 1) on web1, web2\n"
            "\n"
            "changes, the riskiest first\n"
            "\n"
            "1  high     file:/etc/ssh/sshd_config  on web1, web2  (profiles/ssh.yaml:12)\n"
            "  content  is sha256:e7be8a5b1805…, should be sha256:44c91857f34b…\n"
            "  why:      nobody logs in by password\n"
            "  risk:     connectivity: decides who can log in by SSH: /etc/ssh/sshd_config\n"
            "  risk:     restart: restarts: service:ssh\n"
            "  after:    file:/etc/motd\n"
            "  step:     write /etc/ssh/sshd_config: 1 line\n"
            "    --- actual\n"
            "    +++ standard\n"
            "    @@ -1 +1 @@\n"
            "    -PermitRootLogin yes\n"
            "    +PermitRootLogin no\n"
            "  back:     put back what was there, from its backup\n"
            "  declined: capabilities: the host has no setcap: install libcap2-bin\n"
            "  notifies: service:ssh\n"
            "\n"
            "2  low      file:/etc/motd  on web1, web2  (profiles/base.yaml:3)\n"
            "  mode  is 0600, should be 0644\n"
            "  step:     set of /etc/motd: mode 0644\n"
            "  back:     put back what was there, from its backup\n"
            "\n"
            "3  medium   user:joe  on app1\n"
            "  declined: what a user says is only audited\n"
            "\n"
            "at the end, once\n"
            "\n"
            "service:ssh  on web1, web2  (for file:/etc/ssh/sshd_config)\n"
            "  step:     run systemctl restart ssh.service\n"
            "  back:     a restart is not taken back\n"
            "\n"
            "order of application, by change\n"
            "  web1, web2  2, 1, then service:ssh\n"
            "\n"
            "left as it is\n"
            "  service:cron  waived by INC-7 on web1, web2\n"
            "\n"
            "could not be seen: nothing is planned for\n"
            "  db1  connect: connection refused\n");
}

TEST_CASE("a plan with nothing to do says so") {
    auto plan = sample_plan();
    plan.hosts = {{.name = "web1"}};
    CHECK_THAT(text_of(plan), Catch::StartsWith("plan for acme 2026.11.2 (production)\n"
                                                "nothing is to be done\n\ndigest"));
    CHECK_THAT(plan::as_markdown(plan), Catch::Contains("**nothing is to be done**"));
    CHECK_THAT(plan::as_html(plan), Catch::Contains("<h1>nothing is to be done</h1>"));
}

TEST_CASE("many hosts are named by the first, unless all are asked for") {
    auto plan = sample_plan();
    plan.hosts.clear();
    for (int i = 100; i < 140; ++i)
        plan.hosts.push_back(test::web_plan(fmt::format("web{}", i)));
    CHECK_THAT(
        text_of(plan),
        Catch::Contains("on web100, web101, web102, web103, web104, web105, web106, web107 and 32 more"));
    CHECK_THAT(plan::as_text(plan, {.verbose = true}), Catch::Contains("web138, web139"));
    CHECK_THAT(plan::as_html(plan), Catch::Contains("web138, web139"));
}

TEST_CASE("every face tells all of a change") {
    const auto plan = sample_plan();
    const std::vector<std::string> told{plan::digest_of(plan),
                                        "2026-11-20T17:00:02Z",
                                        "4 changes on 2 hosts",
                                        "write /etc/ssh/sshd_config: 1 line",
                                        "PermitRootLogin no",
                                        "put back what was there, from its backup",
                                        "a restart is not taken back",
                                        "install libcap2-bin",
                                        "decides who can log in by SSH",
                                        "nobody logs in by password",
                                        "run systemctl restart ssh.service",
                                        "waived by INC-7",
                                        "connection refused",
                                        "what a user says is only audited",
                                        "2, 1, then service:ssh",
                                        plan.standard_digest,
                                        plan.id};
    for (const auto& words : told) {
        CHECK_THAT(text_of(plan), Catch::Contains(words));
        CHECK_THAT(plan::as_markdown(plan), Catch::Contains(words));
        CHECK_THAT(plan::as_html(plan), Catch::Contains(words));
    }
}

TEST_CASE("in brief: what is at stake, then a line for each change") {
    CHECK(
        plan::as_brief(sample_plan(), {}) ==
        "acme 2026.11.2 (production)\n"
        "4 changes on 2 hosts; 3 declined, wholly or in part; 2 left as they are; 1 host could not be seen; "
        "worst risk: connectivity\n"
        "\n"
        "risks\n"
        "  connectivity  decides who can log in by SSH: /etc/ssh/sshd_config (change 1) on web1, web2\n"
        "  restart       restarts: service:ssh (change 1) on web1, web2\n"
        "\n"
        "changes, the riskiest first\n"
        "1  high     file:/etc/ssh/sshd_config  on web1, web2  (profiles/ssh.yaml:12)\n"
        "2  low      file:/etc/motd  on web1, web2  (profiles/base.yaml:3)\n"
        "\n"
        "at the end, once\n"
        "service:ssh  on web1, web2  (for file:/etc/ssh/sshd_config)\n");
}

TEST_CASE("nothing that a plan says moves its reader's terminal, page or ticket") {
    for (const auto& [name, bytes] : test::payloads()) {
        INFO(name);
        const auto plan = test::plan_full_of(bytes);
        for (const auto& text : {text_of(plan), plan::as_markdown(plan), plan::as_html(plan)}) {
            CHECK(text.find('\x1b') == std::string::npos);
            CHECK(text.find('\0') == std::string::npos);
            CHECK(text.find("\xe2\x80\xae") == std::string::npos);
        }
        const auto page = plan::as_html(plan);
        for (const auto* markup : {"<script", "<img", "<svg", "<b>", "<a "})
            CHECK(page.find(markup) == std::string::npos);
        CHECK(page.find("onmouseover=\"") == std::string::npos);
    }
}
