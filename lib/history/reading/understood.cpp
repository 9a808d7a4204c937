#include "history/reading/understood.hpp"

#include "base/error.hpp"

namespace plumbline::history {

void fail_damaged(const Database& database, const std::string& row, const std::string& why) {
    base::fail("the history {} is damaged: {}: {}; `plumbline history verify` tells what was edited, "
               "`plumbline restore` goes back to a backup",
               database.address().text, row, why);
}

} // namespace plumbline::history
