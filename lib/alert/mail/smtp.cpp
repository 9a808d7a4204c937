#include "alert/mail/smtp.hpp"

#include "alert/http/curl.hpp"
#include "alert/mail/dialogue.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "report/faces/told.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_why = 1000; // bytes

template <typename Value>
void set(const Curl<CURL>& handle, CURLoption option, Value value) {
    if (const auto code = curl_easy_setopt(handle.get(), option, value); code != CURLE_OK)
        base::fail("libcurl takes no option {}: {}", static_cast<int>(option), curl_easy_strerror(code));
}

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* rest) {
    auto& letter = *static_cast<std::string_view*>(rest);
    const auto taken = std::min(size * count, letter.size());
    std::memcpy(buffer, letter.data(), taken);
    letter.remove_prefix(taken);
    return taken;
}

int overhear(CURL* /*handle*/, curl_infotype type, char* bytes, std::size_t size, void* dialogue) {
    if (type == CURLINFO_HEADER_OUT)
        static_cast<Dialogue*>(dialogue)->sent({bytes, size});
    else if (type == CURLINFO_HEADER_IN)
        static_cast<Dialogue*>(dialogue)->heard({bytes, size});
    return 0;
}

std::size_t drop(char* /*bytes*/, std::size_t size, std::size_t count, void* /*nobody*/) {
    return size * count;
}

/// One conversation with one relay.
class Conversation {
public:
    Conversation(const Relay& relay, const Envelope& envelope, std::string_view letter)
        : relay_(relay), rest_(letter), handle_(new_handle()) {
        for (const auto& address : envelope.to)
            recipients_.reset(curl_slist_append(recipients_.release(), fmt::format("<{}>", address).c_str()));
        const auto& listener = relay.listener;
        set(handle_, CURLOPT_URL, fmt::format("{}://{}", listener.scheme, listener.place()).c_str());
        set(handle_, CURLOPT_PROTOCOLS_STR, listener.scheme.c_str());
        set(handle_, CURLOPT_PROXY, ""); // whatever the environment says
        set(handle_, CURLOPT_NOSIGNAL, 1L);
        set(handle_, CURLOPT_MAIL_FROM, fmt::format("<{}>", envelope.from).c_str());
        set(handle_, CURLOPT_MAIL_RCPT, recipients_.get());
        set(handle_, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
        set(handle_, CURLOPT_UPLOAD, 1L);
        set(handle_, CURLOPT_READFUNCTION, &give);
        set(handle_, CURLOPT_READDATA, static_cast<void*>(&rest_));
        set(handle_, CURLOPT_WRITEFUNCTION, &drop);
        set(handle_, CURLOPT_ERRORBUFFER, error_.data());
        set(handle_, CURLOPT_VERBOSE, 1L); // what the debug function is called for; it prints nothing
        set(handle_, CURLOPT_DEBUGFUNCTION, &overhear);
        set(handle_, CURLOPT_DEBUGDATA, static_cast<void*>(&dialogue_));
        protect();
        log_in();
    }

    void hold(base::Deadline deadline) {
        const long left = std::max(deadline.remaining_ms(), 1);
        set(handle_, CURLOPT_TIMEOUT_MS, left);
        set(handle_, CURLOPT_CONNECTTIMEOUT_MS, left);
        // QUIT is bounded by this alone
        set(handle_, CURLOPT_SERVER_RESPONSE_TIMEOUT, (left + 999) / 1000);
        set(handle_, CURLOPT_FORBID_REUSE, 1L);
        code_ = curl_easy_perform(handle_.get());
    }

    [[nodiscard]] Outcome outcome() const {
        auto outcome = code_ == CURLE_OK ? delivered() : undelivered();
        outcome.why = report::front_of(outcome.why, longest_why);
        return outcome;
    }

private:
    void protect() {
        const bool proved = relay_.encryption == Encryption::required;
        set(handle_, CURLOPT_USE_SSL,
            static_cast<long>(proved                                           ? CURLUSESSL_ALL
                              : relay_.encryption == Encryption::opportunistic ? CURLUSESSL_TRY
                                                                               : CURLUSESSL_NONE));
        set_tls(handle_.get(), relay_.authorities);
        set(handle_, CURLOPT_SSL_VERIFYPEER, proved ? 1L : 0L);
        set(handle_, CURLOPT_SSL_VERIFYHOST, proved ? 2L : 0L);
    }

    void log_in() {
        if (relay_.user.empty())
            return;
        set(handle_, CURLOPT_USERNAME, relay_.user.c_str());
        set(handle_, CURLOPT_PASSWORD, relay_.password.c_str());
    }

    [[nodiscard]] std::string refusals() const {
        std::vector<std::string> each;
        for (const auto& refusal : dialogue_.refusals())
            each.push_back(fmt::format("{}: {}", refusal.recipient, refusal.reply.text));
        return fmt::format("{}", fmt::join(each, "; "));
    }

    [[nodiscard]] Outcome delivered() const {
        if (dialogue_.refusals().empty())
            return {};
        return {.kind = Outcome::Kind::delivered, .why = "not taken for " + refusals()};
    }

    /// The server's answer to the last command says no.
    [[nodiscard]] bool was_answered() const { return dialogue_.reply().code >= 400; }

    [[nodiscard]] Outcome undelivered() const {
        const auto place = relay_.listener.place();
        if (code_ == CURLE_OPERATION_TIMEDOUT)
            return {Outcome::Kind::failed, fmt::format("{} did not finish in time", place)};
        if (code_ == CURLE_USE_SSL_FAILED && !was_answered())
            return {Outcome::Kind::failed,
                    fmt::format("{} offers no STARTTLS, and nothing goes there in the clear", place)};
        if (!was_answered())
            return {Outcome::Kind::failed, fmt::format("{}: {}", place, trouble())};
        if (dialogue_.command() == "RCPT")
            return {is_for_good() ? Outcome::Kind::refused : Outcome::Kind::failed,
                    fmt::format("{} takes it for nobody: {}", place, refusals())};
        return {is_for_good() ? Outcome::Kind::refused : Outcome::Kind::failed,
                fmt::format("{} answered {}{}", place, dialogue_.reply().text, to_what())};
    }

    [[nodiscard]] std::string to_what() const {
        return dialogue_.command().empty() ? "" : " to " + dialogue_.command();
    }

    [[nodiscard]] std::string trouble() const {
        const std::string_view said(error_.data());
        return base::printable(said.empty() ? curl_easy_strerror(code_) : said);
    }

    /// Whether this letter will never be taken: its sender, its content, each of its recipients. What the
    /// server has against this client or its login (RFC 4954, 6) may be mended without it.
    [[nodiscard]] bool is_for_good() const {
        const auto is_permanent = [](int code) {
            return code >= 500 && std::ranges::find(login_wanted, code) == login_wanted.end();
        };
        const auto& command = dialogue_.command();
        if (command == "RCPT")
            return std::ranges::all_of(dialogue_.refusals(),
                                       [&](const auto& refusal) { return is_permanent(refusal.reply.code); });
        return (command == "MAIL" || command == "DATA") && is_permanent(dialogue_.reply().code);
    }

    static constexpr std::array login_wanted{530, 534, 535, 538};

    const Relay& relay_;
    std::string_view rest_; ///< of the letter, still to be sent
    std::array<char, CURL_ERROR_SIZE> error_{};
    Dialogue dialogue_;
    Curl<curl_slist> recipients_;
    Curl<CURL> handle_;
    CURLcode code_ = CURLE_OK;
};

} // namespace

Outcome send_by_smtp(const Relay& relay, const Envelope& envelope, std::string_view letter,
                     base::Deadline deadline) {
    Conversation conversation(relay, envelope, letter);
    conversation.hold(deadline);
    return conversation.outcome();
}

} // namespace plumbline::alert
