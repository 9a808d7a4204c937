#include "approval/signoff/list.hpp"

#include "approval/signoff/listing.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"

namespace plumbline::approval {
namespace {

constexpr std::string_view form = "plumbline.signoff/1";
constexpr std::size_t listing_begins = 4; // its first line's number

std::string shown(std::string_view line) {
    constexpr std::size_t most = 100;
    return line.empty() ? "nothing" : fmt::format("'{}'", base::printable(line.substr(0, most)));
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

std::uint64_t serial_in(std::string_view line) {
    constexpr std::string_view word = "serial ";
    const auto serial =
        line.starts_with(word) ? base::to_integer<std::uint64_t>(line.substr(word.size())) : std::nullopt;
    if (serial.value_or(0) == 0 || line != fmt::format("{}{}", word, *serial))
        base::fail("line 2: expected 'serial' and a number from 1 on, found {}", shown(line));
    return *serial;
}

void check_names(const Listing& listing) {
    std::size_t line = listing_begins;
    for (const auto& [path, print] : listing.files) {
        if (const auto oddity = oddity_of(path); !oddity.empty())
            base::fail("line {}: '{}' {}", line, base::printable(path), oddity);
        ++line;
    }
    if (!listing.links.empty())
        base::fail("line {}: expected files alone, found the symbolic link '{}'", line,
                   base::printable(listing.links.begin()->first));
}

} // namespace

std::string text_of(const SignedList& list) {
    return fmt::format("{}\nserial {}\ndigest {}\n{}", form, list.serial, list.digest, list.listing);
}

SignedList read_list(std::string_view text) {
    auto rest = text;
    if (const auto line = take_line(rest); line != form)
        base::fail("line 1: expected '{}', found {}", form, shown(line));
    SignedList list;
    list.serial = serial_in(take_line(rest));
    const auto digest = take_line(rest);
    list.digest = base::sha256(rest);
    check_names(read_listing(rest, listing_begins));
    if (digest != "digest " + list.digest)
        base::fail("line 3: expected 'digest {}', which is what its lines come to, found {}", list.digest,
                   shown(digest));
    list.listing = rest;
    return list;
}

} // namespace plumbline::approval
