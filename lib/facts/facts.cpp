#include "facts/facts.hpp"

#include "base/clock.hpp"
#include "base/letter_case.hpp"
#include "facts/machine.hpp"
#include "facts/os_release.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <vector>

namespace plumbline::facts {
namespace {

const probe::Question question{"facts", {}};

/// Lines of "WORD REST"; those of os-release and the hosts file stand among them as they are.
Said read_lines(std::string_view text) {
    Said said;
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, newline);
        const std::size_t word = std::min(line.find_first_of(" \t"), line.size());
        if (word > 0)
            said.emplace(line.substr(0, word), line.substr(std::min(word + 1, line.size())));
        text.remove_prefix(std::min(newline + 1, text.size()));
    }
    return said;
}

/// The first number in a text.
std::optional<std::int64_t> first_number(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end != text.data() ? std::optional(number) : std::nullopt;
}

std::string to_time(std::int64_t seconds) {
    return base::to_rfc3339(base::Instant(std::chrono::seconds(seconds)));
}

/// Puts together what one host said.
class Observation {
public:
    explicit Observation(std::string_view text)
        : said_(read_lines(text)), facts_(os_facts(parse_os_release(text))) {}

    Facts facts() &&;

private:
    void tell(const std::string& name, std::optional<std::string> value);
    void tell_system();
    void tell_machine();
    void tell_times();
    void tell_interfaces();
    [[nodiscard]] std::optional<std::string> said(std::string_view word) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view word) const;

    Said said_;
    Facts facts_;
};

Facts Observation::facts() && {
    tell_system();
    tell_machine();
    tell_times();
    tell_interfaces();
    return std::move(facts_);
}

void Observation::tell(const std::string& name, std::optional<std::string> value) {
    if (value && !value->empty())
        facts_[name] = std::move(*value);
}

std::optional<std::string> Observation::said(std::string_view word) const {
    const auto found = said_.find(word);
    return found == said_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> Observation::number(std::string_view word) const {
    const auto text = said(word);
    return text ? first_number(*text) : std::nullopt;
}

/// What /proc does not tell comes from uname(1): system, hostname, release, machine.
void Observation::tell_system() {
    std::vector<std::string> words(4);
    std::istringstream uname(said("uname").value_or(""));
    for (std::string& word : words)
        uname >> word;
    const std::string hostname = said("hostname").value_or(words[1]);
    tell("kernel", said("kernel").value_or(words[2]));
    tell("arch", said("arch").value_or(words[3]));
    tell("hostname", hostname);
    if (!hostname.empty())
        tell("fqdn", full_name(hostname, said_));
    if (facts_.count("os.id") == 0 && !words[0].empty() && words[0] != "Linux")
        facts_.merge(
            os_facts({{"ID", base::lower_case(words[0])}, {"NAME", words[0]}, {"VERSION_ID", words[2]}}));
}

void Observation::tell_machine() {
    tell("init", said("init"));
    tell("virtual", virtual_of(said_));
    const auto family = facts_.find("os.family");
    tell("pkg", package_database_of(said_, family == facts_.end() ? "" : base::to_text(family->second)));
    if (const auto count = count_of_list(said("cpus").value_or("")))
        tell("cpu.count", std::to_string(*count));
    if (const auto kibibytes = number("memory"))
        tell("memory.mb", std::to_string(*kibibytes / 1024));
}

/// The kernel keeps the moment of boot (proc(5), btime); now is as much later as it has been up.
void Observation::tell_times() {
    const auto boot = number("btime");
    const auto uptime = number("uptime");
    if (boot)
        tell("boot_time", to_time(*boot));
    if (boot && uptime)
        tell("now", to_time(*boot + *uptime));
    const auto link = said("localtime");
    tell("timezone", link ? zone_of_link(*link) : said("timezone"));
}

void Observation::tell_interfaces() {
    const auto paths = said("interfaces");
    if (!paths)
        return;
    base::List names;
    std::istringstream words(*paths);
    for (std::string path; words >> path;)
        if (path.back() != '*')
            names.push_back(path.substr(path.rfind('/') + 1));
    facts_["interfaces"] = std::move(names);
}

} // namespace

probe::Queries queries() {
    return {question};
}

Facts observe(const probe::Answers& answers) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(question));
    return answered ? Observation(answered->bytes).facts() : Facts{};
}

} // namespace plumbline::facts
