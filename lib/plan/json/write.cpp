#include "base/digest.hpp"
#include "plan/json/form.hpp"

#include <fmt/format.h>

namespace plumbline::plan {
namespace {

/// ASCII alone, so that nothing in it moves a terminal or hides from its reader.
std::string text_of(const Json& form) {
    return form.dump(1, ' ', true) + "\n";
}

} // namespace

std::string digest_of(const Plan& plan) {
    return base::sha256(text_of(form_of(plan)));
}

std::string as_json(const Plan& plan) {
    auto text = text_of(form_of(plan));
    constexpr std::size_t after_brace = 2; // "{\n"
    return text.insert(after_brace, fmt::format(" \"digest\": \"{}\",\n", base::sha256(text)));
}

} // namespace plumbline::plan
