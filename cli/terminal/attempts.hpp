#pragma once

#include <exception>
#include <string>

namespace plumbline::cli {

/// Tries each step even if one before failed; the report comes out whatever the disk says.
class Attempts {
public:
    template <typename Step>
    void attempt(Step&& step) {
        try {
            step();
        } catch (const std::exception& error) {
            fail(error.what());
        }
    }
    void fail(const std::string& message) {
        say(message);
        failed_ = true;
    }
    /// On standard error; no failure.
    static void say(const std::string& message);
    [[nodiscard]] bool failed() const { return failed_; }

private:
    bool failed_ = false;
};

} // namespace plumbline::cli
