#include "resource/formats/address.hpp"
#include "resource/rewritten.hpp"
#include "resource/types/port/parts.hpp"
#include "resource/understand.hpp"
#include "resource/user_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace port {

namespace {

const probe::Question question{"ports", {}};
/// What the kernel keeps of a process's name (TASK_COMM_LEN without its end).
constexpr std::size_t name_bytes = 15;

/// What a sweep finds: each listener that nobody declared.
const std::string undeclared = "listeners";

std::string as_kept(std::string_view name) {
    return std::string(name.substr(0, name_bytes));
}

base::List as_list(const std::set<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// The listeners that stand in this way to the place.
std::vector<const Listener*> matching(const Listeners& listeners, const Place& place, Match wanted) {
    std::vector<const Listener*> found;
    for (const Listener& listener : listeners.all) {
        if (match(place, listener) == wanted) {
            found.push_back(&listener);
        }
    }
    return found;
}

std::string titles(const std::vector<const Listener*>& listeners) {
    std::vector<std::string> all;
    for (const Listener* listener : listeners) {
        all.push_back(title(*listener));
    }
    return fmt::format("{}", fmt::join(all, ", "));
}

/// One look at the listeners for one place.
class Look {
public:
    Look(const Desired& desired, const Listeners& listeners, const UserNames& names)
        : desired_(desired), listeners_(listeners), names_(names), place_(*read_title(desired.id.title)) {}

    Observed at_place() {
        const auto bound = matching(listeners_, place_, Match::bound);
        const auto covering = matching(listeners_, place_, Match::covers);
        const auto unclear = matching(listeners_, place_, Match::unclear);
        if (!bound.empty()) {
            found(bound);
        } else if (!unclear.empty()) {
            const std::string reason =
                fmt::format("only {} listens, and without ss the host can't tell whether that takes IPv4 "
                            "connections: install iproute2 there, or title it {}",
                            titles(unclear), title(*unclear.front()));
            return unreadable(expectations(), reason);
        } else if (!covering.empty()) {
            found(covering);
            observed_.remarks.push_back(fmt::format("{} takes its connections", titles(covering)));
            if (desired_.text("state") == "listening") {
                observed_.observations.front().reading = Present{"listening on every address"};
            }
        } else {
            observed_.observations = {{.property = "state", .reading = Present{"closed"}},
                                      {.property = "process", .reading = Missing{}},
                                      {.property = "user", .reading = Missing{}}};
        }
        return observed_;
    }

    Observed over_all() {
        observed_.searched = {undeclared};
        for (const Listener* listener : matching(listeners_, place_, Match::bound)) {
            const bool counts = desired_.flag("loopback") || !formats::is_loopback(listener->address);
            if (counts && !is_declared(*listener)) {
                observed_.observations.push_back({.property = undeclared,
                                                  .subject = with_processes(*listener),
                                                  .reading = Present{"listening"}});
            }
        }
        return observed_;
    }

private:
    [[nodiscard]] Expectations expectations() const {
        Expectations all;
        for (const char* property : {"state", "process", "user"}) {
            all.push_back({.property = property, .matcher = {}});
        }
        return all;
    }

    void found(const std::vector<const Listener*>& listeners) {
        observed_.observations = {{.property = "state", .reading = Present{"listening"}},
                                  {.property = "process", .reading = processes(listeners)},
                                  {.property = "user", .reading = users(listeners)}};
        if (listeners.size() > 1 && place_.address.empty()) {
            observed_.remarks.push_back("it listens at " + titles(listeners));
        }
    }

    Reading processes(const std::vector<const Listener*>& listeners) {
        std::set<std::string> names;
        for (const Listener* listener : listeners) {
            if (listener->processes.empty() && !listeners_.every_process) {
                return Unreadable{"needs root to see whose socket it is, audit with sudo"};
            }
            if (listener->processes.empty()) {
                observed_.remarks.push_back(fmt::format(
                    "no process of this host holds {}: the kernel does, or a container", title(*listener)));
            }
            names.insert(listener->processes.begin(), listener->processes.end());
        }
        return Present{as_list(names)};
    }

    [[nodiscard]] Reading users(const std::vector<const Listener*>& listeners) const {
        if (!names_.unreadable().empty()) {
            return Unreadable{names_.unreadable()};
        }
        std::set<std::string> names;
        for (const Listener* listener : listeners) {
            for (const std::uint64_t user : listener->users) {
                names.insert(names_.of(user));
            }
        }
        return Present{as_list(names)};
    }

    [[nodiscard]] bool is_declared(const Listener& listener) const {
        return std::ranges::any_of(desired_.kin, [&](const auto& other) {
            const auto place = read_title(other->id.title);
            return place && !place->is_sweep() && match(*place, listener) == Match::bound;
        });
    }

    static std::string with_processes(const Listener& listener) {
        return listener.processes.empty()
                   ? title(listener)
                   : fmt::format("{} ({})", title(listener), fmt::join(listener.processes, ", "));
    }

    const Desired& desired_;
    const Listeners& listeners_;
    const UserNames& names_;
    Place place_;
    Observed observed_;
};

bool is_sweep(const Desired& desired) {
    const auto place = read_title(desired.id.title);
    return place && place->is_sweep();
}

} // namespace

class Port final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return port::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{question};
        if (desired.has("user")) {
            asked.push_back(UserNames::question());
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        if (is_sweep(desired)) {
            return {{.property = undeclared, .matcher = {}, .forbidden = true}};
        }
        Expectations expectations;
        for (const char* property : {"state", "process", "user"}) {
            const auto wanted = desired.attributes.find(property);
            const bool closed = desired.text("state") == "closed";
            if (wanted != desired.attributes.end() && (!closed || wanted->first == "state")) {
                const Kind kind = wanted->first == "state" ? Kind::choice : Kind::list;
                expectations.push_back({.property = property, .kind = kind, .matcher = wanted->second});
            }
            if (wanted != desired.attributes.end() && wanted->first == "process" && !closed) {
                expectations.back().matcher = rewritten(wanted->second, as_kept);
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const auto gone = [&] { return unreadable(expect(desired), "the host does not say what listens"); };
        return understand(
            answers.to(question), expect(desired),
            "the answer to what listens is cut short or not of the expected form: audit again",
            read_listeners,
            [&](const Listeners& listeners) {
                const UserNames names(answers);
                Look look(desired, listeners, names);
                return is_sweep(desired) ? look.over_all() : look.at_place();
            },
            gone);
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>&) const override {
        return {};
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const auto place = read_title(desired.id.title);
        if (!place) {
            return "a port is titled tcp:22, tcp:0.0.0.0:22, udp:[::1]:53, or, with 'exclusive', tcp, udp or "
                   "all";
        }
        if (place->is_sweep() != desired.flag("exclusive")) {
            return place->is_sweep() ? "a title without a port is all that listens: say 'exclusive: true'"
                                     : "'exclusive' is for the titles tcp, udp and all";
        }
        if (place->is_sweep() && (desired.has("process") || desired.has("user"))) {
            return "'process' and 'user' belong to the resource of one port";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.units = desired.list("process").value_or(base::List{})};
    }
};

} // namespace port

namespace types_of_folders {

const Type& port_type() {
    static const port::Port type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
