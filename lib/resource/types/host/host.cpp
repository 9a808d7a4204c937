#include "resource/formats/address.hpp"
#include "resource/rewritten.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/text_file.hpp"
#include "resource/type.hpp"
#include "resource/types/host/hosts_file.hpp"
#include "resource/types/host/steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace host {

namespace {

const std::string path = "/etc/hosts";

const Schema& the_schema() {
    static const Schema all{
        .type = "host",
        .doc = "A name in the hosts file. Every line that names it counts: a resolver gives the addresses of "
               "all of them, that of the first line first.",
        .title_doc = "The name, canonical or alias: no case is told apart.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether a line names it.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "address",
                 .kind = Kind::list,
                 .doc = "Its addresses, all of them: those of every line that names it."},
                {.name = "aliases",
                 .kind = Kind::list,
                 .doc = "The other names on the lines that name it, all of them."},
            },
        .asks = "/etc/hosts is fetched whole and read as hosts(5) says.",
        .enforces =
            "Writes, changes or removes lines of /etc/hosts that name it; the other names of a line keep "
            "their address. Declines where a matcher names no one list of addresses or aliases.",
        .example = "host: db1.example.org\naddress: 192.0.2.10\naliases: [db1]\n",
    };
    return all;
}

void add_once(base::List& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) {
        list.push_back(text);
    }
}

std::vector<Line> lines_of(const std::string& bytes, const std::string& name) {
    std::vector<Line> lines = read_hosts(bytes);
    std::erase_if(lines, [&](const Line& line) { return !names(line, name); });
    return lines;
}

/// The names on a line beside the one that was asked for.
base::List other_names(const Line& line, const std::string& name) {
    base::List others;
    base::List all = line.aliases;
    all.insert(all.begin(), line.name);
    for (const std::string& one : all) {
        if (!names(Line{0, "", one}, name)) {
            others.push_back(one);
        }
    }
    return others;
}

void remark_places(const std::vector<Line>& lines, Observed& observed) {
    if (lines.size() == 1) {
        observed.remarks.push_back(fmt::format("{}:{} names it", path, lines.front().number));
        return;
    }
    std::vector<std::string> others;
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        others.push_back(fmt::format("{} ({})", line->number, line->address));
    }
    observed.remarks.push_back(fmt::format("{}:{} names it first ({}), and so does line {}", path,
                                           lines.front().number, lines.front().address,
                                           fmt::join(others, ", ")));
}

Observed observe_lines(const std::vector<Line>& lines, const std::string& name) {
    Observed observed;
    if (lines.empty()) {
        observed.observations = {{.property = "state", .reading = Present{"absent"}},
                                 {.property = "address", .reading = Missing{}},
                                 {.property = "aliases", .reading = Missing{}}};
        return observed;
    }
    base::List addresses, aliases;
    for (const Line& line : lines) {
        add_once(addresses, line.address);
        for (const std::string& other : other_names(line, name)) {
            add_once(aliases, other);
        }
    }
    observed.observations = {{.property = "state", .reading = Present{"present"}},
                             {.property = "address", .reading = Present{addresses}},
                             {.property = "aliases", .reading = Present{aliases}}};
    remark_places(lines, observed);
    return observed;
}

Action whole_line(const Desired& desired) {
    const base::List addresses = desired.list("address").value_or(base::List{});
    const base::List aliases = desired.list("aliases").value_or(base::List{});
    std::string line = fmt::format("{} {}", fmt::join(addresses, " "), desired.id.title);
    if (!aliases.empty()) {
        line += fmt::format(" {}", fmt::join(aliases, " "));
    }
    return {fmt::format("add \"{}\" to {}", line, path), "add-host", {{"line", line}}};
}

} // namespace

class Host final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override { return {text_file(path)}; }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& one : expectations) {
            if (one.property == "address") {
                one.matcher = rewritten(one.matcher, formats::canonical_address);
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const TextFile file = read_text_file(path, answers);
        if (!file.unreadable.empty()) {
            return unreadable(expect(desired), file.unreadable);
        }
        Observed observed =
            observe_lines(lines_of(file.bytes.value_or(""), desired.id.title), desired.id.title);
        if (!file.bytes) {
            observed.remarks.push_back("the host has no " + path);
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        const bool wrong_state = std::ranges::any_of(drifts, [](const Compared& drift) {
            return drift.property == "state" && drift.status == Compared::Status::drift;
        });
        if (!wrong_state) {
            return Type::remedy(desired, observed, drifts);
        }
        if (desired.text("state") == "absent") {
            return {{fmt::format("take {} out of {}", desired.id.title, path),
                     "remove-host",
                     {{"name", desired.id.title}}}};
        }
        const auto address = desired.list("address");
        return address && address->size() == 1 ? Remedy{whole_line(desired)} : Remedy{};
    }

    [[nodiscard]] probe::Queries ground(const Desired&, const std::vector<Compared>&,
                                        const facts::Facts&) const override {
        return steps::questions_of_edits({path});
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return host::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.find_first_of(" \t\r\n#") != std::string::npos) {
            return "a host's name holds no blanks and no '#'";
        }
        for (const std::string& address : desired.list("address").value_or(base::List{})) {
            if (formats::canonical_address(address).empty()) {
                return fmt::format("'{}' is no IPv4 or IPv6 address", address);
            }
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override { return {.paths = {"/etc/hosts"}}; }
};

} // namespace host

namespace types_of_folders {

const Type& host_type() {
    static const host::Host type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
