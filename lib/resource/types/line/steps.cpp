#include "resource/types/line/steps.hpp"

#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/types/line/lines.hpp"

#include <algorithm>

namespace plumbline::resource::line {

namespace {

using steps::Lines;

std::vector<Row> all_of(const Search& found) {
    return in_order(in_order(found.equal, found.similar), found.returns);
}

/// From the last, so that numbers stay right.
void remove(Lines& lines, const std::vector<Row>& rows) {
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        lines.remove(row->number);
    }
}

void make_present(Lines& lines, const Search& found, const std::string& text) {
    const auto& differing = found.similar.empty() && found.equal.empty() ? found.returns : found.similar;
    for (const Row& row : differing) {
        lines.replace(row.number, text);
    }
    if (differing.empty() && found.equal.empty()) {
        lines.append(text);
    }
}

/// The line itself stays where it is, or the first that stands for it becomes it.
void make_only(Lines& lines, const Search& found, const std::string& text) {
    auto rows = all_of(found);
    if (rows.empty()) {
        return lines.append(text);
    }
    const auto number = found.equal.empty() ? rows.front().number : found.equal.front().number;
    lines.replace(number, text);
    std::erase_if(rows, [&](const Row& row) { return row.number == number; });
    remove(lines, rows);
}

std::string edited(const Desired& desired, const std::string& bytes) {
    const auto found = search(bytes, {desired.text("text"), desired.text("match")});
    const auto text = desired.text("text").value_or("");
    Lines lines(bytes);
    if (desired.text("state") == "absent") {
        remove(lines, all_of(found));
    } else if (desired.text("state") == "only") {
        make_only(lines, found, text);
    } else {
        make_present(lines, found, text);
    }
    return lines.bytes();
}

} // namespace

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground, const std::string& path) {
    steps::Editing editing(type, desired, ground);
    const auto bytes = editing.bytes(path);
    if (bytes || desired.text("state") != "absent") {
        editing.write(path, edited(desired, bytes.value_or("")));
    }
    return editing.finish();
}

} // namespace plumbline::resource::line
