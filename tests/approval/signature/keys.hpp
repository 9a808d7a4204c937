#pragma once

#include "approval/signature/signature.hpp"
#include "base/child.hpp"
#include "base/file.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <csignal>
#include <cstdlib>

#include <string>
#include <vector>

namespace plumbline::test {

/// Runs a command that must go well; what it prints.
inline std::string ran(const std::vector<std::string>& words) {
    const auto result = base::run_child(words, "", {base::Deadline::after(base::Milliseconds(20'000))});
    INFO(result.errors);
    REQUIRE(result.end == base::ChildResult::End::exited);
    REQUIRE(result.code == 0);
    return result.output;
}

/// Real SSH keys, each made by ssh-keygen in a folder that goes with this.
class Keys {
public:
    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

    /// Makes the key; its private file's path.
    std::string make(const std::string& name, const std::string& type = "ed25519",
                     const std::string& passphrase = "") const {
        ran({"ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", folder_.path(name)});
        return folder_.path(name);
    }

    [[nodiscard]] std::string line(const std::string& name) const {
        return base::read_file(folder_.path(name + ".pub"), 8192);
    }
    /// A line of allowed signers.
    [[nodiscard]] std::string signer(const std::string& principal, const std::string& name,
                                     const std::string& options = "") const {
        return principal + " " + options + (options.empty() ? "" : " ") + line(name);
    }
    [[nodiscard]] std::string fingerprint(const std::string& name) const {
        const auto told = ran({"ssh-keygen", "-lf", folder_.path(name + ".pub")});
        const auto begin = told.find(' ') + 1;
        return told.substr(begin, told.find(' ', begin) - begin);
    }

    /// A certificate of the authority for the key: NAME-cert.pub.
    std::string certify(const std::string& authority, const std::string& name,
                        std::vector<std::string> options) const {
        options.insert(options.begin(),
                       {"ssh-keygen", "-q", "-s", folder_.path(authority), "-I", name + "'s"});
        options.push_back(folder_.path(name + ".pub"));
        ran(options);
        return folder_.path(name + "-cert.pub");
    }

private:
    TemporaryFolder folder_;
};

/// An ssh-agent of its own, in $SSH_AUTH_SOCK for as long as this lives.
class AgentOfTest {
public:
    explicit AgentOfTest(const TemporaryFolder& folder) : socket_(folder.path("agent")) {
        const auto said = ran({"ssh-agent", "-s", "-a", socket_});
        const std::string_view before = "SSH_AGENT_PID=";
        const auto begin = said.find(before) + before.size();
        pid_ = std::stoi(said.substr(begin, said.find(';', begin) - begin));
        ::setenv("SSH_AUTH_SOCK", socket_.c_str(), 1);
    }
    AgentOfTest(const AgentOfTest&) = delete;
    AgentOfTest& operator=(const AgentOfTest&) = delete;
    ~AgentOfTest() {
        ::kill(pid_, SIGTERM);
        ::unsetenv("SSH_AUTH_SOCK");
    }

private:
    std::string socket_;
    pid_t pid_ = 0;
};

} // namespace plumbline::test
