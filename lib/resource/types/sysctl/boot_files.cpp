#include "resource/types/sysctl/assignments.hpp"

#include <algorithm>

namespace plumbline::resource::sysctl {

namespace {

constexpr std::string_view read_last = "/etc/sysctl.conf";

} // namespace

std::optional<std::vector<probe::FileLines>> read_boot_files(std::string_view answer) {
    auto files = probe::parse_file_lines(answer);
    if (!files) {
        return std::nullopt;
    }
    const auto last = std::find_if(files->begin(), files->end(),
                                   [](const probe::FileLines& file) { return file.path == read_last; });
    std::vector<probe::FileLines> lasting(std::make_move_iterator(last),
                                          std::make_move_iterator(files->end()));
    files->erase(last, files->end());
    auto ordered = probe::first_of_each_name(std::move(*files));
    std::move(lasting.begin(), lasting.end(), std::back_inserter(ordered));
    return ordered;
}

} // namespace plumbline::resource::sysctl
