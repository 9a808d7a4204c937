#include "resource/user_names.hpp"

#include "base/text.hpp"
#include "probe/accounts.hpp"

namespace plumbline::resource {

namespace {

const std::string path = "/etc/passwd";

} // namespace

probe::Question UserNames::question() {
    return text_file(path);
}

UserNames::UserNames(const probe::Answers& answers) {
    const TextFile file = read_text_file(path, answers);
    unreadable_ = file.unreadable;
    const std::string bytes = file.bytes.value_or("");
    for (const std::string_view line : base::lines(bytes)) {
        if (const auto account = probe::parse_account(line)) {
            names_.emplace(account->uid, account->name);
        }
    }
}

std::string UserNames::of(std::uint64_t uid) const {
    const auto found = names_.find(uid);
    return found == names_.end() ? std::to_string(uid) : found->second;
}

} // namespace plumbline::resource
