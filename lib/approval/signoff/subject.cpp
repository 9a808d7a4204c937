#include "approval/signoff/subject.hpp"

#include "approval/signature/signature.hpp"
#include "standard/reader.hpp"

namespace plumbline::approval {

Subject subject_of(const std::filesystem::path& path) {
    std::error_code absent;
    if (!std::filesystem::is_regular_file(path, absent))
        return Subject::standard;
    base::Diagnostics said_by_loaders;
    const auto root = standard::read_yaml_file(path, path.string(), said_by_loaders);
    const auto has = [&](std::string_view key) { return root && root->find(key) != nullptr; };
    if (has("change"))
        return Subject::change;
    return has("waivers") && !has("standard") ? Subject::waivers : Subject::standard;
}

std::string_view purpose_of(Subject subject) {
    switch (subject) {
    case Subject::standard:
        return for_standard;
    case Subject::change:
        return for_change;
    case Subject::waivers:
        break;
    }
    return for_waiver;
}

} // namespace plumbline::approval
