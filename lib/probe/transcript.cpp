#include "probe/transcript.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"

#include <algorithm>
#include <charconv>

namespace plumbline::probe {
namespace {

constexpr std::size_t noise_limit = 1 << 20;
constexpr std::size_t shown_limit = 200;

/// What of the host's words a reason shows: one printable line, cut.
std::string shown(std::string_view bytes) {
    const std::size_t start = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    bytes.remove_prefix(start);
    bytes = bytes.substr(0, std::min(bytes.find_first_of("\r\n"), shown_limit));
    return base::printable(bytes);
}

std::optional<std::size_t> parse_count(std::string_view text) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || text.size() > 9)
        return std::nullopt;
    return count;
}

struct Frame {
    std::string_view word;
    std::vector<std::size_t> numbers; ///< ids; of END the count
    std::string_view payload;
};

/// Reads the frames one after the other and keeps what they say of each question.
class Reader {
public:
    Reader(std::string_view bytes, const Queries& queries, std::string_view nonce)
        : rest_(bytes), queries_(queries), mark_(fmt::format("\n@{} ", nonce)), answers_(queries.size()) {}

    std::variant<Transcript, Incomplete> read();

private:
    void skip_noise();
    [[nodiscard]] Frame next();
    [[nodiscard]] Frame parse(std::string_view frame) const;
    void take(const Frame& frame);
    void take_lines(const Frame& frame);
    void answer(std::size_t id, Answer answer);
    void end(const Frame& frame) const;
    [[nodiscard]] Transcript transcript();

    std::string_view rest_;
    const Queries& queries_;
    const std::string mark_;
    std::vector<std::optional<Answer>> answers_;
    std::size_t records_ = 0;
};

std::variant<Transcript, Incomplete> Reader::read() {
    try {
        skip_noise();
        for (Frame frame = next(); frame.word != "end"; frame = next()) {
            take(frame);
            ++records_;
        }
        return transcript();
    } catch (const base::Error& error) {
        return Incomplete{error.what()};
    }
}

void Reader::skip_noise() {
    const std::string begin = mark_ + "begin 1\n";
    const std::size_t found = rest_.substr(0, noise_limit + begin.size()).find(begin);
    if (found != std::string_view::npos) {
        rest_.remove_prefix(found + begin.size());
        return;
    }
    if (rest_.size() > noise_limit)
        base::fail(
            "the host printed more than 1 MiB before the probe began, first '{}': silence its login shell",
            shown(rest_));
    const std::string said = shown(rest_);
    if (said.empty())
        base::fail("the host answered nothing: the connection was cut, or its login shell ran nothing");
    base::fail("the login shell printed '{}' and the probe did not begin: can this user run sh?", said);
}

/// The frame that `rest_` begins with; END must be whole.
Frame Reader::next() {
    if (rest_.substr(0, mark_.size()) != mark_)
        base::fail("the answer stops after {} records, before its end: the connection was cut or the shell "
                   "was killed",
                   records_);
    rest_.remove_prefix(mark_.size());
    const std::size_t length = std::min(rest_.find(mark_), rest_.size());
    const Frame frame = parse(rest_.substr(0, length));
    rest_.remove_prefix(length);
    if (frame.word == "end")
        end(frame);
    else if (rest_.empty())
        base::fail(
            "the answer stops in record {}, before its end: the connection was cut or the shell was killed",
            records_ + 1);
    return frame;
}

Frame Reader::parse(std::string_view frame) const {
    const std::size_t newline = frame.find('\n');
    if (newline == std::string_view::npos)
        base::fail(
            "the answer stops in record {}, before its end: the connection was cut or the shell was killed",
            records_ + 1);
    std::string_view header = frame.substr(0, newline);
    Frame result{header.substr(0, header.find(' ')), {}, frame.substr(newline + 1)};
    header.remove_prefix(result.word.size());
    while (!header.empty()) {
        header.remove_prefix(1);
        const std::string_view number = header.substr(0, header.find(' '));
        const auto parsed = parse_count(number);
        if (!parsed)
            base::fail("record {} is not one of the probe's: '{}'", records_ + 1, shown(frame));
        result.numbers.push_back(*parsed);
        header.remove_prefix(number.size());
    }
    return result;
}

void Reader::take(const Frame& frame) {
    const bool well_formed = frame.word == "ok"       ? frame.numbers.size() == 1
                             : frame.word == "absent" ? !frame.numbers.empty() && frame.payload.empty()
                                                      : !frame.numbers.empty();
    if (!well_formed)
        base::fail("record {} is not one of the probe's: '{} …'", records_ + 1, shown(frame.word));
    if (frame.word == "lines")
        return take_lines(frame);
    for (const std::size_t id : frame.numbers) {
        if (frame.word == "ok")
            answer(id, Answered{std::string(frame.payload)});
        else if (frame.word == "absent")
            answer(id, Absent{});
        else if (frame.word == "cannot")
            answer(id, CannotTell{shown(frame.payload)});
        else
            base::fail("record {} is not one of the probe's: '{} …'", records_ + 1, shown(frame.word));
    }
}

/// One line for each id, or none of them can be told.
void Reader::take_lines(const Frame& frame) {
    std::string_view lines = frame.payload;
    const auto count = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    const bool whole = count == frame.numbers.size() && lines.back() == '\n';
    for (const std::size_t id : frame.numbers) {
        if (!whole) {
            answer(id,
                   CannotTell{fmt::format("{} answers came for {} questions", count, frame.numbers.size())});
            continue;
        }
        const std::size_t newline = lines.find('\n');
        answer(id, Answered{std::string(lines.substr(0, newline))});
        lines.remove_prefix(newline + 1);
    }
}

void Reader::answer(std::size_t id, Answer answer) {
    if (id >= queries_.size())
        base::fail("record {} answers question {}, but only {} were asked", records_ + 1, id,
                   queries_.size());
    if (answers_[id])
        base::fail("record {} answers question {} again", records_ + 1, id);
    answers_[id] = std::move(answer);
}

/// Of the last frame: the count, a newline, white space.
void Reader::end(const Frame& frame) const {
    if (frame.numbers.size() != 1)
        base::fail("the answer's end does not say how many records there were");
    if (frame.numbers.front() != records_)
        base::fail("the answer has {} records where its end says {}: part of it was lost", records_,
                   frame.numbers.front());
    if (!rest_.empty() || frame.payload.find_first_not_of(" \t\r\n") != std::string_view::npos)
        base::fail(
            "something printed '{}' after the answer's end, and may have printed into it: silence the login "
            "shell's traps and background jobs",
            rest_.empty() ? shown(frame.payload) : shown(rest_));
}

Transcript Reader::transcript() {
    Transcript result;
    for (std::size_t id = 0; id < queries_.size(); ++id) {
        if (answers_[id])
            result.answers.add(queries_[id], std::move(*answers_[id]));
        else if (!can_be_asked(queries_[id]))
            result.answers.add(queries_[id], CannotTell{"no host can be asked about a name with a NUL byte"});
        else if (!result.answers.has(queries_[id]))
            result.answers.add(queries_[id], CannotTell{"the probe gave no answer"});
    }
    return result;
}

} // namespace

std::variant<Transcript, Incomplete> read_transcript(std::string_view bytes, const Queries& queries,
                                                     std::string_view nonce) {
    return Reader(bytes, queries, nonce).read();
}

} // namespace plumbline::probe
