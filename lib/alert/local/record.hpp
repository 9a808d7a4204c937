#pragma once

#include "alert/alert.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::alert {

/// "daemon", "local0": its number (RFC 5424, 6.2.1); nothing for another word, nor for "kern".
[[nodiscard]] std::optional<int> parse_facility(std::string_view word);
/// The words that parse_facility() knows: for messages.
[[nodiscard]] std::string facility_words();

/// Who says it to whom, and how much at most.
struct RecordFrame {
    int facility = 0;
    /// Whose name the fields bear (RFC 5424, 7.2.2), a number that IANA gave to the site's owner. A name
    /// without one is IANA's own, and 32473 is for examples (RFC 5612): without it there are no fields.
    std::optional<std::uint32_t> enterprise = {};
    std::size_t most = 2048; ///< bytes; what is longer is cut and ends with "…"
};

/// One record of RFC 5424, of one line: the message's subject, its event as MSGID, its fields as structured
/// data.
[[nodiscard]] std::string syslog_record(const Message& message, const RecordFrame& frame);
/// The same as syslog(3) writes it to a socket of this machine, which has neither name nor fields.
[[nodiscard]] std::string local_record(const Message& message, const RecordFrame& frame);

} // namespace plumbline::alert
