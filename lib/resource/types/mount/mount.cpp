#include "resource/types/mount/parts.hpp"
#include "resource/types/mount/steps.hpp"

#include <algorithm>

namespace plumbline::resource {

namespace mount {

class MountType final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return mount::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override { return questions(desired); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override { return wanted(desired); }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return look(desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        return propose(desired, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return mount::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return mount::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const bool says_more = desired.has("device") || desired.has("type") || desired.has("options");
        if (desired.text("state") == "unmounted" && says_more) {
            return "device, type and options say nothing of what is not mounted";
        }
        const base::List options = desired.list("options").value_or(base::List{});
        if (std::any_of(options.begin(), options.end(), [](const std::string& option) {
                return option.starts_with("size=") && option.ends_with('%');
            })) {
            return "the kernel shows a size in bytes, never as a percentage: write size=512M";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/fstab"}, .words = {desired.id.title}};
    }
};

} // namespace mount

namespace types_of_folders {

const Type& mount_type() {
    static const mount::MountType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
