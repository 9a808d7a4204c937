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

/// A double of a web service (tests/alert/doubles/web.py), ended with this object.
class WebDouble {
public:
    /// `more`: its options.
    explicit WebDouble(const std::string& service, const std::vector<std::string>& more = {}) {
        std::vector<std::string> argv{"python3", PLUMBLINE_SOURCE "/tests/alert/doubles/web.py", service,
                                      record()};
        argv.insert(argv.end(), more.begin(), more.end());
        start(argv);
        is_tls_ = std::find(more.begin(), more.end(), "--tls") != more.end();
    }
    WebDouble(const WebDouble&) = delete;
    WebDouble& operator=(const WebDouble&) = delete;
    ~WebDouble() {
        ::close(input_);
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }

    [[nodiscard]] std::string port() const { return port_; }
    [[nodiscard]] std::string url(const std::string& name = "127.0.0.1") const {
        return (is_tls_ ? "https://" : "http://") + name + ":" + port_;
    }

    /// What it received: method, path, headers, body as text, complaints.
    [[nodiscard]] std::vector<nlohmann::json> requests() const {
        std::vector<nlohmann::json> all;
        std::istringstream lines(whole_file(record()));
        for (std::string line; std::getline(lines, line);)
            all.push_back(nlohmann::json::parse(line));
        return all;
    }
    /// Of all requests, a line each.
    [[nodiscard]] std::string complaints() const {
        std::string all;
        for (const auto& request : requests())
            for (const auto& complaint : request["complaints"])
                all += complaint.get<std::string>() + "\n";
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
            ::execvp(words[0], words.data());
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        read_port(output[0]);
        ::close(output[0]);
    }
    void read_port(int output) {
        for (char letter = 0; ::read(output, &letter, 1) == 1 && letter != '\n';)
            port_ += letter;
        if (port_.empty())
            throw std::runtime_error("the double does not start");
    }

    TemporaryFolder folder_;
    pid_t pid_ = 0;
    int input_ = -1;
    std::string port_;
    bool is_tls_ = false;
};

} // namespace plumbline::test
