#include "base/text.hpp"
#include "probe/content.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/type.hpp"
#include "resource/types/line/lines.hpp"
#include "resource/types/line/schema.hpp"
#include "resource/types/line/steps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::types_of_folders {

namespace {

using line::Row;

constexpr std::uint64_t most_bytes = 1 << 20;
/// Of the lines that differ, each is a property of the report: more are no use to anybody.
constexpr std::size_t most_rows = 100;
constexpr std::string_view no_file = "the file does not exist";
constexpr std::string_view subject_prefix = "line ";

std::string path_of(const Desired& desired) {
    return desired.text("path").value_or(desired.id.title);
}
bool must_be(const Desired& desired, std::string_view state) {
    return desired.text("state") == state;
}

probe::Question content_of(const Desired& desired) {
    return {"content_followed", {path_of(desired), "-", std::to_string(most_bytes)}};
}

/// What "absent" as a line's text must not be taken for: nothing being there.
Matcher exact_line(const std::string& text) {
    return text == "absent" ? Matcher{Matches{text}} : Matcher{Exactly{text}};
}

/// One look at the file's lines, as observations.
class Look {
public:
    Look(const Desired& desired, Observed& observed) : desired_(desired), observed_(observed) {}

    void at(std::string_view bytes) {
        const line::Search found = line::search(bytes, {desired_.text("text"), desired_.text("match")});
        if (must_be(desired_, "absent")) {
            add_rows("text", in_order(in_order(found.equal, found.similar), found.returns));
            observed_.searched = {"text"};
        } else if (must_be(desired_, "only")) {
            only(found);
        } else {
            present(found);
        }
    }

    void at_nothing() {
        observed_.searched = {"text", "others"};
        if (!must_be(desired_, "absent")) {
            observed_.remarks.emplace_back(no_file);
            add("", Missing{});
        }
    }

private:
    void present(const line::Search& found) {
        const std::vector<Row>& differing =
            found.similar.empty() && found.equal.empty() ? found.returns : found.similar;
        if (!differing.empty()) {
            add_rows("text", differing);
        } else if (found.equal.empty()) {
            add("", Missing{});
        } else {
            add("", Present{found.equal.front().text});
        }
    }

    /// The line itself, or what would become it; everything else like it is too much.
    void only(const line::Search& found) {
        observed_.searched = {"others"};
        std::vector<Row> all = in_order(in_order(found.equal, found.similar), found.returns);
        if (all.empty()) {
            return add("", Missing{});
        }
        const std::size_t number = found.equal.empty() ? all.front().number : found.equal.front().number;
        const auto chosen = std::ranges::find(all, number, &Row::number);
        add(found.equal.empty() ? subject(*chosen) : "", Present{chosen->text});
        all.erase(chosen);
        add_rows("others", all);
    }

    static std::string subject(const Row& row) {
        return std::string(subject_prefix) + std::to_string(row.number);
    }

    void add(std::string at, Reading reading) {
        observed_.observations.push_back(
            {.property = "text", .subject = std::move(at), .reading = std::move(reading)});
    }

    void add_rows(const std::string& property, const std::vector<Row>& rows) {
        const std::size_t shown = std::min(rows.size(), most_rows);
        for (std::size_t index = 0; index < shown; ++index) {
            observed_.observations.push_back({.property = property,
                                              .subject = subject(rows[index]),
                                              .reading = Present{rows[index].text}});
        }
        if (shown < rows.size()) {
            observed_.remarks.push_back(
                fmt::format("{} lines differ; the first {} are shown", rows.size(), shown));
        }
    }

    const Desired& desired_;
    Observed& observed_;
};

std::optional<std::size_t> number_of(const Compared& drift) {
    const std::string_view subject = drift.subject;
    return subject.starts_with(subject_prefix)
               ? base::to_integer<std::size_t>(subject.substr(subject_prefix.size()))
               : std::nullopt;
}

/// Said where the title does not say it.
std::string in_file(const Desired& desired) {
    const auto path = path_of(desired);
    return path == desired.id.title ? "" : " in " + path;
}

Action put(const Desired& desired, const std::string& text, bool file_is_there) {
    const std::string path = path_of(desired);
    const std::string words = file_is_there ? "append line" : "create the file with line";
    return {.words = fmt::format("{} \"{}\"{}", words, text, in_file(desired)),
            .verb = file_is_there ? "append-line" : "create",
            .arguments = {{"path", path}, {"text", text}}};
}

Action change(const Desired& desired, std::size_t number, const std::string& was, const std::string* text) {
    Action action{
        .words = fmt::format("remove line {} \"{}\"{}", number, was, in_file(desired)),
        .verb = "remove-line",
        .arguments = {{"path", path_of(desired)}, {"number", std::to_string(number)}, {"was", was}}};
    if (text != nullptr) {
        action.words =
            fmt::format("replace line {} \"{}\" with \"{}\"{}", number, was, *text, in_file(desired));
        action.verb = "replace-line";
        action.arguments["text"] = *text;
    }
    return action;
}

class Line final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return line::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {content_of(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        const bool absent = must_be(desired, "absent");
        const Matcher matcher = absent ? Matcher{} : exact_line(desired.text("text").value_or(""));
        Expectations expectations{{.property = "text", .matcher = matcher, .forbidden = absent}};
        if (must_be(desired, "only")) {
            expectations.push_back({.property = "others", .matcher = {}, .forbidden = true});
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(content_of(desired));
        if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unclear->reason);
        }
        Observed observed;
        if (std::holds_alternative<probe::Absent>(answer)) {
            Look(desired, observed).at_nothing();
            return observed;
        }
        const auto content = probe::parse_content(std::get<probe::Answered>(answer).bytes, most_bytes);
        if (!content || !content->bytes) {
            return unreadable(expect(desired), "the file changed while it was looked at; audit again");
        }
        if (!content->bytes->whole()) {
            return unreadable(expect(desired),
                              fmt::format("the file has {} bytes; lines are looked for in up to {}",
                                          content->bytes->size, most_bytes));
        }
        Look(desired, observed).at(content->bytes->first);
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        const bool there = std::ranges::find(observed.remarks, no_file) == observed.remarks.end();
        const std::string text = desired.text("text").value_or("");
        Remedy remedy;
        for (const Compared& drift : drifts) {
            const auto number = number_of(drift);
            const bool replace = drift.property == "text" && !must_be(desired, "absent");
            remedy.push_back(
                number ? change(desired, *number, base::to_text(drift.actual), replace ? &text : nullptr)
                       : put(desired, text, there));
        }
        return remedy;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts&) const override {
        return steps::questions_of_edits({path_of(desired)});
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return line::steps_of(*this, desired, ground, path_of(desired));
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (!path_of(desired).starts_with('/')) {
            return "the title is no absolute path; add path, or let the title be it";
        }
        const auto text = desired.text("text");
        if (!text && !must_be(desired, "absent")) {
            return "text is required: the line that must be there";
        }
        if (!text && !desired.has("match")) {
            return "text or match is required: what must not be there";
        }
        return text && text->find_first_of("\n\r") != std::string::npos
                   ? "text is more than one line; let each line be a resource, with path"
                   : "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {path_of(desired)}};
    }
};

} // namespace

const Type& line_type() {
    static const Line type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
