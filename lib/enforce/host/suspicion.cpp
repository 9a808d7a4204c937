#include "enforce/host/suspicion.hpp"

#include "report/text/past_words.hpp"

#include <fmt/format.h>

#include <utility>

namespace plumbline::enforce {
namespace {

std::string words_of(const drift::Case& found) {
    if (!found.suspects.empty()) {
        const auto& suspect = found.suspects.front();
        return fmt::format("by {}, {}{}", report::suspect_words(suspect, false),
                           drift::name(suspect.certainty), suspect.why.empty() ? "" : ": " + suspect.why);
    }
    const auto* why = found.missing.empty() ? "the host's logs name nobody" : found.missing.front().c_str();
    return fmt::format("by whom is not known: {}", why);
}

} // namespace

void Suspicion::add(std::size_t place, const catalog::Resource& resource, base::List properties) {
    places_.push_back(place);
    inquiries_.push_back({resource.desired->id,
                          resource.type->traces(*resource.desired),
                          std::move(properties),
                          {.after = seen_, .before = std::chrono::system_clock::now()}});
}

probe::Queries Suspicion::questions() const {
    return inquiries_.empty() ? probe::Queries{} : blame::questions(inquiries_, investigator_.policy);
}

std::map<std::size_t, std::string> Suspicion::words(const std::string& host, const probe::Answers& answers) {
    const auto cases = audit::cases_of(std::exchange(inquiries_, {}), host, answers, investigator_,
                                       std::chrono::system_clock::now());
    const auto places = std::exchange(places_, {});
    std::map<std::size_t, std::string> words;
    for (std::size_t i = 0; i < places.size(); ++i)
        words[places[i]] = words_of(cases[i]);
    return words;
}

} // namespace plumbline::enforce
