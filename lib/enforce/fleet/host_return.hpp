#pragma once

#include "enforce/talk/conversation.hpp"

#include <set>
#include <string>

namespace plumbline::enforce {

/// A new connection to a host that was changed: it proves that the host can still be reached, and only then
/// the host is told not to go back by itself.
class HostReturn {
public:
    /// `closes`: the run is over on this host, which keeps its lock until it is confirmed.
    HostReturn(std::string run, bool closes) : run_(std::move(run)), closes_(closes) {}
    HostReturn(const HostReturn&) = delete;
    HostReturn& operator=(const HostReturn&) = delete;

    [[nodiscard]] std::string begin();
    [[nodiscard]] Input go_on(const transport::Outcome& outcome);

    enum class End { lost, confirmed, went_back };
    [[nodiscard]] End end() const { return end_; }
    /// Why it is lost; else why its lock was not freed, or nothing.
    [[nodiscard]] std::string failure() const;
    /// Of a host that went back: the steps that it took back.
    [[nodiscard]] const std::set<std::size_t>& taken_back() const { return taken_back_; }

private:
    Input confirm();
    Input look_what_was_taken_back();
    Input close();

    std::string run_;
    bool closes_;
    Conversation conversation_;
    End end_ = End::lost;
    std::set<std::size_t> taken_back_;
    std::string unclosed_;
};

} // namespace plumbline::enforce
