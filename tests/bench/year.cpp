// year [HOSTS [RESOURCES [RUNS [PER_THOUSAND]]]]: records that many hourly runs, in each of which so many of
// a thousand resources change, straight into a history of its own; prints what it takes up and how long it
// takes, and what that comes to in a year of 10,000 hosts. Not a test: a figure here depends on the machine's
// mood.
#include "history/ledger.hpp"
#include "history/recorder.hpp"
#include "history/store/database.hpp"
#include "history/store/sql.hpp"
#include "history/upkeep/prune.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace plumbline;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr base::Instant first_begins{std::chrono::hours(490'000)};

struct Size {
    std::size_t hosts = 1000, resources = 200, runs = 24;
    double per_thousand = 1;
};

using Declared = std::vector<std::shared_ptr<const resource::Desired>>;

Declared standard_of(std::size_t resources) {
    Declared all;
    for (std::size_t number = 0; number < resources; ++number) {
        auto desired = std::make_shared<resource::Desired>();
        desired->id = {"file", fmt::format("/etc/some.d/file-{:03}", number)};
        desired->place = {std::make_shared<const base::Source>(base::Source{"profiles/base.yaml", ""}),
                          number + 1, 3};
        for (const auto& [name, value] : {std::pair{"mode", "0644"}, {"owner", "root"}, {"group", "root"}})
            desired->attributes[name] = {resource::Exactly{std::string(value)}};
        desired->why = "the baseline says so";
        all.push_back(std::move(desired));
    }
    return all;
}

void add_property(drift::Finding& finding, const std::string& name, const std::string& expected,
                  const std::string& actual) {
    resource::Compared compared{.property = name, .expected = expected, .actual = actual};
    compared.status =
        expected == actual ? resource::Compared::Status::in_sync : resource::Compared::Status::drift;
    finding.properties.push_back(std::move(compared));
    finding.observed.observations.push_back({.property = name, .reading = resource::Present{actual}});
}

drift::Finding finding_of(const std::shared_ptr<const resource::Desired>& desired, bool drifts) {
    drift::Finding finding{.desired = desired};
    finding.status = drifts ? drift::Status::drift : drift::Status::in_sync;
    add_property(finding, "state", "present", "present");
    add_property(finding, "kind", "file", "file");
    add_property(finding, "mode", "0644", drifts ? "0600" : "0644");
    add_property(finding, "owner", "root", "root");
    add_property(finding, "group", "root", "root");
    if (drifts)
        finding.would = {"set mode 0644 (now 0600)"};
    return finding;
}

/// Which resources drift, host by host, and how that changes from run to run.
class Fleet {
public:
    explicit Fleet(const Size& size)
        : size_(size), standard_(standard_of(size.resources)), drifts_(size.hosts * size.resources) {}

    /// How many changed.
    std::size_t move() {
        std::uniform_int_distribution<std::size_t> any(0, drifts_.size() - 1);
        const auto changes =
            static_cast<std::size_t>(static_cast<double>(drifts_.size()) * size_.per_thousand / 1000);
        for (std::size_t change = 0; change < changes; ++change)
            drifts_[any(chance_)].flip();
        return changes;
    }

    [[nodiscard]] report::HostResult host(std::size_t number) const {
        report::HostResult host;
        host.name = fmt::format("host{:05}.example.org", number);
        host.address = fmt::format("10.0.{}.{}:22", number / 256, number % 256);
        host.facts = {{"os.id", "debian"}, {"os.family", "debian"}, {"hostname", host.name}};
        host.declared = size_.resources;
        host.seconds = 0.2;
        for (std::size_t at = 0; at < size_.resources; ++at)
            host.findings.push_back(finding_of(standard_[at], drifts_[number * size_.resources + at]));
        return host;
    }

private:
    Size size_;
    Declared standard_;
    std::vector<bool> drifts_;
    std::mt19937_64 chance_{1};
};

double seconds_of(Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

/// Records one run; the seconds that its history took, without those of making it up.
double record(history::Database& database, history::Hints& hints, const Fleet& fleet, std::size_t hosts,
              base::Instant started) {
    report::Report report;
    auto& run = report.run;
    run.id = report::make_run_id(started);
    run.started = started;
    run.finished = started + std::chrono::minutes(5);
    run.standard_name = "bench";
    run.standard_digest = "sha256:0";
    auto spent = Clock::duration::zero();
    auto from = Clock::now();
    history::Recorder recorder(database, {"bench", history::Coverage::whole, drift::Secrecy("bench")}, run,
                               hints);
    spent += Clock::now() - from;
    for (std::size_t number = 0; number < hosts; ++number) {
        auto host = fleet.host(number);
        from = Clock::now();
        recorder.recall(host);
        recorder.add(host);
        spent += Clock::now() - from;
        host.forget_in_sync();
        report.hosts.push_back(std::move(host));
    }
    from = Clock::now();
    recorder.finish(report);
    return seconds_of(spent + (Clock::now() - from));
}

long long count(history::Database& database, const std::string& table) {
    long long rows = 0;
    database.sql() << "select count(*) from " + table, soci::into(rows);
    return rows;
}

double bytes_below(const fs::path& folder) {
    double bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        bytes += static_cast<double>(entry.file_size());
    return bytes;
}

struct Recorded {
    double first_run = 0, later_runs = 0; ///< seconds
    std::size_t changes = 0;
    double filled = 0; ///< bytes after the first run
};

Recorded record_runs(const history::Address& address, const fs::path& folder, const Size& size) {
    Recorded recorded;
    Fleet fleet(size);
    history::Hints hints;
    for (std::size_t run = 0; run < size.runs; ++run) {
        if (run > 0)
            recorded.changes += fleet.move();
        const auto started = first_begins + std::chrono::hours(run);
        {
            history::Database database(address, history::Access::write);
            const auto took = record(database, hints, fleet, size.hosts, started);
            (run == 0 ? recorded.first_run : recorded.later_runs) += took;
        }
        if (run == 0) // what SQLite writes ahead is in the file once the database is closed
            recorded.filled = bytes_below(folder);
    }
    return recorded;
}

void print_rows(history::Database& database) {
    fmt::print("| table | rows |\n|---|---|\n");
    for (const char* table : {"runs", "hosts", "resources", "host_states", "observations", "drifts",
                              "drift_events", "blobs", "ledger"})
        fmt::print("| {} | {} |\n", table, count(database, table));
}

void print_verification(history::Database& database) {
    const auto rows = count(database, "observations") + count(database, "host_states") +
                      count(database, "drifts") + count(database, "drift_events") +
                      count(database, "ledger") + count(database, "blobs");
    const auto from = Clock::now();
    const auto found = history::verify(database, std::nullopt);
    const auto seconds = seconds_of(Clock::now() - from);
    fmt::print("verify: {} rows in {:.2f} s, {:.0f} rows a second, {} discrepancies\n", rows, seconds,
               static_cast<double>(rows) / seconds, found.discrepancies.size());
}

/// All that was closed before the last run goes at once, and what is left is verified again.
void print_pruning(history::Database& database, std::size_t runs) {
    constexpr std::size_t all = 1'000'000'000;
    const auto before = count(database, "observations");
    const auto now = first_begins + std::chrono::hours(runs + 48);
    const auto from = Clock::now();
    const auto pruned = history::prune(database, std::chrono::hours(24), now, all);
    const auto seconds = seconds_of(Clock::now() - from);
    fmt::print("prune: {} of {} observations, through run {}, in {:.2f} s\n",
               before - count(database, "observations"), before, pruned.through, seconds);
    print_verification(database);
}

void print_costs(const Recorded& recorded, const Size& size, double bytes) {
    const auto later = static_cast<double>(size.runs - 1);
    const auto changes = static_cast<double>(recorded.changes);
    const auto a_change = (bytes - recorded.filled) / changes;
    fmt::print("first run: {:.2f} s, {:.1f} MiB; each later one: {:.3f} s, {:.1f} KiB, {:.0f} changes\n",
               recorded.first_run, recorded.filled / (1 << 20), recorded.later_runs / later,
               (bytes - recorded.filled) / later / 1024, changes / later);
    fmt::print("{:.0f} bytes a change, {:.1f} us a change\n", a_change, recorded.later_runs / changes * 1e6);
    constexpr double changes_a_year = 10'000.0 * 200 * 8760 / 1000;
    fmt::print(
        "a year of 10,000 hosts x 200 resources, hourly, 0.1 % changing an hour: {:.1f} million changes, "
        "{:.1f} GiB\n",
        changes_a_year / 1e6, changes_a_year * a_change / (1 << 30));
}

Size size_of(int count, char** arguments) {
    Size size;
    const auto number = [&](int at) { return std::strtoul(arguments[at], nullptr, 10); };
    if (count > 1)
        size.hosts = number(1);
    if (count > 2)
        size.resources = number(2);
    if (count > 3)
        size.runs = number(3);
    if (count > 4)
        size.per_thousand = std::strtod(arguments[4], nullptr);
    return size;
}

} // namespace

int main(int count, char** arguments) {
    const auto size = size_of(count, arguments);
    std::string name = (fs::temp_directory_path() / "plumbline-year-XXXXXX").string();
    const fs::path folder = mkdtemp(name.data());
    const auto address = history::parse_address("sqlite://" + (folder / "history.db").string());
    fmt::print("{} hosts x {} resources, {} runs, {} of 1000 change in each\n", size.hosts, size.resources,
               size.runs, size.per_thousand);
    const auto recorded = record_runs(address, folder, size);
    print_costs(recorded, size, bytes_below(folder));
    {
        history::Database database(address, history::Access::write);
        print_rows(database);
        print_verification(database);
        print_pruning(database, size.runs);
    }
    fs::remove_all(folder);
    return 0;
}
