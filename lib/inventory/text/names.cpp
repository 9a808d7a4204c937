#include "inventory/text/names.hpp"

#include "base/escape.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace plumbline::inventory {
namespace {

constexpr std::size_t longest_name = 253; // RFC 1035, 2.3.4, as text

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80U;
}
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

struct Alphabet {
    std::string_view what;   ///< "a host name"
    std::string_view beside; ///< what may stand in it beside letters and digits
    bool beyond_ascii;       ///< printable UTF-8 too
};

bool allows(const Alphabet& alphabet, char c) {
    return is_digit(c) || is_letter(c) || alphabet.beside.find(c) != std::string_view::npos ||
           (alphabet.beyond_ascii && !is_ascii(c));
}

std::string problem_of(std::string_view text, const Alphabet& alphabet) {
    if (text.empty())
        return fmt::format("{} was expected, found nothing", alphabet.what);
    if (text.size() > longest_name)
        return fmt::format("{} has at most {} bytes, this one has {}", alphabet.what, longest_name,
                           text.size());
    if (text.front() == '-')
        return fmt::format("{} can't begin with '-': '{}' would be read as an option", alphabet.what,
                           base::printable(text));
    if (std::string_view(".+%").find(text.front()) != std::string_view::npos)
        return fmt::format("{} can't begin with '{}': '{}'", alphabet.what, text.front(),
                           base::printable(text));
    const auto* const wrong =
        std::find_if_not(text.begin(), text.end(), [&](char c) { return allows(alphabet, c); });
    if (wrong != text.end() && is_ascii(*wrong))
        return fmt::format("{} can't hold '{}': '{}'", alphabet.what,
                           base::printable(std::string_view(wrong, 1)), base::printable(text));
    if (wrong != text.end() || base::printable(text) != text)
        return fmt::format("{} can't hold invisible or foreign characters: '{}'", alphabet.what,
                           base::printable(text));
    return {};
}

struct Range {
    std::string_view begin, end, step;
};

std::optional<Range> parse_bounds(std::string_view text) {
    Range range;
    const auto first = text.find(':');
    if (first == std::string_view::npos)
        return std::nullopt;
    const auto second = text.find(':', first + 1);
    range.begin = first == 0 ? "0" : text.substr(0, first);
    range.end = text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    range.step = second == std::string_view::npos ? "1" : text.substr(second + 1);
    return range;
}

std::optional<std::size_t> parse_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > 1'000'000'000)
        return std::nullopt;
    return number;
}

/// The members of one range, or why there are none. Letters count a…z, then A…Z, as in Ansible.
class Members {
public:
    Members(const Range& range, std::size_t most) : range_(range), most_(most) {}

    std::string read(std::vector<std::string>& members) const {
        const auto step = parse_number(range_.step);
        if (!step || *step == 0)
            return fmt::format("the step of a range is a whole number from 1, found '{}'", range_.step);
        if (range_.begin.size() == 1 && range_.end.size() == 1 && is_letter(range_.begin[0]) &&
            is_letter(range_.end[0]))
            return letters(*step, members);
        if (all_digits(range_.begin) && all_digits(range_.end))
            return numbers(*step, members);
        return fmt::format("a range runs between two numbers or two letters, found '{}:{}'", range_.begin,
                           range_.end);
    }

private:
    std::string letters(std::size_t step, std::vector<std::string>& members) const {
        constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const auto last = alphabet.find(range_.end[0]);
        for (auto at = alphabet.find(range_.begin[0]); at <= last; at += step)
            members.emplace_back(1, alphabet[at]);
        return members.empty() ? backwards() : std::string();
    }

    std::string numbers(std::size_t step, std::vector<std::string>& members) const {
        const bool filled = range_.begin.size() > 1 && range_.begin[0] == '0';
        if (filled && range_.begin.size() != range_.end.size())
            return fmt::format("a range with leading zeros needs ends of equal length, found '{}:{}'",
                               range_.begin, range_.end);
        const auto first = parse_number(range_.begin);
        const auto last = parse_number(range_.end);
        if (!first || !last || (*last >= *first && (*last - *first) / step >= most_))
            return fmt::format("the range '{}:{}' is too large: at most {} hosts", range_.begin, range_.end,
                               most_);
        for (auto number = *first; number <= *last; number += step)
            members.push_back(fmt::format("{:0{}}", number, filled ? range_.begin.size() : 1));
        return members.empty() ? backwards() : std::string();
    }

    [[nodiscard]] std::string backwards() const {
        return fmt::format("the range '{}:{}' ends before it begins", range_.begin, range_.end);
    }

    const Range& range_;
    std::size_t most_;
};

std::string expand_ranges(std::string_view text, std::size_t most, std::vector<std::string>& names) {
    const auto open = text.find('[');
    if (open == std::string_view::npos) {
        names.emplace_back(text);
        return names.size() > most ? fmt::format("more than {} hosts", most) : std::string();
    }
    const auto close = text.find(']', open);
    const auto range = close == std::string_view::npos
                           ? std::nullopt
                           : parse_bounds(text.substr(open + 1, close - open - 1));
    if (!range)
        return fmt::format("a range is written [begin:end] or [begin:end:step], found '{}'", text);
    std::vector<std::string> members;
    auto problem = Members(*range, most).read(members);
    for (auto member = members.begin(); problem.empty() && member != members.end(); ++member)
        problem = expand_ranges(fmt::format("{}{}{}", text.substr(0, open), *member, text.substr(close + 1)),
                                most, names);
    return problem;
}

/// Whether every "[" is closed and no ":" stands outside brackets.
bool has_no_colon_outside(std::string_view text) {
    bool inside = false;
    for (const char c : text) {
        if (!inside && (c == ':' || c == ']'))
            return false;
        inside = inside ? c != ']' : c == '[';
    }
    return !inside;
}

} // namespace

std::optional<Port> parse_port(std::string_view text) {
    const auto number = all_digits(text) ? parse_number(text) : std::nullopt;
    if (!number || *number == 0 || *number > 65535)
        return std::nullopt;
    return static_cast<Port>(*number);
}

Address split_port(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || !all_digits(text.substr(colon + 1)))
        return {std::string(text), std::nullopt};
    const auto before = text.substr(0, colon);
    std::string port(text.substr(colon + 1));
    if (before.size() > 2 && before.front() == '[' && before.find(']') == before.size() - 1)
        return {std::string(before.substr(1, before.size() - 2)), std::move(port)};
    if (has_no_colon_outside(before))
        return {std::string(before), std::move(port)};
    return {std::string(text), std::nullopt};
}

std::string name_problem(std::string_view name) {
    return problem_of(name, {"a name", "._-:%+", true});
}

std::string address_problem(std::string_view address) {
    return problem_of(address, {"an address", "._-:%", false});
}

std::string user_problem(std::string_view user) {
    return problem_of(user, {"a user", "._-@+\\", false});
}

HostNames expand_hosts(std::string_view text, std::size_t most) {
    HostNames result;
    if (text.find('@') != std::string_view::npos) {
        result.problem =
            fmt::format("a host name can't hold '@', found '{}': the user belongs into ansible_user", text);
        return result;
    }
    const auto address = split_port(text);
    if (address.port) {
        result.port = parse_port(*address.port);
        if (!result.port)
            result.problem = fmt::format("a port is a number from 1 to 65535, found '{}'", *address.port);
    }
    if (result.problem.empty())
        result.problem = expand_ranges(address.name, most, result.names);
    for (auto name = result.names.begin(); result.problem.empty() && name != result.names.end(); ++name)
        result.problem = name_problem(*name);
    return result;
}

bool is_ipv6(std::string_view text) {
    in6_addr address{};
    return inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

} // namespace plumbline::inventory
