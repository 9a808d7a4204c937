#include "standards/editions.hpp"

namespace plumbline::cli {

std::unique_ptr<Editions> open_editions(const Options& options, const OriginIn& from, const OriginIn& to) {
    base::Diagnostics diagnostics;
    auto editions = std::make_unique<Editions>();
    const auto workspace = open_workspace(options, diagnostics);
    editions->inventory = inventory::load_inventory(workspace.sources, diagnostics);
    editions->from = std::make_unique<Edition>(from(workspace), diagnostics);
    editions->to = std::make_unique<Edition>(to(workspace), diagnostics);
    settle(diagnostics);
    base::Diagnostics of_hosts;
    editions->hosts = choose_hosts(editions->inventory, workspace, options, of_hosts);
    editions->from->check_catalogs(editions->hosts, of_hosts);
    editions->to->check_catalogs(editions->hosts, of_hosts);
    settle(of_hosts);
    return editions;
}

} // namespace plumbline::cli
