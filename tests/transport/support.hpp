#pragma once

#include "base/file.hpp"
#include "transport/run.hpp"

#include <netinet/in.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::test {

/// A folder of one test, gone with it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file of mode 0600 and says where.
    std::string write(const std::string& name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

/// Runs a program that must succeed and returns what it printed.
std::string command(const std::vector<std::string>& argv);

/// Starts a server in the foreground of a process of its own, what it says in a file; and ends it.
pid_t start(const std::vector<std::string>& argv, const std::filesystem::path& log);
void stop(pid_t pid);

/// A TCP socket that is bound to a free port of 127.0.0.1, and does not listen yet.
struct Bound {
    base::Descriptor socket;
    sockaddr_in address{};

    Bound();
    [[nodiscard]] int port() const { return ntohs(address.sin_port); }
};
/// A port of 127.0.0.1 where nobody listens.
int free_port();

/// What becomes of each input, one after another in one session, as far as it goes; `between` is called
/// before each further one.
std::vector<transport::Outcome> talk(const transport::Destination& destination,
                                     const std::vector<std::string>& inputs,
                                     const transport::Limits& limits = {},
                                     const std::function<void(const transport::Outcome&)>& between = {});
/// What becomes of one.
transport::Outcome answer_to(const transport::Destination& destination, const std::string& input,
                             const transport::Limits& limits = {});
/// What becomes of `echo hello` there, with a resolver of its own.
transport::Outcome greet(const transport::Destination& destination, const transport::Limits& limits = {});

/// The failure of an outcome as "stage: message", or "answer: " and the bytes.
std::string told(const transport::Outcome& outcome);

/// Small deadlines, for tests of what never answers.
transport::Limits short_limits();

} // namespace plumbline::test
