#include "drift/planes.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using drift::planes_apart;
using resource::Compared;
using resource::Plane;
using Status = resource::Compared::Status;

namespace {

Compared in(Plane plane, Status status) {
    return {.property = "value", .status = status, .plane = plane};
}

} // namespace

TEST_CASE("what is right in one plane and wrong in another is said in words") {
    struct Case {
        std::vector<Compared> properties;
        std::string words;
    };
    const std::vector<Case> cases{
        {{in(Plane::now, Status::in_sync), in(Plane::boot, Status::drift)},
         "right now, wrong after a reboot"},
        {{in(Plane::now, Status::drift), in(Plane::boot, Status::in_sync)},
         "wrong now, right after a reboot"},
        {{in(Plane::now, Status::drift), in(Plane::disk, Status::in_sync)}, "edited, not reloaded"},
        {{in(Plane::now, Status::in_sync), in(Plane::disk, Status::drift)},
         "right now, wrong after a reload: the file has changed"},
        {{in(Plane::now, Status::drift), in(Plane::boot, Status::drift)}, ""},
        {{in(Plane::now, Status::in_sync), in(Plane::boot, Status::unknown)}, ""},
        {{in(Plane::boot, Status::drift)}, ""},
        {{in(Plane::none, Status::drift), in(Plane::now, Status::in_sync)}, ""},
        {{in(Plane::now, Status::in_sync), in(Plane::now, Status::drift), in(Plane::boot, Status::in_sync)},
         "wrong now, right after a reboot"},
    };
    for (const auto& [properties, words] : cases)
        CHECK(planes_apart(properties) == words);
}
