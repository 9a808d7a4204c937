#pragma once

#include "support.hpp"

#include <atomic>
#include <string>
#include <thread>

namespace plumbline::test {

/// The real ssh-agent, on a socket of its own.
class RealAgent {
public:
    RealAgent();
    ~RealAgent();
    RealAgent(const RealAgent&) = delete;
    RealAgent& operator=(const RealAgent&) = delete;

    [[nodiscard]] std::string socket() const { return folder_.path() / "agent"; }
    void add(const std::string& key) const;

private:
    Folder folder_;
    pid_t pid_;
};

/// Answers the first question with these bytes and then is silent.
class FakeAgent {
public:
    explicit FakeAgent(std::string answer);
    ~FakeAgent();
    FakeAgent(const FakeAgent&) = delete;
    FakeAgent& operator=(const FakeAgent&) = delete;

    [[nodiscard]] std::string socket() const { return folder_.path() / "agent"; }

private:
    Folder folder_;
    base::Descriptor listener_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace plumbline::test
