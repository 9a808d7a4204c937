#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// What a client and a server of SMTP (RFC 5321) said to each other, as far as it tells what became of a
/// letter. What authenticates is never kept, nor the words of the answer to it, which could repeat it.
class Dialogue {
public:
    struct Reply {
        int code = 0;     ///< 0: none yet
        std::string text; ///< "550 5.1.1 no such user", printable
    };
    struct Refusal {
        std::string recipient;
        Reply reply;
    };

    /// A command, with or without its line end. With QUIT all is said.
    void sent(std::string_view command);
    /// A line of a reply (RFC 5321, 4.2.1).
    void heard(std::string_view line);

    /// "RCPT", or "AUTH" for all of its steps; empty before the first.
    [[nodiscard]] const std::string& command() const { return command_; }
    /// The whole reply to that command.
    [[nodiscard]] const Reply& reply() const { return reply_; }
    [[nodiscard]] const std::vector<Refusal>& refusals() const { return refusals_; }

private:
    [[nodiscard]] std::string words_of(std::string_view line) const;

    std::string command_;
    std::string recipient_;
    std::string words_; ///< of the lines of a reply that goes on
    Reply reply_;
    std::vector<Refusal> refusals_;
    bool over_ = false;
};

} // namespace plumbline::alert
