#include "resource/steps/places/standing.hpp"

#include "probe/content.hpp"
#include "resource/file_properties.hpp"

#include <fmt/format.h>

namespace plumbline::resource::steps {

namespace {

using Found = std::variant<Image, Refusal>;

/// The answer as `parse` reads it, made an image; or why there is none.
template <typename Parse, typename Make>
Found image(const std::string& path, const probe::Answer& answer, Parse parse, Make make) {
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return Refusal{fmt::format("{}: {}", path, unclear->reason)};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto read = answered == nullptr ? std::nullopt : parse(answered->bytes);
    return read ? Found{make(*read)} : Refusal{path + ": changed while it was looked at; plan again"};
}

Found image_of(const probe::FileStatus& status, const std::string& path, const probe::Answers& answers) {
    switch (status.kind) {
    case probe::FileKind::file:
        return image(path, answers.to({"digest", {path}}), probe::parse_digest,
                     [](const std::string& digest) {
                         return Image{Image::Kind::file, digest};
                     });
    case probe::FileKind::symlink:
        return image(path, answers.to({"link", {path}}), probe::parse_link, [](const probe::Link& link) {
            return Image{Image::Kind::link, link.target};
        });
    case probe::FileKind::directory:
        return Image{Image::Kind::directory};
    case probe::FileKind::fifo:
    case probe::FileKind::socket:
    case probe::FileKind::chardev:
    case probe::FileKind::blockdev:
    case probe::FileKind::other:
        break;
    }
    return Image{Image::Kind::other};
}

/// A folder whose device is not that of the folder above it (st_dev of stat(2)).
bool is_mount_point(const std::string& path, const probe::Answers& answers) {
    const Seen itself = seen(answers, {"stat", {path}});
    const Seen above = seen(answers, {"stat", {folder_of(path)}});
    const auto* status = std::get_if<probe::FileStatus>(&itself);
    const auto* folder = std::get_if<probe::FileStatus>(&above);
    return path == "/" || (status != nullptr && folder != nullptr && status->device != folder->device);
}

} // namespace

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

probe::Queries standing_questions(const std::string& path) {
    return {{"stat", {path}}, {"digest", {path}}, {"link", {path}}, {"stat", {folder_of(path)}}};
}

std::variant<Image, Refusal> standing(const std::string& path, const probe::Answers& answers) {
    const Seen found = seen(answers, {"stat", {path}});
    if (const auto* unclear = std::get_if<probe::CannotTell>(&found)) {
        return Refusal{fmt::format("{}: {}", path, unclear->reason)};
    }
    const auto* status = std::get_if<probe::FileStatus>(&found);
    return status == nullptr ? Found{Image{}} : image_of(*status, path, answers);
}

Steps declined(std::string reason) {
    return {.declined = {{"", std::move(reason)}}};
}

Steps removal(const std::string& path, const probe::Answers& answers) {
    const Found found = standing(path, answers);
    if (const auto* refusal = std::get_if<Refusal>(&found)) {
        return declined(refusal->reason);
    }
    const auto& image = std::get<Image>(found);
    if (image.kind == Image::Kind::directory && is_mount_point(path, answers)) {
        return declined(fmt::format("{}: a file system is mounted there; unmount it first", path));
    }
    if (image.kind == Image::Kind::other) {
        return declined(fmt::format("{} is neither a file nor a folder nor a link; remove it by hand", path));
    }
    return image.kind == Image::Kind::absent ? Steps{} : Steps{.all = {Remove{path, image}}};
}

} // namespace plumbline::resource::steps
