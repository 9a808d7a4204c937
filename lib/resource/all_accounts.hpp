// What is asked of all accounts of a host at once.
#pragma once

#include "probe/databases.hpp"
#include "probe/question.hpp"
#include "resource/observed.hpp"

#include <functional>

namespace plumbline::resource {

[[nodiscard]] const probe::Question& all_accounts_question();

/// Understands the answer to that question: `there` says what holds of the accounts that are listed. That
/// sources other than files may not list all of theirs is remarked.
[[nodiscard]] Observed observe_all_accounts(const probe::Answers& answers, const Expectations& expected,
                                            const std::function<Observed(const probe::Databases&)>& there);

} // namespace plumbline::resource
