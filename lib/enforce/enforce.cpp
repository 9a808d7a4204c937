#include "enforce/enforce.hpp"

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

} // namespace plumbline::enforce
