#pragma once

#include "resource/type.hpp"

#include <vector>

namespace plumbline::resource::file {

/// What every type that stands for a regular file takes, whatever says what it must hold: size, follow,
/// contains, lacks, mode, owner, group, and the traits.
[[nodiscard]] std::vector<Attribute> regular_file_attributes();

/// A regular file whose attributes are those, `state`, and of its bytes `content` and `sha256`. Only the
/// schema differs from type to type.
class RegularFile : public Type {
public:
    [[nodiscard]] probe::Queries queries(const Desired& desired) const override;
    [[nodiscard]] Expectations expect(const Desired& desired) const override;
    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override;
    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override;
    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts,
                                        const facts::Facts& facts) const override;
    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override;
    [[nodiscard]] std::string object_to(const Desired& desired) const override;

private:
    [[nodiscard]] Remedy remedy_of_properties(const Desired& desired, const Observed& observed,
                                              const std::vector<Compared>& drifts) const;
};

} // namespace plumbline::resource::file
