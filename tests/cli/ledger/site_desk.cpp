#include "cli/ledger/site_desk.hpp"

#include "history/recorder.hpp"
#include "history/store/sql.hpp"

#include <regex>
#include <stdexcept>

namespace plumbline::test {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Names as a whole, then their beginnings as lists print them.
std::string numbered(std::string text, const std::vector<std::string>& names, const std::string& word,
                     std::size_t begin, std::size_t length) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto mark = word + std::to_string(i + 1);
        text = replaced(replaced(std::move(text), names[i], mark), names[i].substr(begin, length), mark);
    }
    return text;
}

} // namespace

SiteDesk::SiteDesk(const std::string& settings) {
    write_standard(desk);
    desk.file("plumbline.yaml",
              "plumbline: 1\nstandard: standard.yaml\nhistory: sqlite://DIR/h.db\n" + settings);
}

history::Database SiteDesk::open() const {
    return {history::parse_address("sqlite://" + desk.path("h.db")), history::Access::write};
}

bool SiteDesk::audit() const {
    const auto ended = desk.run({"audit", "--quiet"});
    return (ended.status & 1) == 0 && ended.errors.empty();
}

void SiteDesk::make_key() const {
    const auto made = base::run_child({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", desk.path("key")},
                                      "", {base::Deadline::after(std::chrono::seconds(10))});
    if (made.code != 0)
        throw std::runtime_error("ssh-keygen: " + made.errors);
}

void SiteDesk::record_run(base::Milliseconds ago, bool is_finished) const {
    auto database = open();
    report::Report report;
    report.run.started = std::chrono::system_clock::now() - ago;
    report.run.finished = report.run.started + std::chrono::seconds(1);
    report.run.id = report::make_run_id(report.run.started);
    report.run.standard_name = "demo";
    history::Hints hints;
    history::Recorder recorder(database, {"site " + desk.path(), history::Coverage::whole, {}}, report.run,
                               hints);
    if (is_finished)
        recorder.finish(report);
}

std::vector<std::string> SiteDesk::column(const std::string& query) const {
    auto database = open();
    std::vector<std::string> all;
    database.snapshot([&] {
        std::string value;
        soci::statement select = (database.sql().prepare << query, soci::into(value));
        for (select.execute(); select.fetch();)
            all.push_back(value);
    });
    return all;
}

std::vector<std::string> SiteDesk::heads() const {
    return column("SELECT digest FROM ledger ORDER BY seq");
}

void SiteDesk::edit(const std::string& statement) const {
    auto database = open();
    database.transaction([&] { database.sql() << statement; });
}

std::string SiteDesk::told(std::string text) const {
    static const std::regex took(R"( +\d+(ms|s)( |\n))");
    static const std::regex time(R"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z)");
    constexpr std::size_t algorithm = 7; // "sha256:"
    text = std::regex_replace(std::move(text), time, "TIME");
    text = std::regex_replace(text, took, " TOOK$2");
    text = numbered(std::move(text), heads(), "HEAD", algorithm, 12);
    text = numbered(std::move(text), column("SELECT id FROM runs ORDER BY seq"), "RUN", 0, 14);
    return numbered(std::move(text), column("SELECT id FROM drifts ORDER BY opened, host, resource"), "DRIFT",
                    0, std::string::npos);
}

Ended SiteDesk::run(const Words& words, const Words& before) const {
    const auto ended = desk.run(words, before);
    return {ended.status, told(ended.output), told(ended.errors)};
}

} // namespace plumbline::test
