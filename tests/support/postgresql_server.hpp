#pragma once

#include "support/temporary_folder.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

/// A PostgreSQL server of this test alone, on a socket in a folder of its own; ended with it.
class PostgresqlServer {
public:
    PostgresqlServer() {
        namespace fs = std::filesystem;
        if (::geteuid() == 0) // it refuses to run as root
            check("chown postgres: " + folder_.path());
        check(as_owner() + programs + "initdb --no-sync -E UTF8 --locale=C.UTF-8 -A trust -U audit -D " +
              folder_.path("cluster") + " >" + folder_.path("log") + " 2>&1");
        start();
    }
    PostgresqlServer(const PostgresqlServer&) = delete;
    PostgresqlServer& operator=(const PostgresqlServer&) = delete;
    ~PostgresqlServer() { stop(); }

    /// The one server of this test program; made when it is first asked for.
    static PostgresqlServer& shared() {
        static PostgresqlServer server;
        return server;
    }

    /// A new, empty database: its URL.
    std::string new_database(const std::string& options = "") {
        const auto name = "history" + std::to_string(++databases_);
        check(programs + "createdb -h " + folder_.path() + " -U audit " + options + " " + name);
        return url_of(name);
    }
    [[nodiscard]] std::string url_of(const std::string& name) const {
        return "postgresql://audit@/" + name + "?host=" + folder_.path();
    }

    void start() {
        pid_ = ::fork();
        if (pid_ == 0) {
            const auto command = "exec " + (::geteuid() == 0 ? as_owner() + " --pdeathsig TERM " : "") +
                                 programs + "postgres -D " + folder_.path("cluster") + " -k " +
                                 folder_.path() + " -c listen_addresses= -c fsync=off >>" +
                                 folder_.path("log") + " 2>&1 </dev/null";
            ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
            ::_exit(127);
        }
        for (int attempts = 0; std::system((programs + "pg_isready -q -h " + folder_.path()).c_str()) != 0;
             ++attempts) {
            if (attempts == 300)
                throw std::runtime_error("PostgreSQL does not start: see " + folder_.path("log"));
            ::usleep(100'000);
        }
    }
    void stop() {
        if (pid_ > 0) {
            ::kill(pid_, SIGQUIT); // at once, as when its machine dies
            ::waitpid(pid_, nullptr, 0);
        }
        pid_ = 0;
    }

private:
    inline static const std::string programs = "/usr/lib/postgresql/15/bin/";

    static std::string as_owner() {
        return ::geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups " : "";
    }
    static void check(const std::string& command) {
        if (std::system(command.c_str()) != 0)
            throw std::runtime_error("failed: " + command);
    }

    TemporaryFolder folder_;
    pid_t pid_ = 0;
    int databases_ = 0;
};

} // namespace plumbline::test
