#include "resource/steps/step.hpp"

#include "base/digest.hpp"

namespace plumbline::resource {

std::string_view name(Image::Kind kind) {
    switch (kind) {
    case Image::Kind::absent:
        return "absent";
    case Image::Kind::file:
        return "file";
    case Image::Kind::link:
        return "link";
    case Image::Kind::directory:
        return "directory";
    case Image::Kind::other:
        break;
    }
    return "other";
}

Image image_of_file(std::string_view bytes) {
    return {Image::Kind::file, base::sha256(bytes)};
}

} // namespace plumbline::resource
