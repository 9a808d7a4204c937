#include "resource/types/line/lines.hpp"

#include "base/escape.hpp"

#include <algorithm>
#include <re2/re2.h>

namespace plumbline::resource::line {

namespace {

/// A pattern that no byte can hide from: a line that is not UTF-8 is matched byte by byte.
class Pattern {
public:
    explicit Pattern(const std::string& text) : characters_(text, RE2::Quiet), bytes_(text, byte_options()) {}

    [[nodiscard]] bool found_in(std::string_view text) const {
        return RE2::PartialMatch(text, base::is_utf8(text) ? characters_ : bytes_);
    }

private:
    static RE2::Options byte_options() {
        RE2::Options options(RE2::Latin1);
        options.set_log_errors(false);
        return options;
    }
    RE2 characters_;
    RE2 bytes_;
};

std::string_view without_return(std::string_view text) {
    return text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
}

void sort_in(Search& found, const Wanted& wanted, const std::optional<Pattern>& pattern, Row row) {
    if (wanted.text && row.text == *wanted.text) {
        found.equal.push_back(std::move(row));
    } else if (pattern && pattern->found_in(without_return(row.text))) {
        found.similar.push_back(std::move(row));
    } else if (wanted.text && without_return(row.text) == *wanted.text) {
        found.returns.push_back(std::move(row));
    }
}

} // namespace

Search search(std::string_view bytes, const Wanted& wanted) {
    Search found;
    std::optional<Pattern> pattern;
    if (wanted.match) {
        pattern.emplace(*wanted.match);
    }
    for (std::size_t number = 1; !bytes.empty(); ++number) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        sort_in(found, wanted, pattern, {number, std::string(bytes.substr(0, end))});
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return found;
}

std::vector<Row> in_order(std::vector<Row> first, const std::vector<Row>& second) {
    first.insert(first.end(), second.begin(), second.end());
    std::ranges::sort(first, {}, &Row::number);
    return first;
}

} // namespace plumbline::resource::line
