#include "history/recording/recall.hpp"

#include "base/digest.hpp"
#include "history/cause.hpp"
#include "history/reading/resource_rows.hpp"
#include "history/texts/append.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

using drift::Finding;
using drift::News;
using drift::Past;
using resource::Compared;
using resource::Since;

/// Crockford's base 32: ten digits, which are short enough to be typed.
std::string name_of_drift(const Standing& standing, const std::string& host, const standard::Identity& id) {
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::size_t length = 10;
    std::string bytes;
    for (const std::string_view text :
         {std::string_view(standing.subject.site), std::string_view(host), std::string_view(id.type),
          std::string_view(id.title), std::string_view(standing.run.id)})
        append_text(bytes, text);
    auto number = std::stoull(base::sha256_hex(bytes).substr(0, 13), nullptr, 16); // 52 bits for 50
    std::string name;
    for (std::size_t i = 0; i < length; ++i, number >>= 5U)
        name += digits[number & 31U];
    return name;
}

/// The property as it was then; null when it was not compared.
const Compared* find(const Finding& then, const Compared& now) {
    const auto found = std::ranges::find_if(then.properties, [&](const Compared& one) {
        return one.property == now.property && one.subject == now.subject;
    });
    return found == then.properties.end() ? nullptr : &*found;
}

/// Tells each hidden value that drifts whether it is the one that drifted before.
void recognise(Finding& finding, const Finding& then) {
    for (auto& compared : finding.properties) {
        const auto* before = find(then, compared);
        if (!compared.hidden || compared.status != Compared::Status::drift || before == nullptr ||
            before->status != Compared::Status::drift)
            continue;
        compared.since = before->actual == compared.actual ? Since::same : Since::changed;
    }
}

/// Whether the standard asks something else of what drifts.
bool asks_otherwise(const Finding& finding, const Finding& then) {
    return std::ranges::any_of(finding.properties, [&](const Compared& one) {
        const auto* before = find(then, one);
        return one.status == Compared::Status::drift && before != nullptr && before->expected != one.expected;
    });
}

class Recall {
public:
    Recall(Standing& standing, const report::HostResult& host)
        : standing_(standing), host_(host.name), id_(standing.identifiers.host(host.name)) {
        if (id_) {
            last_ = standing.visits.last(*id_);
            open_ = open_drifts(standing.database, *id_);
        }
        audits_ = audits_of(last_, standing.subject.coverage, false);
    }

    void fill_in(Finding& finding) {
        const auto resource = standing_.identifiers.resource(finding.desired->id);
        const auto found = resource ? open_.find(*resource) : open_.end();
        if (found == open_.end())
            return open(finding, resource);
        carry_on(finding, found->second);
        if (!is_as_it_was(finding, found->second.stored))
            compare(finding, *resource, found->second);
        else
            for (auto& compared : finding.properties)
                if (compared.hidden && compared.status == Compared::Status::drift)
                    compared.since = Since::same;
    }

    [[nodiscard]] OpenDrifts take_open() { return std::move(open_); }

private:
    [[nodiscard]] bool is_as_it_was(const Finding& finding, const StoredCase& stored) const {
        return stored.fingerprint == report::fingerprint(host_, finding) &&
               stored.declared == standing_.declarations.told(finding.desired).digest &&
               stored.past.causes.size() == finding.properties.size();
    }

    /// What is known of a drift that is open, before it is looked at whether it changed.
    void carry_on(Finding& finding, const OpenDrift& open) {
        auto& past = finding.past.emplace(open.stored.past);
        past.drift = open.id;
        past.first_seen = open.first_seen;
        past.changed = open.changed;
        past.audits = audits_ < open.stored.audits_until ? 1 : audits_ - open.stored.audits_until + 1;
        const auto acknowledged = standing_.acknowledged.find(open.id);
        if (acknowledged != standing_.acknowledged.end())
            past.acknowledged = acknowledged->second;
    }

    [[nodiscard]] Before before(const Finding& finding, const std::optional<LastKnown>& known) const {
        Before before;
        before.host_known = last_ && last_->audits > 0;
        if (known) {
            before.seen = &known->finding;
            before.same_declaration =
                known->declaration.digest == standing_.declarations.told(finding.desired).digest;
            before.same_tokens =
                known->declaration.tokens.empty() || known->declaration.tokens == standing_.token_mark;
        }
        return before;
    }

    void compare(Finding& finding, std::int64_t resource, const OpenDrift& open) {
        const auto known = last_known(standing_.database, *id_, resource);
        auto what = before(finding, known);
        what.open = open.stored.past;
        auto causes = causes_of(finding, what);
        auto& past = *finding.past;
        if (known && what.same_tokens)
            recognise(finding, known->finding);
        const bool host_moved = open.stored.fingerprint != report::fingerprint(host_, finding);
        if (host_moved || causes.whole != past.cause || (known && asks_otherwise(finding, known->finding)))
            past.news = News::changed;
        past.cause = causes.whole;
        past.causes = std::move(causes.of_properties);
        if (past.news == News::changed) {
            past.changed = standing_.run.started;
            past.flaps = flaps_of(finding, resource);
        }
        if (host_moved) // whoever moved it before did not do this
            past.evidence = {.window = {.after = last_audit(), .before = standing_.run.started}};
    }

    void open(Finding& finding, std::optional<std::int64_t> resource) {
        const auto known = id_ && resource ? last_known(standing_.database, *id_, *resource) : std::nullopt;
        const auto what = before(finding, known);
        auto causes = causes_of(finding, what);
        auto& past = finding.past.emplace();
        past.drift = name_of_drift(standing_, host_, finding.desired->id);
        past.news = News::opened;
        past.cause = causes.whole;
        past.causes = std::move(causes.of_properties);
        past.first_seen = standing_.run.started;
        past.evidence.window.before = standing_.run.started;
        past.flaps = known ? flaps_of(finding, *resource) : 0;
        if (known && known->finding.status == drift::Status::in_sync)
            past.evidence.window.after =
                known->closed ? standing_.visits.audited_before(*id_, *known->closed) : last_audit();
    }

    /// How often it came back to where it was, this time included.
    [[nodiscard]] std::size_t flaps_of(const Finding& finding, std::int64_t resource) const {
        Blobs blobs(standing_.database);
        auto turns = ResourceSource(standing_.database, blobs)
                         .read(*id_, resource, finding.desired->id.text() + " on " + host_)
                         .turns();
        turns.push_back({standing_.run.started, report::fingerprint("", finding)});
        return flaps(turns, standing_.run.started);
    }

    [[nodiscard]] std::optional<base::Instant> last_audit() const {
        return last_ ? standing_.visits.began(last_->audited) : std::nullopt;
    }

    Standing& standing_;
    const std::string& host_;
    std::optional<std::int64_t> id_;
    std::optional<Visit> last_;
    std::size_t audits_ = 0;
    OpenDrifts open_;
};

} // namespace

std::size_t audits_of(const std::optional<Visit>& last, Coverage coverage, bool failed) {
    const std::size_t before = last ? last->audits : 0;
    return coverage == Coverage::whole && !failed ? before + 1 : before;
}

StoredCase case_of(Standing& standing, const std::string& host, const Finding& finding,
                   std::size_t audits_until) {
    return {*finding.past, audits_until, report::fingerprint(host, finding),
            standing.declarations.told(finding.desired).digest};
}

OpenDrifts fill_in_past(Standing& standing, report::HostResult& host) {
    Recall recall(standing, host);
    for (auto& finding : host.findings)
        if (finding.deviates())
            recall.fill_in(finding);
    return recall.take_open();
}

} // namespace plumbline::history
