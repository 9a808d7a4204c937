#include "standards/edition.hpp"

namespace plumbline::cli {

Edition::Edition(Origin origin, base::Diagnostics& diagnostics) : origin_(std::move(origin)) {
    base::Diagnostics own;
    standard_ = standard::load_standard(origin_.path, own);
    if (standard_)
        compiler_ = std::make_unique<catalog::Compiler>(*standard_, own);
    diagnostics.add(origin_.named(own));
}

void Edition::check_catalogs(const std::vector<const inventory::Host*>& hosts,
                             base::Diagnostics& diagnostics) {
    base::Diagnostics own;
    for (const auto* host : hosts)
        static_cast<void>(compiler_->compile(*host, {}, own));
    diagnostics.add(origin_.named(own));
}

catalog::Catalog Edition::catalog_of(const inventory::Host& host) {
    base::Diagnostics known;
    return compiler_->compile(host, {}, known).value_or(catalog::Catalog{});
}

std::string Edition::name() const {
    return standard_->version.empty() ? standard_->name : standard_->name + " " + standard_->version;
}

} // namespace plumbline::cli
