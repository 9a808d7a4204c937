#include "resource/types/setting/files/gather.hpp"

#include "base/text.hpp"
#include "resource/types/setting/augeas/parse.hpp"
#include "resource/types/setting/files/texts.hpp"

#include <fmt/format.h>
#include <fnmatch.h>
#include <strings.h>

#include <algorithm>

namespace plumbline::resource::setting {
namespace {

/// As deep as OpenSSH goes; other programs allow more, but nobody nests so deep.
constexpr int depth_at_most = 16;
/// A pattern with many more could keep fnmatch(3) busy for hours.
constexpr std::ptrdiff_t wildcards_at_most = 8;

formats::Contents read(const Lens& lens, std::string_view bytes) {
    if (const auto* reader = std::get_if<formats::Reader>(&lens.reader)) {
        return (*reader)(bytes);
    }
    return read_with_augeas(std::get<Augeas>(lens.reader), bytes);
}

const Inclusion* inclusion_of(const Lens& lens, const std::string& key) {
    const auto found = std::find_if(lens.inclusions.begin(), lens.inclusions.end(), [&](const auto& one) {
        return strcasecmp(std::string(one.key).c_str(), key.c_str()) == 0;
    });
    return found == lens.inclusions.end() ? nullptr : &*found;
}

/// The section of what stands in a file that is included within another's.
std::string within(const std::string& outer, const std::string& inner) {
    return outer.empty() || inner.empty() ? outer + inner : outer + ", " + inner;
}

bool is_plain_name(const Text& text) {
    const auto name = text.path.substr(text.path.rfind('/') + 1);
    return text.is_folder || (name.find('.') == std::string::npos && !name.ends_with('~'));
}

class Gatherer {
public:
    Gatherer(const Lens& lens, const Texts& texts) : lens_(lens), texts_(texts) {}

    void read_file(const Text& text, const std::string& section, int depth) {
        gathered.there = true;
        if (!text.unreadable.empty()) {
            return leave_gap(section, fmt::format("{}: {}", text.path, text.unreadable));
        }
        gathered.files.push_back(text.path);
        const auto contents = read(lens_, text.bytes);
        if (const auto* malformed = std::get_if<formats::Malformed>(&contents)) {
            return leave_gap(section,
                             fmt::format("{}:{}: {}", text.path, malformed->line, malformed->message));
        }
        for (const auto& entry : std::get<formats::Entries>(contents)) {
            take(text.path, entry, section, depth);
        }
    }

    Gathered gathered;

private:
    void leave_gap(const std::string& section, std::string reason) {
        gathered.gaps.push_back({gathered.entries.size(), section, std::move(reason)});
    }

    void take(const std::string& path, const formats::Entry& entry, const std::string& section, int depth) {
        Placed placed{entry, path};
        placed.entry.section = within(section, entry.section);
        gathered.entries.push_back(placed);
        const auto* inclusion = inclusion_of(lens_, entry.key);
        if (inclusion == nullptr) {
            return;
        }
        if (depth == depth_at_most) {
            leave_gap(placed.entry.section,
                      fmt::format("{}: includes go deeper than {} files", placed.place(), depth_at_most));
        } else {
            include(*inclusion, placed, depth);
        }
    }

    void include(const Inclusion& inclusion, const Placed& directive, int depth) {
        std::string pattern = directive.entry.value;
        if (!pattern.starts_with('/')) {
            const auto own = directive.file.substr(0, directive.file.rfind('/'));
            pattern = fmt::format("{}/{}", lens_.base.empty() ? own : lens_.base, pattern);
        }
        if (inclusion.is_folder) {
            pattern += fmt::format("{}*{}", pattern.ends_with('/') ? "" : "/", inclusion.folder_suffix);
        }
        const auto found = texts_.matching(pattern);
        if (std::count(pattern.begin(), pattern.end(), '*') > wildcards_at_most || !found) {
            return leave_gap(directive.entry.section,
                             fmt::format("{} includes {}, which is not among the files that are looked at",
                                         directive.place(), directive.entry.value));
        }
        for (const auto& text : *found) {
            if (inclusion.plain_names && !is_plain_name(text)) {
                continue;
            }
            read_file(text, directive.entry.section, depth + 1);
        }
    }

    const Lens& lens_;
    const Texts& texts_;
};

void read_mains(Gatherer& gatherer, const Texts& texts, const Layout& layout) {
    for (const auto& path : layout.mains) {
        if (const auto* text = texts.file(path)) {
            return gatherer.read_file(*text, "", 0);
        }
    }
}

} // namespace

std::string Placed::place() const {
    return entry.line == 0 ? file : fmt::format("{}:{}", file, entry.line);
}

Layout layout_of(const Lens& lens, const std::string& title) {
    return lens.layout == nullptr ? Layout{.mains = {title}} : lens.layout(title);
}

Gathered gather(const Lens& lens, const Layout& layout, const probe::Answers& answers) {
    const Texts texts(layout, answers);
    Gatherer gatherer(lens, texts);
    if (!layout.main_last) {
        read_mains(gatherer, texts, layout);
    }
    if (!layout.included) {
        for (const auto& text : texts.by_name()) {
            gatherer.read_file(text, "", 0);
        }
    }
    if (layout.main_last) {
        read_mains(gatherer, texts, layout);
    }
    return std::move(gatherer.gathered);
}

} // namespace plumbline::resource::setting
