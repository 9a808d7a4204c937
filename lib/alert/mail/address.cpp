#include "alert/mail/address.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

// RFC 5321, 4.5.3.1: octets of a local part, of a path without its brackets; RFC 1035, 2.3.4: of a label
constexpr std::size_t longest_local = 64;
constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_label = 63;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5322, 3.2.3
bool is_atext(char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_atom(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_atext);
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= longest_label && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

} // namespace

std::string mail_address_problem(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos)
        return "it has no '@'";
    const auto local = text.substr(0, at);
    if (text.size() > longest_address || local.size() > longest_local)
        return fmt::format("it is longer than {} bytes, or {} before the '@'", longest_address,
                           longest_local);
    if (local.starts_with('-'))
        return "it begins with '-' and would be read as an option";
    if (!std::ranges::all_of(base::split(local, '.'), is_atom))
        return "before the '@' only letters, digits and !#$%&'*+-/=?^_`{|}~ with single dots between may "
               "stand";
    if (!std::ranges::all_of(base::split(text.substr(at + 1), '.'), is_label))
        return "behind the '@' a domain must stand, in letters, digits, '-' and dots (a foreign one as "
               "xn--…)";
    return {};
}

std::optional<std::string> read_mail_address(const standard::Text& written, std::string_view key,
                                             base::Diagnostics& diagnostics) {
    const auto problem = mail_address_problem(written.text);
    if (problem.empty())
        return written.text;
    diagnostics.error(written.place,
                      fmt::format("'{}' is no mail address: '{}'", key, base::printable(written.text)),
                      problem);
    return std::nullopt;
}

std::string_view domain_of(std::string_view address) {
    return address.substr(address.rfind('@') + 1);
}

} // namespace plumbline::alert
