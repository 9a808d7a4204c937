#include "approval/signoff/subject.hpp"

#include "approval/signature/signature.hpp"
#include "standard/reader.hpp"

#include <fstream>
#include <string>

namespace plumbline::approval {
namespace {

/// A plan may be long, and is no YAML to be read whole for this.
bool begins_as_plan(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string front(512, '\0');
    file.read(front.data(), static_cast<std::streamsize>(front.size()));
    front.resize(static_cast<std::size_t>(file.gcount()));
    return front.find_first_not_of(" \t\r\n") == front.find('{') &&
           front.find("\"plumbline.plan/") != std::string::npos;
}

} // namespace

Subject subject_of(const std::filesystem::path& path) {
    std::error_code absent;
    if (!std::filesystem::is_regular_file(path, absent))
        return Subject::standard;
    if (begins_as_plan(path))
        return Subject::plan;
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
    case Subject::plan:
        return for_plan;
    case Subject::waivers:
        break;
    }
    return for_waiver;
}

} // namespace plumbline::approval
