// setting: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/setting/files/lookup.hpp"

#include <optional>

namespace plumbline::resource::setting {

[[nodiscard]] const Schema& schema();

/// The file: the title, unless `path` says otherwise.
[[nodiscard]] std::string path_of(const Desired& desired);
/// The lens that is named, or that the title's path asks for; nullptr when there is none.
[[nodiscard]] const Lens* lens_of(const Desired& desired);
[[nodiscard]] std::string section_of(const Lens& lens, const Desired& desired);

/// One key of `values` or `absent`, as one property.
struct Wanted {
    std::string property; ///< "values.PermitRootLogin", "absent.PermitRootLogin"
    std::string written;  ///< the key as the standard writes it
    Key key;
    Matcher matcher; ///< canonical; of a key that must be absent, none
    bool absent = false;
};
[[nodiscard]] std::vector<Wanted> wanted_of(const Lens& lens, const Desired& desired);

/// What the files say of each wanted key, and the program, where it is asked.
[[nodiscard]] Observed look(const Lens& lens, const Desired& desired, const probe::Answers& answers);

/// What the program says is in force.
[[nodiscard]] probe::Queries in_force_questions(const Lens& lens, const Desired& desired);
/// Of one key: by the program's own word for it, Missing when it has none.
[[nodiscard]] Reading in_force(const Lens& lens, const Desired& desired, const Wanted& wanted,
                               const probe::Answers& answers);
/// What is wrong with `in_force` for a resource; the message, or "".
[[nodiscard]] std::string object_to_in_force(const Lens& lens, const Desired& desired);
[[nodiscard]] Plane plane_in_force(const Lens& lens);

[[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                            const std::vector<Compared>& drifts);

} // namespace plumbline::resource::setting
