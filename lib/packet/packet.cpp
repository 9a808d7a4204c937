#include "packet/packet.hpp"

#include "approval/signature/for_packet.hpp"
#include "approval/signature/signature.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "packet/contents/files.hpp"
#include "packet/folder/manifest.hpp"
#include "packet/folder/new_folder.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::packet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view changes_name = "changes.json";

/// What an older packet holds that it did not bring: nobody's file is lost to a new one.
std::optional<std::string> foreign_file(const fs::path& folder) {
    const auto manifest = read_manifest(bytes_of(folder / manifest_name));
    for (const auto& [name, is_regular] : list(folder).files)
        if (!manifest.contains(name) && name != manifest_name && name != signature_name)
            return name;
    return std::nullopt;
}

bool was_a_packet(const fs::path& folder) {
    std::error_code failed;
    return fs::is_regular_file(folder / manifest_name, failed) &&
           fs::is_regular_file(folder / changes_name, failed) &&
           bytes_of(folder / changes_name).starts_with(R"({"format": "plumbline.packet/)");
}

} // namespace

void check_place(const fs::path& place) {
    std::error_code failed;
    const auto above = fs::absolute(place / "").lexically_normal().parent_path().parent_path();
    if (!fs::is_directory(above, failed))
        base::fail("--packet {}: there is no folder {}", place.string(), above.string());
    const auto status = fs::status(place, failed);
    if (!fs::exists(status))
        return;
    if (!fs::is_directory(status))
        base::fail("--packet {}: expected a folder, or nothing yet, found something else", place.string());
    if (fs::is_empty(place, failed))
        return;
    if (!was_a_packet(place))
        base::fail(
            "--packet {}: it is not empty, and no packet of plumbline: name a folder that is not there yet",
            place.string());
    if (const auto name = foreign_file(place))
        base::fail("--packet {}: the packet there holds {}, which is not part of it and would be lost: move "
                   "it away, or "
                   "name another folder",
                   place.string(), *name);
}

Packet::Packet() : page_(report::make_face("html")), json_(report::make_face("json")) {}

void Packet::add(const report::HostResult& host) {
    page_->add(host);
    json_->add(host);
}

void Packet::write(const fs::path& place, const report::Report& report, const report::Background& background,
                   const std::optional<fs::path>& key) const {
    check_place(place);
    const auto changes = changes_of(report);
    NewFolder folder(place);
    folder.add("index.html", [&](std::ostream& out) { page_->write(out, report, background); });
    folder.add("report.json", [&](std::ostream& out) { json_->write(out, report, background); });
    folder.add("summary.md", summary_markdown(report, changes, key.has_value()));
    folder.add("changes.md", changes_markdown(report, changes));
    folder.add(std::string(changes_name), changes_json(report, changes, key.has_value()));
    for (const auto& change : changes)
        folder.add(change.diff_file(), diff_of(change));
    const auto manifest = manifest_text(folder.manifest());
    folder.add_apart(manifest_name, manifest);
    if (key)
        folder.add_apart(signature_name, approval::sign(manifest, approval::for_packet, *key));
    folder.put_in_place();
}

std::string outline_of(const report::Report& report, const fs::path& place,
                       const std::optional<fs::path>& key) {
    const auto changes = changes_of(report);
    const auto overview = overview_of(report, changes);
    std::string lines = fmt::format("packet {}: {}, {}, worst risk {}\n", place.string(),
                                    report::counted(overview.hosts, "host"),
                                    report::counted(overview.changes, "change"), overview.worst);
    for (const auto& caveat : caveats_of(overview))
        lines += fmt::format("  mind: {}\n", caveat);
    if (!changes.empty()) {
        const auto& first = changes.front();
        lines += fmt::format("  begin reading: {}, then change 1 ({}): {}\n", (place / "summary.md").string(),
                             kinds_words(first.risks), place_of(first));
    }
    lines += key ? fmt::format("  signed with {}\n", key->string())
                 : "  NOT SIGNED: the site has no ledger_key; nothing shows who made it\n";
    return lines;
}

} // namespace plumbline::packet
