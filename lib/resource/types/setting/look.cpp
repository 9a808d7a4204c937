#include "resource/types/setting/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::setting {

namespace {

std::vector<std::string> texts_of(const std::vector<Placed>& entries) {
    std::vector<std::string> texts;
    for (const auto& placed : entries) {
        texts.push_back(placed.entry.value);
    }
    return texts;
}

std::string places_of(const std::vector<Placed>& entries) {
    std::vector<std::string> places;
    for (const auto& placed : entries) {
        const auto place = placed.place();
        if (std::find(places.begin(), places.end(), place) == places.end()) {
            places.push_back(place);
        }
    }
    return fmt::format("{}", fmt::join(places, ", "));
}

/// Those of the entries that say something else than what counts.
std::vector<Placed> differing(const Said& said) {
    const auto texts = texts_of(said.counts);
    std::vector<Placed> others;
    std::copy_if(said.loses.begin(), said.loses.end(), std::back_inserter(others), [&](const Placed& one) {
        return !one.entry.value.empty() &&
               std::find(texts.begin(), texts.end(), one.entry.value) == texts.end();
    });
    return others;
}

/// One look at the files of one resource.
class Look {
public:
    Look(const Lens& lens, const Desired& desired, const probe::Answers& answers)
        : lens_(lens), desired_(desired), answers_(answers),
          gathered_(gather(lens, layout_of(lens, path_of(desired)), answers)) {}

    Observed see() {
        const auto wanted = wanted_of(lens_, desired_);
        observed_.observations.push_back({.property = "state", .reading = state()});
        for (const auto& one : wanted) {
            see_one(one);
        }
        return std::move(observed_);
    }

private:
    [[nodiscard]] Reading state() const {
        if (gathered_.there) {
            return Present{"present"};
        }
        if (!gathered_.gaps.empty()) {
            return Unreadable{gathered_.gaps.front().reason};
        }
        return Missing{};
    }

    void see_one(const Wanted& wanted) {
        const auto said = look_up(lens_, gathered_, wanted.key);
        observed_.observations.push_back({.property = wanted.property,
                                          .reading = on_disk(wanted, said),
                                          .place = said.counts.empty() ? "" : said.counts.back().place()});
        if (desired_.flag("in_force") && !wanted.absent) {
            observed_.observations.push_back({.property = "in_force." + wanted.written,
                                              .reading = in_force(lens_, desired_, wanted, answers_)});
        }
    }

    Reading on_disk(const Wanted& wanted, const Said& said) {
        if (!said.unreadable.empty()) {
            return Unreadable{said.unreadable};
        }
        if (said.counts.empty()) {
            return not_set(wanted, said);
        }
        if (const auto& value = said.counts.front().entry.value;
            desired_.flag("in_force") && lens_.meaning.relative != nullptr && !wanted.absent &&
            lens_.meaning.relative(wanted.key.name, value)) {
            observed_.remarks.push_back(fmt::format("{} changes the program's own default, at {}",
                                                    wanted.written, places_of(said.counts)));
            return in_force(lens_, desired_, wanted, answers_);
        }
        auto reading = reading_of(lens_, wanted.key, texts_of(said.counts), wants_list(wanted.matcher));
        remark(wanted, said, std::get<Present>(reading).value);
        return reading;
    }

    /// A key that no file sets has the program's default, which only the program knows.
    Reading not_set(const Wanted& wanted, const Said& said) {
        if (!said.elsewhere.empty()) {
            observed_.remarks.push_back(fmt::format("{} is set in [{}] at {}", wanted.key.name,
                                                    said.elsewhere.front().entry.section,
                                                    said.elsewhere.front().place()));
        }
        if (!desired_.flag("in_force") || wanted.absent) {
            return Missing{};
        }
        auto reading = in_force(lens_, desired_, wanted, answers_);
        if (std::holds_alternative<Present>(reading)) {
            observed_.remarks.push_back(
                fmt::format("{} is set in no file: it is the program's own default", wanted.written));
        }
        return reading;
    }

    void say_once(std::string remark) {
        auto& remarks = observed_.remarks;
        if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end()) {
            remarks.push_back(std::move(remark));
        }
    }

    void remark(const Wanted& wanted, const Said& said, const base::Value& value) {
        const auto& file = said.counts.back().file;
        if (!lens_.of_main_alone.empty() && file == path_of(desired_) && said.loses.empty()) {
            say_once(fmt::format("{}: {}", file, lens_.of_main_alone));
        }
        const auto others = differing(said);
        const bool right = !wanted.absent && holds(wanted.matcher, Kind::value, value, VersionOrder::none);
        if (!others.empty()) {
            observed_.remarks.push_back(fmt::format("{}: {} wins over {}", wanted.written,
                                                    places_of(said.counts), places_of(others)));
        } else if (!right) {
            observed_.remarks.push_back(fmt::format("{}: {}", wanted.written, places_of(said.counts)));
        }
        for (const auto& placed : said.elsewhere) {
            if (wanted.key.section.empty() && placed.entry.section.starts_with("Match ")) {
                observed_.remarks.push_back(fmt::format("{} is set for {} as well, at {}", wanted.key.name,
                                                        placed.entry.section, placed.place()));
            }
        }
    }

    const Lens& lens_;
    const Desired& desired_;
    const probe::Answers& answers_;
    Gathered gathered_;
    Observed observed_;
};

} // namespace

Observed look(const Lens& lens, const Desired& desired, const probe::Answers& answers) {
    return Look(lens, desired, answers).see();
}

} // namespace plumbline::resource::setting
