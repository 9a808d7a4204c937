#include "enforce/enforce.hpp"

#include <algorithm>

namespace plumbline::enforce {

std::string_view name(Outcome outcome) {
    switch (outcome) {
    case Outcome::applied:
        return "applied";
    case Outcome::already:
        return "already";
    case Outcome::refused:
        return "refused";
    case Outcome::failed:
        return "failed";
    case Outcome::skipped:
        break;
    }
    return "skipped";
}

bool is_run(std::string_view text) {
    return text.size() == 26 && std::ranges::all_of(text, [](char byte) {
               return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z');
           });
}

} // namespace plumbline::enforce
