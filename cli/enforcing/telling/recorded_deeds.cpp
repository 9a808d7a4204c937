#include "enforcing/telling/recorded_deeds.hpp"

#include "enforcing/applying.hpp"
#include "records/ledger.hpp"
#include "records/recorded.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <exception>
#include <iostream>

namespace plumbline::cli {

bool record_deed(const Prepared& prepared, const Options& options, const enforce::Undertaking& undertaking,
                 const enforce::Deed& deed) {
    const auto address = history_address(prepared.workspace, options);
    if (!address)
        return true;
    try {
        history::Database database(*address, history::Access::write);
        sign_for(prepared.workspace.site, database, enforce::record(database, undertaking, deed));
        return true;
    } catch (const std::exception& error) {
        const auto journal = enforce::journal_of(journals_of(prepared.workspace), undertaking.run);
        std::cerr << base::printable(
                         fmt::format("plumbline: this run is not in the history: {}; it is written "
                                     "down in {}",
                                     error.what(), journal.string()))
                  << '\n';
        return false;
    }
}

} // namespace plumbline::cli
