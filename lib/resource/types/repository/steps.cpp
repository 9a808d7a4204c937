#include "base/digest.hpp"
#include "resource/formats/debian/apt_sources.hpp"
#include "resource/steps/runs.hpp"
#include "resource/types/repository/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::resource::repository {

namespace {

constexpr std::chrono::seconds time_of_lists{600};

std::string fact(const Ground& ground, const char* name) {
    const auto found = ground.facts.find(name);
    return found == ground.facts.end() ? "" : base::to_text(found->second);
}

std::string words(const Desired& desired, const char* attribute) {
    return fmt::format("{}", fmt::join(desired.list(attribute).value_or(base::List{}), " "));
}

/// sources.list(5), "DEB822-STYLE FORMAT".
std::string apt_stanza(const Desired& desired) {
    std::string text =
        fmt::format("Types: deb\nURIs: {}\nSuites: {}\n", words(desired, "url"), words(desired, "suite"));
    if (desired.has("components"))
        text += fmt::format("Components: {}\n", words(desired, "components"));
    if (desired.has("key"))
        text += fmt::format("Signed-By: {}\n", words(desired, "key"));
    if (desired.text("check_signatures") == "false")
        text += "Trusted: yes\n";
    if (desired.text("enabled") == "false")
        text += "Enabled: no\n";
    return text;
}

/// dnf.conf(5), "[repo] OPTIONS".
std::string dnf_section(const Desired& desired) {
    std::string text = fmt::format(
        "[{0}]\nname={0}\nbaseurl={1}\nenabled={2}\ngpgcheck={3}\n", desired.id.title, words(desired, "url"),
        desired.text("enabled") == "false" ? 0 : 1, desired.text("check_signatures") == "false" ? 0 : 1);
    if (desired.has("key"))
        text += fmt::format("gpgkey={}\n", words(desired, "key"));
    return text;
}

/// Whether apt reads from it what the standard says.
bool says_it(const std::string& stanza, const Desired& desired) {
    const auto read = formats::read_apt_stanzas(stanza);
    const auto* entries = std::get_if<std::vector<formats::AptSource>>(&read);
    return entries != nullptr && entries->size() == 1 && entries->front().uris == desired.list("url") &&
           entries->front().suites == desired.list("suite") &&
           entries->front().components == desired.list("components").value_or(base::List{});
}

Configured configured(const Ground& ground) {
    Configured all;
    read_apt(ground.answers, all);
    read_dnf(ground.answers, all);
    return all;
}

/// The bytes of a file of repositories that was read; nullptr where there is none.
const WholeFile* find_file(const std::vector<WholeFile>& files, const std::string& path) {
    const auto found = std::ranges::find(files, path, &WholeFile::path);
    return found == files.end() ? nullptr : &*found;
}
std::vector<WholeFile> files_read(const Ground& ground) {
    std::vector<WholeFile> all;
    for (const auto& queries : {apt_queries(), dnf_queries()})
        for (const auto& question : queries)
            std::ranges::move(files_of(ground.answers, question).all, std::back_inserter(all));
    return all;
}

/// One repository on its way to what the standard says.
class Righting {
public:
    Righting(const Desired& desired, const Ground& ground)
        : desired_(desired), ground_(ground), name_(desired.id.title),
          is_of_dnf_(fact(ground, "pkg") == "rpm"), configured_(configured(ground)),
          files_(files_read(ground)) {}

    Steps make() {
        if (!is_of_dnf_ && fact(ground_, "pkg") != "dpkg")
            decline("", "the host has neither apt nor dnf");
        else if (name_.find_first_of("/ \t\n[]") != std::string::npos)
            decline("",
                    "an address names no file: declare the repository by the name that its file is to have");
        else if (steps::drift_of(ground_, "state") == nullptr)
            decline("", fmt::format("other options may stand beside it: change {} by file, line or setting",
                                    fmt::join(places(), ", ")));
        else
            desired_.text("state") == "absent" ? remove() : add();
        return std::move(steps_);
    }

private:
    void decline(std::string property, std::string reason) {
        steps_.declined.push_back({std::move(property), std::move(reason)});
    }
    [[nodiscard]] std::set<std::string> places() const {
        std::set<std::string> files;
        for (const auto& source : configured_.sources)
            if (source.name == name_)
                files.insert(source.file);
        return files;
    }

    void add() {
        const auto path = is_of_dnf_ ? fmt::format("/etc/yum.repos.d/{}.repo", name_)
                                     : fmt::format("/etc/apt/sources.list.d/{}.sources", name_);
        const auto text = is_of_dnf_ ? dnf_section(desired_) : apt_stanza(desired_);
        if (const auto why = why_not_added(path, text); !why.empty())
            return decline("state", why);
        steps_.all.push_back(WriteFile{path, {text, base::sha256(text)}, {}});
        read_lists();
    }
    [[nodiscard]] std::string why_not_added(const std::string& path, const std::string& text) const {
        for (const char* attribute : {"url", "suite"})
            if (!desired_.list(attribute) && !(is_of_dnf_ && attribute == std::string("suite")))
                return fmt::format("without '{}' there is nothing to write: name it", attribute);
        for (const char* attribute : {"components", "key"})
            if (desired_.has(attribute) && !desired_.list(attribute))
                return steps::unpinned(desired_, attribute).reason;
        if (desired_.list("key") == base::List{"inline"})
            return "the key itself is not in the standard: name the path of its file";
        const auto urls = *desired_.list("url");
        for (const auto& url : urls)
            if (plain_url(url).find("***") != std::string::npos)
                return "its address holds a password: keep that in /etc/apt/auth.conf.d, and declare the "
                       "address without it";
        if (find_file(files_, path) != nullptr)
            return fmt::format("{} is there, and has no such entry: declare that file", path);
        return is_of_dnf_ || says_it(text, desired_) ? "" : "apt would not read it as the standard says it";
    }

    void remove() {
        for (const auto& path : places()) {
            const auto* file = find_file(files_, path);
            if (const auto why = why_not_removed(path, file); !why.empty()) {
                decline("state", why);
                continue;
            }
            steps_.all.push_back(Remove{path, image_of_file(file->bytes)});
        }
        if (!steps_.all.empty())
            read_lists();
    }
    [[nodiscard]] std::string why_not_removed(const std::string& path, const WholeFile* file) const {
        if (file == nullptr || !file->unreadable.empty())
            return fmt::format("{} could not be read whole", path);
        if (ground_.written.contains(path))
            return fmt::format("{} is written before: declare one of the two", path);
        const bool has_others = std::ranges::any_of(configured_.sources, [&](const Source& source) {
            return source.file == path && source.name != name_;
        });
        if (has_others || path == "/etc/apt/sources.list")
            return fmt::format("{} has other entries too: take this one out by line or setting", path);
        return "";
    }

    void read_lists() {
        auto run = is_of_dnf_ ? steps::one_way({"dnf", "-q", "makecache"}, "nothing to take back")
                              : steps::one_way({"apt-get", "-q", "update"}, "nothing to take back");
        run.limit = time_of_lists;
        steps_.all.push_back(std::move(run));
    }

    const Desired& desired_;
    const Ground& ground_;
    const std::string& name_;
    bool is_of_dnf_;
    Configured configured_;
    std::vector<WholeFile> files_;
    Steps steps_;
};

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    return Righting(desired, ground).make();
}

} // namespace plumbline::resource::repository
