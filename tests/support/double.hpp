#pragma once

#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

/// A double of a service: a script of tests/alert/doubles that prints the port that it listens on, and notes
/// what it was given as lines of JSON in the file that is its first argument. It ends with this object.
class Double {
public:
    explicit Double(const std::string& script, const std::vector<std::string>& arguments = {}) {
        // not the python3 of PATH, which may lack the system's modules
        std::vector<std::string> argv{"/usr/bin/python3", "-B",
                                      PLUMBLINE_SOURCE "/tests/alert/doubles/" + script, record()};
        argv.insert(argv.end(), arguments.begin(), arguments.end());
        start(argv);
    }
    Double(const Double&) = delete;
    Double& operator=(const Double&) = delete;
    ~Double() {
        ::close(input_);
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    [[nodiscard]] const std::string& port() const { return port_; }
    [[nodiscard]] std::vector<nlohmann::json> noted() const {
        std::vector<nlohmann::json> all;
        std::istringstream lines(whole_file(record()));
        for (std::string line; std::getline(lines, line);)
            all.push_back(nlohmann::json::parse(line));
        return all;
    }

private:
    [[nodiscard]] std::string record() const { return folder_.path("record"); }

    void start(const std::vector<std::string>& argv) {
        std::array<int, 2> input{};
        std::array<int, 2> output{};
        if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        std::vector<char*> words;
        for (const auto& word : argv)
            words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(input[0], 0);
            ::dup2(output[1], 1);
            ::dup2(::open(folder_.path("errors").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), 2);
            ::execvp(words[0], words.data());
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        for (char letter = 0; ::read(output[0], &letter, 1) == 1 && letter != '\n';)
            port_ += letter;
        ::close(output[0]);
        if (port_.empty())
            throw std::runtime_error("the double does not start: " + whole_file(folder_.path("errors")));
    }

    TemporaryFolder folder_;
    pid_t pid_ = 0;
    int input_ = -1;
    std::string port_;
};

} // namespace plumbline::test
