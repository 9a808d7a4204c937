#pragma once

#include "report/face.hpp"

#include <ostream>

namespace plumbline::report {

// Each format by its maker; face.hpp has what they share.

[[nodiscard]] std::unique_ptr<Face> csv_face();
[[nodiscard]] std::unique_ptr<Face> html_face();
[[nodiscard]] std::unique_ptr<Face> json_face();
[[nodiscard]] std::unique_ptr<Face> jsonl_face();
[[nodiscard]] std::unique_ptr<Face> junit_face();
[[nodiscard]] std::unique_ptr<Face> markdown_face();
[[nodiscard]] std::unique_ptr<Face> nagios_face();
[[nodiscard]] std::unique_ptr<Face> prometheus_face();
[[nodiscard]] std::unique_ptr<Face> sarif_face();

/// A face that tells only of what reports never forget, drawn at the end.
class LateFace : public Face {
public:
    using Draw = std::string (*)(const Report& report, const Background& background);
    explicit LateFace(Draw draw) : draw_(draw) {}

    void add(const HostResult& /*host*/) final {}
    void write(std::ostream& out, const Report& report, const Background& background) const final {
        out << draw_(report, background);
    }

private:
    Draw draw_;
};

} // namespace plumbline::report
