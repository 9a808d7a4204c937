#include "resource/types/authorized_keys/parts.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

/// A host of files alone, with two accounts.
struct FakeHost {
    test::TemporaryFolder root;

    FakeHost() {
        write("etc/passwd", "jane:x:1000:1000::" + root.path() +
                                "/home/jane:/bin/sh\n"
                                "bob:x:1001:1001::" +
                                root.path() + "/home/bob:/bin/sh\n");
        write("etc/group", "");
        write("home/jane/.ssh/authorized_keys", "jane's\n");
        write("keys/jane", "central\n");
    }
    void write(const std::string& name, const std::string& bytes) const {
        const std::filesystem::path path = root.path() + "/" + name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << bytes;
    }
    [[nodiscard]] std::string ask(const std::string& files = "\\\\") const {
        return test::run_part("probe_authorized_keys 0 jane " + files, root.path(),
                              {"/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/ssh/"});
    }
    /// The files that sshd would look into.
    [[nodiscard]] base::List paths(const std::string& files = "\\\\") const {
        const std::string said = ask(files);
        const std::string frame = test::part_frame("ok 0");
        INFO(said);
        REQUIRE(said.starts_with(frame));
        auto read = authorized_keys::parse_key_files(said.substr(frame.size()));
        REQUIRE(read);
        for (std::string& path : read->paths) {
            path = path.substr(path.starts_with(root.path()) ? root.path().size() : 0);
        }
        return read->paths;
    }
};

} // namespace

TEST_CASE("keys are where sshd_config says") {
    const FakeHost host;
    const base::List usual{"/home/jane/.ssh/authorized_keys", "/home/jane/.ssh/authorized_keys2"};
    CHECK(host.paths() == usual);
    host.write("etc/ssh/sshd_config", "#AuthorizedKeysFile none\nPort 22\n");
    CHECK(host.paths() == usual);
    host.write("etc/ssh/sshd_config",
               "authorizedkeysfile = \"/keys/%u\" %h/.k%% # both\nAuthorizedKeysFile x\n");
    CHECK(host.paths() == base::List{"/keys/jane", "/home/jane/.k%"});
    host.write("etc/ssh/sshd_config", "AuthorizedKeysFile none\n");
    CHECK(host.paths().empty());
    CHECK(host.paths("'%h/a\\0040/k/%U'") == base::List{"/home/jane/a", "/k/1000"});
}

TEST_CASE("a drop-in file counts where it is included, the first word wins") {
    const FakeHost host;
    host.write("etc/ssh/sshd_config.d/10-keys.conf", "AuthorizedKeysFile /first\n");
    host.write("etc/ssh/sshd_config.d/20-keys.conf",
               "AuthorizedKeysFile /second\nMatch User x\nStrictModes no\n");
    host.write("etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\nAuthorizedKeysFile /main\n");
    // the include's own text is not moved below the fake root
    CHECK(host.paths() == base::List{"/first"});
    host.write("etc/ssh/sshd_config", "AuthorizedKeysFile /main\nInclude /etc/ssh/sshd_config.d/*.conf\n");
    CHECK(host.paths() == base::List{"/main"});
    host.write("etc/ssh/sshd_config", "AuthorizedKeysFile /main\n");
    CHECK(host.paths() == base::List{"/main"});
}

TEST_CASE("what sshd_config says by other means can't be told") {
    const FakeHost host;
    const std::string unclear =
        test::part_frame("cannot 0") +
        "sshd_config sets AuthorizedKeysFile in a Match block or includes other files: name "
        "the file with 'files'";
    host.write("etc/ssh/sshd_config", "Match User git\n  AuthorizedKeysFile /git\n");
    CHECK(host.ask() == unclear);
    host.write("etc/ssh/sshd_config", "Include /elsewhere/*.conf\n");
    CHECK(host.ask() == unclear);
    CHECK(host.paths("/keys/%u") == base::List{"/keys/jane"});
}

TEST_CASE("each account has its own files, and one that is not there is absent") {
    const FakeHost host;
    const std::string said =
        test::run_part("probe_authorized_keys 4 bob \\\\ 7 nobody-here \\\\ 9 jane \\\\", host.root.path(),
                       {"/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/ssh/"});
    CHECK(said.find(test::part_frame("absent 7")) != std::string::npos);
    const std::string bobs = test::part_frame("ok 4") + "account 1001 " + host.root.path() + "/home/bob\n";
    CHECK(said.find(bobs) != std::string::npos);
    CHECK(said.find("//=/\njane's\n") != std::string::npos);
}
