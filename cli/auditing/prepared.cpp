#include "auditing/prepared.hpp"

#include "base/error.hpp"
#include "probe/script.hpp"
#include "standard/git/revision.hpp"

#include <fcntl.h>
#include <sys/file.h>

namespace plumbline::cli {

audit::AuditPlan Prepared::plan() const {
    return {hosts,
            {destinations, workspace.limits, workspace.pool},
            tags,
            recording->secrecy(),
            workspace.commands};
}

bool Prepared::has_all_hosts(const Options& options) const {
    return !names_other_hosts(workspace, options) && hosts.size() == inventory.hosts.size();
}

blame::Policy Prepared::blame_policy() const {
    return {workspace.site && workspace.site->shell_histories};
}

std::string Prepared::account_on(const std::string& host, transport::Resolver& resolver) const {
    for (const auto& destination : destinations)
        if (destination.host == host && destination.choice != transport::Choice::local)
            return resolver.options(destination).user;
    return {};
}

base::Descriptor lock_site(const Workspace& workspace) {
    if (!workspace.site)
        return {};
    const auto& folder = workspace.site->folder;
    const auto file = folder / "plumbline.yaml";
    base::Descriptor lock(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.is_open() && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        base::fail("another run over {} is running; this one gives way (raise `every`, or see why the other "
                   "is slow)",
                   std::filesystem::canonical(folder).string());
    return lock;
}

std::unique_ptr<Prepared> prepare(const Wanted& wanted, const Also& also) {
    const auto& options = wanted.shared;
    base::Diagnostics diagnostics;
    auto prepared = std::make_unique<Prepared>();
    prepared->workspace = open_workspace(options, diagnostics);
    if (also)
        also(prepared->workspace, diagnostics);
    prepared->inventory = inventory::load_inventory(prepared->workspace.sources, diagnostics);
    prepared->standard = open_standard(prepared->workspace, diagnostics);
    prepared->compiler = std::make_unique<catalog::Compiler>(prepared->standard, diagnostics);
    if (const auto& site = prepared->workspace.site; site && site->people)
        prepared->people = blame::People::load(*site->people, diagnostics);
    if (const auto& site = prepared->workspace.site)
        prepared->process = audit::Process(*site, prepared->people, wanted.now, diagnostics);
    settle(diagnostics);
    prepared->recording = std::make_unique<Recording>(prepared->workspace, options);
    base::Diagnostics of_hosts;
    prepared->hosts = choose_hosts(prepared->inventory, prepared->workspace, options, of_hosts);
    prepared->destinations = destinations_of(prepared->hosts, prepared->workspace, options, of_hosts);
    prepared->tags = {wanted.tags.begin(), wanted.tags.end()};
    if (!of_hosts.has_errors())
        audit::check_catalogs(prepared->plan(), *prepared->compiler, of_hosts);
    settle(of_hosts);
    return prepared;
}

report::RunRecord begin_run(const Prepared& prepared, const Options& options, base::Instant now) {
    report::RunRecord run;
    run.id = report::make_run_id(now);
    run.started = now;
    run.environment = prepared.workspace.environment;
    run.standard_name = prepared.standard.name;
    run.standard_version = prepared.standard.version;
    run.standard_digest = prepared.standard.digest;
    run.contact = prepared.standard.contact;
    run.probe_digest = probe::script_digest();
    run.tags = {prepared.tags.begin(), prepared.tags.end()};
    run.partial = !prepared.has_all_hosts(options);
    if (const auto revision = standard::revision_of(prepared.standard, *prepared.workspace.standard)) {
        run.revision = revision->text();
        run.revision_author = revision->author;
    }
    return run;
}

} // namespace plumbline::cli
