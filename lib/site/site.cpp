#include "site/site.hpp"

#include "base/text.hpp"
#include "standard/form.hpp"
#include "standard/guarded.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

namespace plumbline::site {
namespace {

using standard::Form;
using standard::Text;

constexpr std::string_view file_name = "plumbline.yaml";

/// Reads the site file's keys, part by part.
class Reader {
public:
    Reader(Path folder, base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {
        site_.folder = std::move(folder);
    }

    Site read(standard::Element element) {
        Form form(std::move(element), "a site", diagnostics_);
        if (const auto language = form.require("plumbline"))
            standard::check_language(*language, diagnostics_);
        site_.inventories = paths(form, "inventory");
        site_.standard = path(form, "standard");
        site_.environment = text(form, "environment");
        site_.history = history(form);
        site_.every = duration(form, "every");
        read_ssh(form);
        read_limits(form);
        read_approval(form);
        read_later(form);
        form.refuse_others();
        return std::move(site_);
    }

private:
    static std::optional<std::string> text(Form& form, std::string_view key) {
        auto value = form.take_text(key);
        return value ? std::optional(std::move(value->text)) : std::nullopt;
    }

    [[nodiscard]] Path resolved(const Text& written) const {
        return (site_.folder / written.text).lexically_normal();
    }

    std::optional<Path> path(Form& form, std::string_view key) const {
        const auto written = form.take_text(key);
        return written ? std::optional(resolved(*written)) : std::nullopt;
    }

    std::vector<Path> paths(Form& form, std::string_view key) const {
        std::vector<Path> all;
        for (const auto& written : form.take_texts(key))
            all.push_back(resolved(written));
        return all;
    }

    std::optional<base::Milliseconds> duration(Form& form, std::string_view key) {
        const auto value = form.take(key);
        if (!value)
            return std::nullopt;
        const auto* scalar = value->scalar();
        const auto length = scalar == nullptr ? std::nullopt : base::parse_duration(scalar->text);
        if (length && length->count() > 0)
            return length;
        diagnostics_.error(value->place,
                           fmt::format("'{}' must be a duration, found {}", key,
                                       scalar == nullptr ? value->kind() : fmt::format("'{}'", scalar->text)),
                           "as in 90s, 10m, 1h30m, 7d");
        return std::nullopt;
    }

    /// Days, up to ten years of them, for a duration ends at 400 days; at least one.
    std::optional<base::Milliseconds> days(Form& form, std::string_view key) {
        constexpr std::int64_t most = 3650;
        const auto value = form.take(key);
        if (!value)
            return std::nullopt;
        const auto* scalar = value->scalar();
        const std::string_view text = scalar == nullptr ? "" : std::string_view(scalar->text);
        if (text.ends_with('d')) {
            const auto count = base::to_integer<std::int64_t>(text.substr(0, text.size() - 1));
            if (count && *count >= 1 && *count <= most)
                return std::chrono::hours(24) * *count;
        }
        diagnostics_.error(value->place,
                           fmt::format("'{}' must be a number of days from 1d to {}d, found {}", key, most,
                                       scalar == nullptr ? value->kind() : fmt::format("'{}'", text)),
                           "as in 400d");
        return std::nullopt;
    }

    void set_duration(Form& form, std::string_view key, base::Milliseconds& limit) {
        limit = duration(form, key).value_or(limit);
    }

    std::optional<std::string> history(Form& form) {
        auto url = form.take_text("history");
        if (!url)
            return std::nullopt;
        const std::string_view written = url->text;
        if (written == "none" || written.starts_with("sqlite:///") || written.starts_with("postgresql://"))
            return std::move(url->text);
        diagnostics_.error(url->place, fmt::format("'{}' is no place for a history", written),
                           "sqlite:///PATH, postgresql://USER@HOST/DATABASE or none");
        return std::nullopt;
    }

    std::optional<Form> part(Form& form, std::string_view key) {
        auto element = form.take(key);
        if (!element)
            return std::nullopt;
        return std::optional<Form>(std::in_place, std::move(*element), fmt::format("'{}'", key),
                                   diagnostics_);
    }

    void read_ssh(Form& form) {
        auto ssh = part(form, "ssh");
        if (!ssh)
            return;
        site_.ssh.config = path(*ssh, "config");
        site_.ssh.known_hosts = paths(*ssh, "known_hosts");
        site_.ssh.identities = paths(*ssh, "identity");
        site_.ssh.user = text(*ssh, "user");
        site_.ssh.transport =
            ssh->take_word("transport", {"auto", "libssh2", "ssh", "local"}).value_or("auto");
        site_.ssh.sudo = ssh->take_boolean("sudo").value_or(false);
        ssh->refuse_others();
    }

    void read_limits(Form& form) {
        auto part_of_limits = part(form, "limits");
        if (!part_of_limits)
            return;
        auto& limits = site_.limits;
        auto& keys = *part_of_limits;
        limits.parallel = keys.take_count("parallel", 1, 1024).value_or(limits.parallel);
        set_duration(keys, "connect", limits.connect);
        set_duration(keys, "auth", limits.auth);
        set_duration(keys, "probe", limits.probe);
        set_duration(keys, "host", limits.host);
        set_duration(keys, "run", limits.run);
        limits.new_connections_per_second = keys.take_count("new_connections_per_second", 1, 100'000)
                                                .value_or(limits.new_connections_per_second);
        limits.per_jump_host = keys.take_count("per_jump_host", 1, 1024).value_or(limits.per_jump_host);
        keys.refuse_others();
    }

    void read_approval(Form& form) {
        auto keys = part(form, "approval");
        if (!keys)
            return;
        Approval approval;
        if (const auto signers = keys->require_text("signers"))
            approval.signers = resolved(*signers);
        approval.revoked = path(*keys, "revoked");
        approval.quorum = keys->take_count("quorum", 1, 100).value_or(approval.quorum);
        approval.promote_from = promotion(*keys);
        keys->refuse_others();
        site_.approval = std::move(approval);
    }

    std::optional<Promotion> promotion(Form& form) {
        auto keys = part(form, "promote_from");
        if (!keys)
            return std::nullopt;
        Promotion promotion;
        if (auto environment = keys->require_text("environment"))
            promotion.environment = std::move(environment->text);
        promotion.within = duration(*keys, "within");
        promotion.history = history(*keys);
        keys->refuse_others();
        return promotion;
    }

    void read_later(Form& form) {
        site_.waivers = paths(form, "waivers");
        site_.unsigned_waivers = form.take_word("unsigned_waivers", {"deny", "allow"}) == "allow";
        site_.changes = paths(form, "changes");
        site_.calendar = path(form, "calendar");
        site_.people = path(form, "people");
        site_.commands = form.take_word("commands", {"deny", "allow"}) == "allow";
        site_.shell_histories = form.take_word("shell_histories", {"deny", "allow"}) == "allow";
        site_.ledger_key = path(form, "ledger_key");
        site_.keep = days(form, "keep");
        site_.alerts = path(form, "alerts");
        site_.contact = text(form, "contact");
    }

    base::Diagnostics& diagnostics_;
    Site site_;
};

bool has_site(const Path& folder) {
    std::error_code ignored;
    return std::filesystem::exists(folder / file_name, ignored);
}

} // namespace

std::optional<Site> load_site(const Path& folder, base::Diagnostics& diagnostics) {
    const auto path = (folder / file_name).lexically_normal();
    auto element = standard::read_yaml_file(path, path.string(), diagnostics);
    if (!element)
        return std::nullopt;
    // it decides where the audit logs in and with what key
    standard::refuse_if_others_may_write(path, element->place.source, diagnostics);
    return Reader(folder, diagnostics).read(std::move(*element));
}

std::optional<Path> find_site(const std::optional<std::string>& option) {
    if (option)
        return Path(*option);
    if (has_site("."))
        return Path(".");
    if (const char* named = std::getenv("PLUMBLINE_SITE"); named != nullptr && *named != '\0')
        return Path(named);
    if (has_site("/etc/plumbline"))
        return Path("/etc/plumbline");
    return std::nullopt;
}

} // namespace plumbline::site
