#include "resource/rendering.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource {

void set_content(Desired& desired, const std::string& attribute, std::string bytes) {
    std::string digest = base::sha256(bytes);
    desired.attributes.insert_or_assign(attribute, Matcher{Exactly{digest}});
    desired.contents.insert_or_assign(attribute, Content{std::move(bytes), std::move(digest)});
}

std::shared_ptr<const Desired> rendered(std::shared_ptr<const Desired> desired, const facts::Facts& facts) {
    if (!desired->rendering) {
        return desired;
    }
    base::Values values = desired->rendering->values;
    base::List untold;
    for (const std::string& name : desired->rendering->text.names()) {
        if (values.contains(name)) {
            continue;
        }
        const auto fact = facts.find(name);
        if (fact == facts.end()) {
            untold.push_back(name);
        } else {
            values.emplace(name, fact->second);
        }
    }
    auto made = std::make_shared<Desired>(*desired);
    if (untold.empty()) {
        set_content(*made, "content", desired->rendering->text.render(values));
    } else {
        made->unrendered =
            fmt::format("its template needs what the host could not tell: {}", fmt::join(untold, ", "));
    }
    return made;
}

} // namespace plumbline::resource
