#include "resource/types/service/parts.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace service {

namespace {

// systemd.unit(5); OpenRC and SysV have names of the same characters
constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_.\\@";

bool is_template(std::string_view title) {
    const std::size_t at = title.find('@');
    return at != std::string_view::npos && (at + 1 == title.size() || title[at + 1] == '.');
}

} // namespace

probe::Question question(const Desired& desired) {
    return {"service", {desired.id.title}};
}

class Service final : public Type {
public:
    const Schema& schema() const override { return service::schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{question(desired)};
        if (must_be_current(desired)) {
            for (const std::string& path : desired.notifiers) {
                asked.push_back(status_of(path));
            }
        }
        return asked;
    }

    Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        if (must_be_current(desired)) {
            expectations.push_back({.property = "current", .matcher = {Exactly{"true"}}});
        }
        return expectations;
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const auto there = [&](const Seen& seen) {
            Observed observed = observe_seen(desired, seen);
            if (must_be_current(desired)) {
                observe_current(desired, seen, answers, observed);
            }
            return observed;
        };
        return understand(answers.to(question(desired)), expect(desired),
                          "the init system gave no answer of the expected form", read_service, there,
                          [&] { return there(Seen{.exists = false}); });
    }

    Remedy remedy(const Desired& desired, const Observed&,
                  const std::vector<Compared>& drifts) const override {
        return propose(desired, drifts);
    }

    Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    Steps refresh(const Desired& desired, const facts::Facts& facts) const override {
        return restart(desired, facts);
    }

    std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.find_first_not_of(name_characters) != std::string::npos || title.size() > 255) {
            return "a service's name consists of at most 255 letters, digits and : - _ . \\ @";
        }
        if (is_template(title)) {
            return "a template is no unit that could run: name one of its instances, such as getty@tty1";
        }
        return "";
    }

    Traces traces(const Desired& desired) const override {
        const auto file = fmt::format("/etc/systemd/system/{}.service", desired.id.title);
        return {.paths = {file, file + ".d"}, .units = {desired.id.title}};
    }
};

} // namespace service

namespace types_of_folders {

const Type& service_type() {
    static const service::Service type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
