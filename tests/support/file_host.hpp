// A host that is its files: it answers what the probe would, and steps are applied to it.
#pragma once

#include "base/text.hpp"
#include "support/content_answer.hpp"
#include "support/steps.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

namespace plumbline::test {

class FileHost {
public:
    std::map<std::string, std::string> files = {};        ///< bytes by path
    std::set<std::string> folders = {};                   ///< that are empty
    std::map<std::string, std::string> links = {};        ///< texts by path
    std::map<probe::Question, probe::Answer> others = {}; ///< what else it answers
    facts::Facts facts = {};

    [[nodiscard]] probe::Answers answers(const resource::Type& type, const resource::Desired& desired) const {
        probe::Answers all;
        for (const auto& question : type.queries(desired)) {
            all.add(question, answer(question));
        }
        const auto drifting = drifts(type, desired, type.observe(desired, all));
        for (const auto& question : type.ground(desired, drifting, facts)) {
            all.add(question, answer(question));
        }
        return all;
    }

    [[nodiscard]] resource::Steps steps(const resource::Type& type, const resource::Desired& desired,
                                        const Written& written = {}) const {
        return test::steps(type, desired, answers(type, desired), written, facts);
    }

    [[nodiscard]] Lines differences(const resource::Type& type, const resource::Desired& desired) const {
        return test::differences(type, desired, answers(type, desired));
    }

    /// Each file as it must have been before.
    void apply(const resource::Steps& steps) {
        for (const auto& step : steps.all) {
            if (const auto* write = std::get_if<resource::WriteFile>(&step)) {
                CHECK(write->before == image(write->path));
                CHECK(write->was.bytes == (files.contains(write->path) ? files.at(write->path) : ""));
                CHECK(write->content.digest == base::sha256(write->content.bytes));
                files[write->path] = write->content.bytes;
            } else if (const auto* removal = std::get_if<resource::Remove>(&step)) {
                CHECK(removal->before == image(removal->path));
                files.erase(removal->path);
                links.erase(removal->path);
            } else if (const auto* link = std::get_if<resource::MakeLink>(&step)) {
                CHECK(link->before == image(link->path));
                links[link->path] = link->text;
            } else if (const auto* folder = std::get_if<resource::MakeFolder>(&step)) {
                folders.insert(folder->path);
            }
        }
    }

private:
    static std::string without_slash(const std::string& path) { return path.substr(path.rfind('/') + 1); }
    static std::string folder_above(const std::string& path) { return path.substr(0, path.rfind('/')); }

    [[nodiscard]] bool is_folder(const std::string& path) const {
        const auto below = files.lower_bound(path + "/");
        const auto link = links.lower_bound(path + "/");
        return folders.contains(path) || (below != files.end() && below->first.starts_with(path + "/")) ||
               (link != links.end() && link->first.starts_with(path + "/"));
    }

    [[nodiscard]] resource::Image image(const std::string& path) const {
        if (const auto link = links.find(path); link != links.end()) {
            return {resource::Image::Kind::link, link->second};
        }
        const auto file = files.find(path);
        return file == files.end() ? resource::Image{} : resource::image_of_file(file->second);
    }

    [[nodiscard]] std::map<std::string, std::string> in(const std::string& folder) const {
        std::map<std::string, std::string> members;
        for (const auto& [path, bytes] : files) {
            if (folder_above(path) == folder) {
                members[without_slash(path)] = bytes;
            }
        }
        return members;
    }

    static std::string status(const std::string& kind, std::size_t size) {
        return fmt::format("{},0,0,{},1,1,5,1,2049,root:root", kind, size);
    }

    [[nodiscard]] probe::Answer answer(const probe::Question& question) const {
        if (const auto other = others.find(question); other != others.end()) {
            return other->second;
        }
        const auto path = question.arguments.empty() ? "" : question.arguments.front();
        if (question.kind == "content_followed" || question.kind == "content") {
            return files.contains(path) ? content_answer(files.at(path)) : probe::Answer{probe::Absent{}};
        }
        if (question.kind == "stat") {
            return status_of(path);
        }
        if (question.kind == "link") {
            return links.contains(path) ? probe::Answer{probe::Answered{"resolves " + links.at(path)}}
                                        : probe::CannotTell{"not a symbolic link"};
        }
        if (question.kind == "digest") {
            return digest_of(path);
        }
        if (question.kind == "sysctl_files") {
            return lines_of({"/etc/sysctl.d", "/usr/lib/sysctl.d"}, "/etc/sysctl.conf");
        }
        if (question.kind == "modprobe_files") {
            return lines_of({"/etc/modprobe.d"}, "");
        }
        if (question.kind == "module_load_files") {
            return lines_of({"/etc/modules-load.d"}, "/etc/modules");
        }
        if (question.kind == "digest_followed") {
            return digest_of(links.contains(path) ? links.at(path) : path);
        }
        if (question.kind == "sudoers") {
            return sudoers();
        }
        if (!is_folder(path)) {
            return probe::Absent{};
        }
        return question.kind == "tree" ? tree(path) : folder(path, question);
    }

    [[nodiscard]] probe::Answer digest_of(const std::string& path) const {
        return files.contains(path) ? probe::Answer{probe::Answered{base::sha256_hex(files.at(path))}}
                                    : probe::Absent{};
    }

    [[nodiscard]] probe::Answer status_of(const std::string& path) const {
        if (links.contains(path)) {
            return probe::Answered{status("a1ff", 1)};
        }
        if (files.contains(path)) {
            return probe::Answered{status("81a4", files.at(path).size())};
        }
        return is_folder(path) ? probe::Answer{probe::Answered{status("41ed", 1)}} : probe::Absent{};
    }

    [[nodiscard]] probe::Answer tree(const std::string& path) const {
        std::string text;
        for (const auto& [name, bytes] : in(path)) {
            if (!links.contains(path + "/" + name)) {
                text += fmt::format("//f+644,0,0,{},1,1,6,1,2049,root:root/{}\n", bytes.size(), name);
            }
        }
        for (const auto& [link, to] : links) {
            if (folder_above(link) == path) {
                text += fmt::format("//l+777,0,0,1,1,1,6,1,2049,root:root/{}\n", without_slash(link));
            }
        }
        return probe::Answered{text + "//=0/\n"};
    }

    [[nodiscard]] probe::Answer folder(const std::string& path, const probe::Question& question) const {
        if (question.kind != "folder") {
            return probe::Absent{};
        }
        std::string entries;
        std::string bytes;
        for (const auto& [name, content] : in(path)) {
            if (name.ends_with(question.arguments.at(1))) {
                entries += fmt::format("//given,{}/{}\n", status("81a4", content.size()), name);
                bytes += content;
            }
        }
        return probe::Answered{entries + "//=/\n" + bytes};
    }

    [[nodiscard]] probe::Answer sudoers() const {
        std::string entries;
        std::string bytes;
        for (const auto& [path, content] : files) {
            if (path.starts_with("/etc/sudoers")) {
                entries += fmt::format("//given,{}/{}\n", status("8120", content.size()), path);
                bytes += content;
            }
        }
        if (is_folder("/etc/sudoers.d")) {
            entries += fmt::format("//other,{}//etc/sudoers.d\n", status("41e8", 1));
        }
        return probe::Answered{entries + "//=/\n" + bytes};
    }

    [[nodiscard]] probe::Answer lines_of(const std::vector<std::string>& folders_of,
                                         const std::string& last) const {
        std::string list;
        std::string lines;
        const auto add = [&](const std::string& path, const std::string& bytes) {
            list += "given " + path + "\n";
            std::size_t number = 0;
            for (const auto line : base::lines(bytes)) {
                ++number;
                const auto text = base::trim(line);
                if (!text.empty() && text.front() != '#' && text.front() != ';') {
                    lines += fmt::format("{}:{}:{}\n", path, number, line);
                }
            }
        };
        for (const auto& folder : folders_of) {
            for (const auto& [name, bytes] : in(folder)) {
                add(folder + "/" + name, bytes);
            }
        }
        if (files.contains(last)) {
            add(last, files.at(last));
        }
        return probe::Answered{list + "\n" + lines};
    }
};

/// The whole way: the steps are the expected ones, and after them the resource is in sync and nothing is left
/// to do.
inline void check_steps(const resource::Type& type, const resource::Desired& desired, FileHost host,
                        const resource::Steps& expected) {
    CHECK(host.steps(type, desired) == expected);
    host.apply(expected);
    CHECK(host.differences(type, desired) == Lines{});
    CHECK(host.steps(type, desired) == resource::Steps{});
}

} // namespace plumbline::test
