#include "base/digest.hpp"
#include "report/report.hpp"

#include <cstdint>

namespace plumbline::report {
namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The lowest 5 × `digits` bits.
std::string in_base_32(std::uint64_t number, std::size_t digits) {
    std::string text(digits, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 5U)
        *digit = crockford[number & 31U];
    return text;
}

/// Eight digits for 40 random bits.
std::string random_digits() {
    return in_base_32(std::stoull(base::random_hex(5), nullptr, 16), 8);
}

} // namespace

std::string make_run_id(base::Instant now) {
    const auto since_epoch = std::chrono::duration_cast<base::Milliseconds>(now.time_since_epoch()).count();
    const auto milliseconds = static_cast<std::uint64_t>(since_epoch) & 0xFFFF'FFFF'FFFFU;
    return in_base_32(milliseconds, 10) + random_digits() + random_digits();
}

} // namespace plumbline::report
