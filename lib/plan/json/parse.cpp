#include "plan/json/parse.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace plumbline::plan {
namespace {

constexpr int deepest = 8; ///< changes, a change, its steps, a step
constexpr std::size_t most_values = 4'000'000;

/// Refuses while it is parsed, before it costs memory.
class Bounds {
public:
    bool operator()(int depth, Json::parse_event_t, Json&) {
        if (depth > deepest)
            base::fail("expected JSON that is nested at most {} deep, found it deeper", deepest);
        if (++values_ > most_values)
            base::fail("expected JSON of at most {} values, found more", most_values);
        return true;
    }

private:
    std::size_t values_ = 0;
};

std::size_t line_at(std::string_view text, std::size_t position) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

} // namespace

Json parse_bounded(std::string_view text) {
    if (text.size() > largest_plan)
        base::fail("expected a plan of at most {} bytes, found {}", largest_plan, text.size());
    try {
        return Json::parse(text.begin(), text.end(), Bounds());
    } catch (const Json::parse_error& error) {
        base::fail("expected JSON, found something else at line {}", line_at(text, error.byte));
    }
}

} // namespace plumbline::plan
