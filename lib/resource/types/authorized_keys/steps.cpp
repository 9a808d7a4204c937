#include "resource/types/authorized_keys/steps.hpp"

#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/standing.hpp"
#include "resource/types/authorized_keys/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::authorized_keys {

namespace {

using FolderFile = probe::FolderFile;

/// Where a key stands: its file, and the number of its line.
std::pair<std::string, std::size_t> place_of(const Key& key) {
    const auto colon = key.place.rfind(':');
    return {key.place.substr(0, colon), std::stoul(key.place.substr(colon + 1))};
}

class KeyEdits {
public:
    KeyEdits(const Type& type, const Desired& desired, const Ground& ground, KeyFiles files)
        : desired_(desired), ground_(ground), files_(std::move(files)), editing_(type, desired, ground),
          keys_(read_lines(files_).keys) {
        editing_.leave_out([](const std::string& property) { return property == "strict_modes"; });
    }

    Steps make() {
        if (drifts("keys")) {
            if (auto objection = add_declared(); !objection.empty()) {
                editing_.decline("keys", std::move(objection));
            }
        }
        if (drifts("state") || drifts("exclusive")) {
            remove_others();
        }
        if (drifts("options")) {
            editing_.decline("options",
                             "it does not say which key is meant; name the options with each of `keys`, "
                             "as in the file");
        }
        write_lines();
        if (drifts("strict_modes")) {
            close();
        }
        return editing_.finish();
    }

private:
    [[nodiscard]] bool drifts(std::string_view property) const {
        return std::ranges::any_of(ground_.drifts,
                                   [&](const Compared& one) { return one.property == property; });
    }

    [[nodiscard]] const FolderFile* found(const std::string& path) const {
        const auto one = std::ranges::find(files_.found, path, &FolderFile::name);
        return one == files_.found.end() ? nullptr : &*one;
    }

    steps::Lines& lines_of(const std::string& path) {
        return lines_.try_emplace(path, editing_.bytes(path).value_or("")).first->second;
    }

    /// Why keys can't be added; "" where they are.
    std::string add_declared() {
        const auto wanted = *desired_.list("keys");
        for (const std::string& text : wanted) {
            const auto key = parse_key(text);
            const auto same = std::ranges::find_if(keys_, [&](const Key& one) { return is_same(one, *key); });
            if (same == keys_.end()) {
                if (auto objection = make_room(); !objection.empty()) {
                    return objection;
                }
                lines_of(files_.paths.front()).append(text);
            } else if (!key->options.empty() && !has_same_options(*key)) {
                const auto [path, number] = place_of(*same);
                lines_of(path).replace(number, text);
            }
        }
        return {};
    }

    [[nodiscard]] bool has_same_options(const Key& wanted) const {
        return std::ranges::any_of(keys_, [&](const Key& one) {
            return is_same(one, wanted) && has_options(wanted.options, one.options) &&
                   one.options.size() == wanted.options.size();
        });
    }

    /// The first file that sshd looks into, and the folder above it, where they are not there yet.
    std::string make_room() {
        if (files_.paths.empty()) {
            return "sshd looks into no file for keys (AuthorizedKeysFile none)";
        }
        const auto* home = found(files_.home);
        if (home == nullptr) {
            return fmt::format("its home {} does not exist; make it first", files_.home);
        }
        const auto& path = files_.paths.front();
        const auto folder = steps::folder_of(path);
        if (found(folder) == nullptr && !has_room_) {
            if (found(steps::folder_of(folder)) == nullptr) {
                return fmt::format("{} does not exist; make it first", steps::folder_of(folder));
            }
            editing_.prepare(MakeFolder{folder, owned(*home, "0700")});
        }
        has_room_ = true;
        made_ = owned(*home, "0600");
        return {};
    }

    [[nodiscard]] Attributes owned(const FolderFile& home, const std::string& mode) const {
        const auto& status = home.status;
        return {.mode = mode,
                .owner = desired_.id.title,
                .group = status.group.empty() ? std::to_string(status.gid) : status.group};
    }

    /// From the last, so that the numbers of lines stay right.
    void remove_others() {
        const auto wanted = declared_keys(desired_);
        for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) {
            if (std::ranges::none_of(wanted, [&](const Key& one) { return is_same(one, *key); })) {
                const auto [path, number] = place_of(*key);
                lines_of(path).remove(number);
            }
        }
    }

    void write_lines() {
        for (const auto& [path, lines] : lines_) {
            editing_.write(path, lines.bytes(), editing_.bytes(path) ? Attributes{} : made_);
        }
    }

    /// Nobody but the account may write the files and the folders above them, up to its home.
    void close() {
        std::map<std::string, Attributes> closed;
        for (const std::string& path : files_.paths) {
            auto step = path;
            while (found(path) != nullptr && step.size() > 1) {
                close_one(step, closed);
                if (step == files_.home) {
                    break;
                }
                step = steps::folder_of(step);
            }
        }
        for (auto& [path, attributes] : closed) {
            editing_.add(SetAttributes{path, std::move(attributes)});
        }
    }

    void close_one(const std::string& path, std::map<std::string, Attributes>& closed) const {
        const auto* file = found(path);
        if (file == nullptr) {
            return;
        }
        if ((file->status.mode & 022U) != 0) {
            closed[path].mode = fmt::format("{:04o}", file->status.mode & ~022U);
        }
        if (file->status.uid != 0 && file->status.uid != files_.uid) {
            closed[path].owner = desired_.id.title;
        }
    }

    const Desired& desired_;
    const Ground& ground_;
    KeyFiles files_;
    steps::Editing editing_;
    std::vector<Key> keys_;
    std::map<std::string, steps::Lines> lines_;
    Attributes made_;
    bool has_room_ = false;
};

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return {};
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    const steps::Editing editing(type, desired, ground);
    const auto* answered = std::get_if<probe::Answered>(&editing.answers().to(key_question(desired)));
    auto files = answered == nullptr ? std::nullopt : parse_key_files(answered->bytes);
    if (!files) {
        return steps::declined(fmt::format("there is no account {}; make it first", desired.id.title));
    }
    return KeyEdits(type, desired, ground, *std::move(files)).make();
}

} // namespace plumbline::resource::authorized_keys
