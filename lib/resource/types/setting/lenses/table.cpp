#include "resource/types/setting/lenses/all.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace plumbline::resource::setting {

const std::vector<Lens>& lenses() {
    static const std::vector<Lens> all = [] {
        std::vector<Lens> lenses;
        for (auto* family :
             {sshd_lenses, systemd_lenses, line_lenses, augeas_lenses, program_lenses, format_lenses}) {
            for (auto& lens : family()) {
                lenses.push_back(std::move(lens));
            }
        }
        return lenses;
    }();
    return all;
}

const Lens* find_lens(std::string_view name) {
    const auto found =
        std::find_if(lenses().begin(), lenses().end(), [&](const Lens& lens) { return lens.name == name; });
    return found == lenses().end() ? nullptr : &*found;
}

const Lens* lens_for(const std::string& path) {
    const auto name = path.substr(path.rfind('/') + 1);
    const auto matches = [&](std::string_view pattern) {
        const auto& text = pattern.find('/') == std::string_view::npos ? name : path;
        return fnmatch(std::string(pattern).c_str(), text.c_str(), FNM_PATHNAME) == 0;
    };
    const auto found = std::find_if(lenses().begin(), lenses().end(), [&](const Lens& lens) {
        return std::any_of(lens.paths.begin(), lens.paths.end(), matches);
    });
    return found == lenses().end() ? nullptr : &*found;
}

std::vector<std::string> lens_names() {
    std::vector<std::string> names;
    for (const auto& lens : lenses()) {
        names.emplace_back(lens.name);
    }
    return names;
}

} // namespace plumbline::resource::setting
