#include "enforce/record/journal.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "enforce/talk/results.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace plumbline::enforce {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view format = "plumbline.enforced/1";
constexpr std::size_t largest = 256 << 20;

/// What a host says may be no UTF-8.
std::string packed(std::string_view bytes) {
    return base::to_base64(bytes);
}

json form_of(const resource::Compared& compared) {
    return {packed(compared.property), packed(compared.subject), packed(base::to_text(compared.actual))};
}

json event(std::string_view word, const std::string& host, const ResourceOutcome& resource) {
    json form{{"event", word},
              {"host", host},
              {"type", resource.id.type},
              {"title", packed(resource.id.title)},
              {"steps", resource.steps},
              {"outcome", name(resource.outcome)},
              {"words", packed(resource.words)},
              {"reached", json::array()}};
    for (const auto& one : resource.reached)
        form["reached"].push_back(form_of(one));
    return form;
}

base::Descriptor open_file(const fs::path& path, int flags) {
    base::Descriptor file(::open(path.c_str(), flags | O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open())
        base::fail("{}: the run's journal can't be written: {}", path.string(), std::strerror(errno));
    return file;
}

void sync_folder(const fs::path& folder) {
    const base::Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open() || ::fsync(descriptor.get()) != 0)
        base::fail("{}: can't be written through to the disk: {}", folder.string(), std::strerror(errno));
}

base::Descriptor make_file(const fs::path& folder, const std::string& run) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        base::fail("{}: the folder of journals can't be made: {}", folder.string(), failed.message());
    auto file = open_file(journal_of(folder, run), O_CREAT | O_EXCL);
    sync_folder(folder);
    return file;
}

Outcome outcome_of(const std::string& word) {
    for (const auto outcome :
         {Outcome::applied, Outcome::already, Outcome::refused, Outcome::failed, Outcome::skipped})
        if (name(outcome) == word)
            return outcome;
    base::fail("'{}' is no outcome", word);
}

ResourceOutcome resource_of(const json& form) {
    ResourceOutcome resource{.id = {form.at("type"), base::from_base64(form.at("title").get<std::string>())},
                             .outcome = outcome_of(form.at("outcome")),
                             .words = base::from_base64(form.at("words").get<std::string>()),
                             .steps = form.at("steps")};
    for (const auto& one : form.at("reached"))
        resource.reached.push_back({.property = base::from_base64(one.at(0).get<std::string>()),
                                    .subject = base::from_base64(one.at(1).get<std::string>()),
                                    .actual = base::from_base64(one.at(2).get<std::string>())});
    return resource;
}

Undertaking undertaking_of(const json& form) {
    if (form.at("format") != format)
        base::fail("expected format {}, found {}", format, form.at("format").dump());
    return {.run = form.at("run"),
            .by = base::from_base64(form.at("by").get<std::string>()),
            .began = base::Instant(std::chrono::milliseconds(form.at("began").get<std::int64_t>())),
            .plan_file = base::from_base64(form.at("plan_file").get<std::string>()),
            .plan_digest = form.at("plan_digest"),
            .plan = plan::read_plan(form.at("plan").get<std::string>())};
}

constexpr std::array words_of_resources{"begins", "ended", "refreshing", "refreshed", "taken_back"};

/// The run's journal, event by event.
class Reading {
public:
    void take(const json& form) {
        if (form.contains("format")) {
            undertaken_.undertaking = undertaking_of(form);
            return;
        }
        const auto word = form.at("event").get<std::string>();
        if (word == "finished")
            undertaken_.finished = true;
        else if (std::ranges::find(words_of_resources, word) == words_of_resources.end() && word != "host")
            base::fail("'{}' is no event of a run", word);
        else if (word == "host")
            take_host(form.at("host"), form.at("error").get<std::string>());
        else
            take(word, undertaken_.hosts[form.at("host")], resource_of(form));
    }
    [[nodiscard]] Undertaken undertaken() const { return undertaken_; }

private:
    void take_host(const std::string& host, const std::string& error) {
        if (error.empty())
            undertaken_.ended.insert(host);
        else
            undertaken_.ended.erase(host);
    }
    static void take(const std::string& word, std::vector<Done>& done, ResourceOutcome resource) {
        auto found = std::ranges::find_if(done, [&](const Done& one) {
            return one.resource.id == resource.id && one.resource.steps == resource.steps;
        });
        if (found == done.end())
            found = done.insert(done.end(), {.resource = resource});
        if (word == "taken_back") {
            found->taken_back = is_done(resource.outcome);
            return;
        }
        found->resource = std::move(resource);
        found->is_refresh = word == "refreshing" || word == "refreshed";
        found->ended = word == "ended" || word == "refreshed";
    }

    Undertaken undertaken_;
};

} // namespace

fs::path journal_of(const fs::path& folder, const std::string& run) {
    if (!is_run(run))
        base::fail("expected a run as enforce named it (26 digits and capital letters), found '{}'", run);
    return folder / (run + ".jsonl");
}

Journal::Journal(const fs::path& folder, const Undertaking& undertaking)
    : file_(make_file(folder, undertaking.run)) {
    append(json{
        {"format", format},
        {"run", undertaking.run},
        {"by", packed(undertaking.by)},
        {"began",
         std::chrono::duration_cast<std::chrono::milliseconds>(undertaking.began.time_since_epoch()).count()},
        {"plan_file", packed(undertaking.plan_file.string())},
        {"plan_digest", undertaking.plan_digest},
        {"plan", plan::as_json(undertaking.plan)}}
               .dump());
}

Journal::Journal(const fs::path& file) : file_(open_file(file, 0)) {
    append(""); // ends a line that was cut
}

void Journal::begins(const std::string& host, const ResourceOutcome& resource) {
    append(event("begins", host, resource).dump());
}

void Journal::ended(const std::string& host, const ResourceOutcome& resource) {
    append(event("ended", host, resource).dump());
}

void Journal::refreshing(const std::string& host, const ResourceOutcome& resource) {
    append(event("refreshing", host, resource).dump());
}

void Journal::refreshed(const std::string& host, const ResourceOutcome& resource) {
    append(event("refreshed", host, resource).dump());
}

void Journal::taken_back(const std::string& host, const ResourceOutcome& resource) {
    append(event("taken_back", host, resource).dump());
}

void Journal::host_ended(const HostOutcome& outcome) {
    append(json{{"event", "host"}, {"host", outcome.name}, {"error", packed(outcome.error)}}.dump());
}

void Journal::finished() {
    append(json{{"event", "finished"}}.dump());
}

void Journal::append(const std::string& line) const {
    const auto bytes = line + '\n';
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto count = ::write(file_.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno != EINTR)
            base::fail("the run's journal can't be written: {}", std::strerror(errno));
        written += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    if (::fsync(file_.get()) != 0)
        base::fail("the run's journal can't be written through to the disk: {}", std::strerror(errno));
}

Undertaken read_journal_file(const fs::path& file) {
    const auto bytes = base::read_file(file, largest);
    Reading reading;
    std::size_t number = 0;
    for (std::string_view rest = bytes; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++number;
        const auto form = json::parse(line, nullptr, false);
        if (end == std::string_view::npos || line.empty() || form.is_discarded())
            continue; // a run that was killed while it wrote
        try {
            reading.take(form);
        } catch (const std::exception& error) {
            base::fail("{}:{}: is no line of a run's journal: {}", file.string(), number, error.what());
        }
    }
    auto undertaken = reading.undertaken();
    if (undertaken.undertaking.run.empty())
        base::fail(
            "{}: expected a run's journal, found no first line of one: a run that was killed before it "
            "wrote that changed nothing",
            file.string());
    return undertaken;
}

} // namespace plumbline::enforce
