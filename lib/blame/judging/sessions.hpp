#pragma once

#include "blame/record.hpp"

#include <string>
#include <vector>

namespace plumbline::blame {

/// Who was logged in when, and as whom: over all records of a host.
class Sessions {
public:
    explicit Sessions(const Chronicle& chronicle);

    /// The login from which a record came: that of its session, process or terminal; else the account's, if
    /// only one was open, or if all that were came with the same key. Null where that can't be told.
    [[nodiscard]] const Record* login_of(const Record& record) const;

    /// Logins of `account` and records of somebody becoming it, open at some time between.
    [[nodiscard]] std::vector<const Record*> acting_as(const std::string& account, base::Instant after,
                                                       base::Instant before) const;

private:
    struct Session {
        const Record* begin = nullptr;
        base::Instant end; ///< as far as is known
    };
    [[nodiscard]] base::Instant end_of(const Record& login) const;

    const Chronicle& chronicle_;
    std::vector<Session> logins_;
    std::vector<Session> becomings_;
};

} // namespace plumbline::blame
