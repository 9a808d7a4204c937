#include "report/faces/all.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::report {
namespace {

using Maker = std::unique_ptr<Face> (*)();

constexpr std::array<std::pair<std::string_view, Maker>, 9> makers{{{"html", html_face},
                                                                    {"json", json_face},
                                                                    {"jsonl", jsonl_face},
                                                                    {"markdown", markdown_face},
                                                                    {"junit", junit_face},
                                                                    {"sarif", sarif_face},
                                                                    {"csv", csv_face},
                                                                    {"prometheus", prometheus_face},
                                                                    {"nagios", nagios_face}}};

class JsonFace final : public Face {
public:
    void add(const HostResult& host) override { spool_.add(host); }
    void write(std::ostream& out, const Report& report, const Background& /*background*/) const override {
        spool_.write(out, report);
    }

private:
    JsonSpool spool_;
};

} // namespace

std::unique_ptr<Face> json_face() {
    return std::make_unique<JsonFace>();
}

const std::vector<std::string>& faces() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& [name, maker] : makers)
            all.emplace_back(name);
        return all;
    }();
    return names;
}

std::unique_ptr<Face> make_face(std::string_view name) {
    const auto* found = std::ranges::find(makers, name, &std::pair<std::string_view, Maker>::first);
    return found == makers.end() ? nullptr : found->second();
}

} // namespace plumbline::report
