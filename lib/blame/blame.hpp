// blame: what a host recorded about the time in which it moved → ranked suspects, each with the line that
// says so. Knows logs and what their lines mean; must not know a store, a connection or a report. It never
// accuses where the logs are silent: then it says what evidence is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "blame/record.hpp"
#include "drift/finding.hpp"
#include "drift/past.hpp"
#include "probe/question.hpp"
#include "resource/traces.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace plumbline::blame {

/// One drift to be explained.
struct Inquiry {
    standard::Identity resource;
    resource::Traces traces;
    base::List properties; ///< those that drift
    drift::Window window;
};

/// What the site allows to be read.
struct Policy {
    bool shell_histories = false;
};

/// What to ask a host about drifts that have just been found; one set of questions for all of them.
[[nodiscard]] probe::Queries questions(const std::vector<Inquiry>& inquiries, const Policy& policy);

/// What its answers say. Pure; what can't be understood is skipped, what can't be read is a source with a
/// reason. `received` is when the answer came, by the clock here: the host's own clock is in the answer, and
/// all times are brought to the clock here.
[[nodiscard]] Chronicle read(const probe::Answers& answers, const std::vector<Inquiry>& inquiries,
                             const Policy& policy, base::Instant received);

/// Accounts, keys and addresses to people: the site's `people` file.
class People {
public:
    /// Strictly read; everything wrong goes to `diagnostics`.
    [[nodiscard]] static People load(const std::filesystem::path& path, base::Diagnostics& diagnostics);

    /// Who a key is, or else who an account of that host is; nothing when the file does not say.
    [[nodiscard]] std::optional<std::string> who(const std::string& host, const std::string& account,
                                                 const std::string& key) const;

private:
    struct Person {
        std::string name;
        base::List accounts; ///< "jdoe", or "jdoe@web1" for one host alone
        base::List keys;     ///< "SHA256:…"
    };
    std::vector<Person> people_;
};

/// Ranks whom the records point to, narrows the window by what proves when it was, and says what is missing.
/// Pure.
[[nodiscard]] drift::Case judge(const Inquiry& inquiry, const Chronicle& chronicle, const People& people,
                                const std::string& host);

} // namespace plumbline::blame
