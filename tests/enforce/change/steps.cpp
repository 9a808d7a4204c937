#include "host.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::enforce;
using resource::Image;
using resource::image_of_file;

namespace {

using Words = std::vector<std::string>;

/// Every byte, several times: more than one word of data.
std::string all_bytes() {
    std::string bytes;
    for (int round = 0; round < 40; ++round)
        for (int byte = 0; byte < 256; ++byte)
            bytes += static_cast<char>(byte);
    return bytes;
}

/// All that stat and the tools of attributes tell of a path. The time of a link is not kept by every cp.
std::string seen(const Host& host, const std::string& path) {
    return host.sh("stat -c '%F %a %U %G %N' " + path + "; getfacl -pcn " + path +
                   "; getfattr -d -m - -e hex " + path + " 2>/dev/null; if [ ! -L " + path +
                   " ]; then stat -c %Y " + path + "; cat " + path + " 2>/dev/null || :; fi");
}

} // namespace

TEST_CASE("every shell applies every kind of step and takes it back") {
    Host host;
    host.shell = GENERATE(from_range(change_shells()));
    INFO(host.shell.front());
    host.sh(
        "mkdir -p /etc/old/below; echo x >/etc/old/below/file; chown 12:13 /etc/old/below; ln -s was "
        "/etc/link\n"
        "printf 'old\\n' >/etc/conf; chown 1:2 /etc/conf; chmod 4750 /etc/conf; setfacl -m u:33:r /etc/conf\n"
        "setfattr -n user.note -v text /etc/conf; touch -d @1000000000 /etc/conf\n"
        "echo plain >/etc/plain; chmod 600 /etc/plain; setfattr -n user.gone -v text /etc/plain; "
        "echo old >'/etc/plain words'");
    const Words paths{"/etc/conf", "/etc/plain", "/etc/link", "/etc/old", "/etc/old/below"};
    Words before;
    for (const std::string& path : paths)
        before.push_back(seen(host, path));

    resource::Attributes attributes;
    attributes.mode = "0640";
    attributes.group = "adm";
    attributes.acl = base::List{"user:34:r"};
    attributes.xattrs = {{"user.gone", std::nullopt}, {"user.other", std::string("\0\xff", 2)}};
    resource::MakeFolder folder{"/etc/made", {}};
    folder.attributes.mode = "2770";
    resource::WriteFile fresh = write_file("/etc/made/new file", all_bytes(), {});
    resource::WriteFile conf = write_file("/etc/conf", "new\n", image_of_file("old\n"));
    conf.validate = {"grep", "-f", "/etc/plain words", "-v", "%s"};
    const resource::Run run{{"hostname"}, {{"hostname"}}, "", "in\n", {}};
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.apply({folder, fresh, conf, resource::SetAttributes{"/etc/plain", attributes},
                            resource::MakeLink{"/etc/link", "is now", image_of_link("was")},
                            resource::MakeLink{"/etc/made/link", "../conf", {}},
                            resource::Remove{"/etc/old", {Image::Kind::directory, ""}}, run})) ==
          Words{"applied", "applied", "applied", "applied", "applied", "applied", "applied",
                "applied: " + host.sh("hostname | tr -d '\\n'")});

    CHECK(host.read("/etc/made/new file") == all_bytes());
    CHECK(host.sh("stat -c '%a %U:%G' '/etc/made/new file' /etc/made") == "644 root:root\n2770 root:root\n");
    CHECK(host.read("/etc/conf") == "new\n");
    CHECK(host.sh("stat -c '%a %u:%g' /etc/conf; getfacl -pcn /etc/conf | grep 33; getfattr -n user.note "
                  "--only-values "
                  "/etc/conf") == "4750 1:2\nuser:33:r--\ntext");
    CHECK(host.sh("[ $(stat -c %Y /etc/conf) -gt 1000000000 ]").empty());
    CHECK(host.sh(
              "stat -c '%a %U:%G' /etc/plain; getfacl -pcn /etc/plain | grep 34; getfattr -d -m ^user -e hex "
              "/etc/plain | sed -n '/=/p'") == "640 root:adm\nuser:34:r--\nuser.other=0x00ff\n");
    CHECK(host.sh("readlink /etc/link /etc/made/link") == "is now\n../conf\n");
    CHECK_FALSE(host.has("/etc/old"));
    CHECK(host.journal().size() == 8);

    CHECK(words(host.take_back({7, 6, 5, 4, 3, 2, 1, 0})) == Words(8, "applied"));
    for (std::size_t index = 0; index < paths.size(); ++index)
        CHECK(seen(host, paths[index]) == before[index]);
    CHECK_FALSE(host.has("/etc/made"));
    CHECK(words(host.take_back({7, 6, 5, 4, 3, 2, 1, 0})) == Words(8, "already"));
    CHECK(words(host.close()) == "applied");
    CHECK(host.hidden("/etc").empty());
}
