#include "history/memory.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string_view>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

constexpr std::string_view format = "plumbline.memory/1";
constexpr std::size_t largest = 256 << 20;

std::int64_t to_seconds(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

Memory from_json(const Json& json) {
    if (json.at("format") != format)
        base::fail("expected format {}, found {}", format, json.at("format").dump());
    Memory memory;
    memory.findings = json.at("findings").get<decltype(memory.findings)>();
    if (json.contains("tokens")) { // what the first runs left has none
        memory.tokens = json.at("tokens").get<decltype(memory.tokens)>();
        memory.token_key = json.at("token_key").get<std::string>();
    }
    for (const auto& [host, note] : json.at("transports").items())
        memory.transports[host] = {
            note.at("reason").get<std::string>(),
            base::Instant(std::chrono::seconds(note.at("learned").get<std::int64_t>()))};
    return memory;
}

Json to_json(const Memory& memory) {
    Json transports = Json::object();
    for (const auto& [host, note] : memory.transports)
        transports[host] = {{"reason", note.reason}, {"learned", to_seconds(note.learned)}};
    return {{"format", format},
            {"findings", memory.findings},
            {"transports", transports},
            {"tokens", memory.tokens},
            {"token_key", memory.token_key}};
}

} // namespace

MemoryFile::MemoryFile(const std::filesystem::path& folder, const std::string& subject)
    : path_(folder / ("last-run-" + base::sha256_hex(subject).substr(0, 16) + ".json")) {}

std::optional<Memory> MemoryFile::load() const {
    std::error_code unknown;
    if (std::filesystem::status(path_, unknown).type() == std::filesystem::file_type::not_found)
        return std::nullopt;
    const auto text = base::read_file(path_, largest);
    try {
        return from_json(Json::parse(text));
    } catch (const std::exception& error) {
        base::fail("the memory of the last run is damaged: {}: {}; remove it to begin anew", path_.string(),
                   error.what());
    }
}

void MemoryFile::save(const Memory& memory) const {
    std::error_code failed;
    std::filesystem::create_directories(path_.parent_path(), failed);
    if (failed)
        base::fail("cannot make {} for the memory of runs: {}; name another place with --history, or use "
                   "--history none",
                   path_.parent_path().string(), failed.message());
    base::write_atomically(path_, to_json(memory).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::filesystem::path state_folder() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return std::filesystem::path(state) / "plumbline";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return std::filesystem::path(home) / ".local/state/plumbline";
    base::fail("no place for the memory of the last run: neither XDG_STATE_HOME nor HOME is set; use "
               "--history none");
}

} // namespace plumbline::history
