#include "alert/alert.hpp"

#include "base/words.hpp"

namespace plumbline::alert {
namespace {

constexpr base::Words<Concern, 7> concerns{{{Concern::drift, "drift"},
                                            {Concern::unchecked, "unchecked"},
                                            {Concern::unreachable, "unreachable"},
                                            {Concern::signoff, "signoff"},
                                            {Concern::agreement, "agreement"},
                                            {Concern::audit_missing, "audit_missing"},
                                            {Concern::audit_failed, "audit_failed"}}};

constexpr base::Words<Event, 8> events{{{Event::opened, "opened"},
                                        {Event::joined, "joined"},
                                        {Event::worse, "worse"},
                                        {Event::mutated, "mutated"},
                                        {Event::still_open, "still_open"},
                                        {Event::escalated, "escalated"},
                                        {Event::resolved, "resolved"},
                                        {Event::unchanged, "unchanged"}}};

} // namespace

std::string_view name(Concern concern) {
    return base::word_of(concerns, concern);
}

std::optional<Concern> parse_concern(std::string_view word) {
    return base::choice_of(concerns, word);
}

std::string_view name(Event event) {
    return base::word_of(events, event);
}

std::optional<Event> parse_event(std::string_view word) {
    return base::choice_of(events, word);
}

} // namespace plumbline::alert
