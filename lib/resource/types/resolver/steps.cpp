#include "resource/types/resolver/steps.hpp"

#include "base/text.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::resolver {

namespace {

const std::string path = "/etc/resolv.conf";

/// These lines in the place of the first of those that begin with one of the keywords, or at the end.
void set_lines(steps::Lines& lines, const base::List& keywords, const base::List& wanted) {
    auto place = lines.count();
    for (auto number = lines.count(); number > 0; --number) {
        const auto line = lines.at(number);
        const auto words = base::words(line);
        const bool is_one = !words.empty() && words.front().data() == line.data() &&
                            std::ranges::find(keywords, words.front()) != keywords.end();
        if (is_one) {
            lines.remove(number);
            place = number - 1;
        }
    }
    for (const std::string& line : wanted) {
        lines.insert_after(place++, line);
    }
}

/// A line with all of the values; none where there are none.
base::List one_line(const char* keyword, const base::List& values) {
    return values.empty() ? base::List{} : base::List{fmt::format("{} {}", keyword, fmt::join(values, " "))};
}

void set(const std::string& property, const base::List& values, steps::Lines& lines) {
    if (property == "search") {
        set_lines(lines, {"search", "domain"}, one_line("search", values));
    } else if (property == "options") {
        set_lines(lines, {"options"}, one_line("options", values));
    } else {
        base::List wanted;
        for (const std::string& server : values) {
            wanted.push_back("nameserver " + server);
        }
        set_lines(lines, {"nameserver"}, wanted);
    }
}

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits({path});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    if (std::holds_alternative<probe::Answered>(ground.answers.to({"link", {path}}))) {
        return {.declined = {{"", path + " is a link; configure the service that writes what it leads to"}}};
    }
    steps::Editing editing(type, desired, ground);
    steps::Lines lines(editing.bytes(path).value_or(""));
    for (const char* property : {"nameservers", "search", "options"}) {
        if (drift_of(ground.drifts, property) == nullptr) {
            continue;
        }
        if (const auto values = desired.list(property)) {
            set(property, *values, lines);
        } else {
            editing.decline(property, steps::names_no_value(desired, property));
        }
    }
    editing.write(path, lines.bytes());
    return editing.finish();
}

} // namespace plumbline::resource::resolver
