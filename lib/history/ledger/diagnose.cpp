#include "history/ledger/diagnose.hpp"

#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::history {
namespace {

constexpr std::size_t most = 3; ///< so many rows of one part and run are named

std::size_t count_of(const std::string& marks) {
    return marks.size() / mark_digits;
}

std::string mark_at(const std::string& marks, std::size_t position) {
    return marks.substr(position * mark_digits, mark_digits);
}

/// What is in one list of marks and not in the other.
struct Difference {
    std::vector<std::size_t> extra; ///< positions in the second
    std::vector<std::string> missing;
};

Difference difference_of(const std::string& bound, const std::string& is) {
    const auto shorter = std::min(count_of(bound), count_of(is));
    std::size_t front = 0;
    while (front < shorter && mark_at(bound, front) == mark_at(is, front))
        ++front;
    std::size_t back = 0;
    while (back < shorter - front &&
           mark_at(bound, count_of(bound) - 1 - back) == mark_at(is, count_of(is) - 1 - back))
        ++back;
    std::map<std::string, std::size_t> unmatched;
    for (auto i = front; i < count_of(bound) - back; ++i)
        ++unmatched[mark_at(bound, i)];
    Difference difference;
    for (auto i = front; i < count_of(is) - back; ++i) {
        const auto match = unmatched.find(mark_at(is, i));
        if (match == unmatched.end() || match->second-- == 0)
            difference.extra.push_back(i);
        else if (match->second == 0)
            unmatched.erase(match);
    }
    for (const auto& [mark, count] : unmatched)
        difference.missing.insert(difference.missing.end(), count, mark);
    return difference;
}

/// "opened by run 8", "not closed".
std::string moved_to(const Part& part, const Columns& row) {
    return row[0] ? fmt::format("{} by run {}", part.verb, *row[0]) : fmt::format("not {}", part.verb);
}

} // namespace

void Diagnosis::rows_of(const Span& span, const RowsText& bound, const RowsText& is) {
    bool named = false;
    for (std::size_t i = 0; i < parts().size(); ++i)
        if (bound.marks[i] != is.marks[i]) {
            part_of(i, span, bound.marks[i], is.marks[i]);
            named = true;
        }
    if (!named)
        found_.add(span.last, {fmt::format("rows of run {}", span.last), bound.digest, is.digest});
}

void Diagnosis::part_of(std::size_t part, const Span& span, const std::string& bound, const std::string& is) {
    const auto difference = difference_of(bound, is);
    const auto edited = std::min(difference.extra.size(), difference.missing.size());
    const auto split = difference.extra.begin() + static_cast<std::ptrdiff_t>(edited);
    name_extra(part, span, {difference.extra.begin(), split}, true);
    name_extra(part, span, {split, difference.extra.end()}, false);
    if (difference.extra.empty())
        name_missing(part, span, difference.missing, count_of(bound), count_of(is));
}

void Diagnosis::name_extra(std::size_t part, const Span& span, const std::vector<std::size_t>& positions,
                           bool edited) {
    std::size_t position = 0;
    std::size_t named = 0;
    if (positions.empty())
        return;
    source_.read(part, span, [&](const Columns& row) {
        if (named < std::min(most, positions.size()) && positions[named] == position++) {
            ++named;
            found_.add(span.last, {words_for(parts()[part], row),
                                   edited ? "the row as the run recorded it" : "no such row",
                                   edited ? "an edited one" : "one that the run did not record"});
        }
    });
}

void Diagnosis::name_missing(std::size_t part, const Span& span, const std::vector<std::string>& marks,
                             std::size_t bound, std::size_t is) {
    for (const auto& mark : marks)
        if (name_moved(part, span.last, mark))
            return;
    const auto& kind = parts()[part];
    found_.add(span.last, {fmt::format("{} {} by run {}", kind.table, kind.verb, span.last),
                           report::counted(bound, "row"), report::counted(is, "row")});
}

/// The row may be there, under another run or none.
bool Diagnosis::name_moved(std::size_t part, std::int64_t run, const std::string& mark) {
    const auto& kind = parts()[part];
    bool moved = false;
    Query all(database_, kind.select, kind.columns);
    all.run(0, 0, [&](const Columns& row) {
        auto before = row;
        before[0] = std::to_string(run);
        if (moved || mark_of(before) != mark || kind.table == "runs")
            return;
        moved = true;
        found_.add(run,
                   {name_of(kind, row), fmt::format("{} by run {}", kind.verb, run), moved_to(kind, row)});
    });
    return moved;
}

void Diagnosis::remains_of(std::int64_t run, const RowsText& bound) {
    for (std::size_t i = 0; i < parts().size(); ++i) {
        if (i == ended_part) // its record and its scope were pruned, too
            continue;
        std::size_t named = 0;
        source_.read(i, {run - 1, run - 1, run}, [&](const Columns& row) {
            const auto mark = mark_of(row);
            std::size_t at = 0;
            while (at < bound.marks[i].size() && bound.marks[i].compare(at, mark_digits, mark) != 0)
                at += mark_digits;
            if (at >= bound.marks[i].size() && named++ < most)
                found_.add(run, {words_for(parts()[i], row), "what pruning left of the run",
                                 "a row that was edited or added"});
        });
    }
}

} // namespace plumbline::history
