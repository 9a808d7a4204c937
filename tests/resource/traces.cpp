#include "resource/check.hpp"
#include "resource/type.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

using namespace plumbline;
using resource::types;

namespace {

/// What no log of the host can name, and why.
const std::map<std::string, std::string> without_traces{
    {"command", "nobody can tell what a command looks at"},
    {"dns", "it is what another server answers"},
    {"http", "it is what another program answers"},
};

resource::Traces traces_of(const std::string& declared) {
    base::Diagnostics diagnostics;
    const auto source = [](std::string_view, const base::Place&) { return std::optional<std::string>("x"); };
    const auto desired = resource::check(test::declaration(declared), source, diagnostics);
    REQUIRE(desired);
    return resource::find_type(desired->id.type)->traces(*desired);
}

std::string in_words(const std::string& declared) {
    const auto traces = traces_of(declared);
    return fmt::format("{}|{}|{}|{}|{}", fmt::join(traces.paths, " "), fmt::join(traces.packages, " "),
                       fmt::join(traces.accounts, " "), fmt::join(traces.units, " "),
                       fmt::join(traces.words, " "));
}

} // namespace

TEST_CASE("a change of every type leaves traces that a log may name") {
    for (const auto* type : types()) {
        INFO(type->schema().type);
        const bool has_none = in_words(type->schema().example) == "||||";
        CHECK(has_none == without_traces.contains(type->schema().type));
    }
}

TEST_CASE("traces of a part of a file are those of the file, named by its title or by path") {
    CHECK(in_words("line: /etc/a\ntext: x\n") == "/etc/a||||");
    CHECK(in_words("line: a name\npath: /etc/a\ntext: x\n") == "/etc/a||||");
    CHECK(in_words("setting: /etc/ssh/sshd_config\nvalues: {UsePAM: \"yes\"}\n") ==
          "/etc/ssh/sshd_config /etc/ssh/sshd_config.d||||");
    CHECK(in_words("setting: a name\npath: /etc/ssh/sshd_config\nvalues: {UsePAM: \"yes\"}\n") ==
          "/etc/ssh/sshd_config /etc/ssh/sshd_config.d||||");
}

TEST_CASE("traces of what is no file") {
    CHECK(in_words("package: nginx\nstate: present\n") == "|nginx|||");
    CHECK(in_words("service: nginx\nstate: running\n") ==
          "/etc/systemd/system/nginx.service /etc/systemd/system/nginx.service.d|||nginx|");
    CHECK(in_words("unit: nginx.service\nproperties: {KillMode: process}\n") ==
          "/etc/systemd/system/nginx.service /etc/systemd/system/nginx.service.d|||nginx|");
    CHECK(in_words("user: jane\nshell: /bin/bash\n") == "/etc/passwd /etc/shadow /etc/group||jane||");
    CHECK(in_words("group: sudo\nmembers: [jane]\n") == "/etc/group /etc/gshadow||sudo||");
    CHECK(in_words("sysctl: net.ipv4.ip_forward\nvalue: 0\n") ==
          "/etc/sysctl.conf /etc/sysctl.d /proc/sys/net/ipv4/ip_forward||||net.ipv4.ip_forward "
          "net/ipv4/ip_forward");
    CHECK(in_words("cron: backup\nuser: postgres\nschedule: \"0 4 * * *\"\ncommand: /bin/true\n") ==
          "/var/spool/cron/crontabs/postgres /var/spool/cron/postgres /etc/crontabs/postgres /etc/crontab "
          "/etc/cron.d||||crontab");
    CHECK(in_words("line: x\npath: /etc/ssh/sshd_config\ntext: UsePAM yes\n") == "/etc/ssh/sshd_config||||");
    CHECK(in_words("port: tcp:0.0.0.0:22\nprocess: sshd\n") == "|||sshd|");
    CHECK(in_words("swap: all\nstate: inactive\n") == "/etc/fstab||||swapon swapoff mkswap");
    CHECK(in_words("file: /etc/motd\nmode: \"0644\"\n") == "/etc/motd||||");
}
