#include "report/faces/all.hpp"
#include "report/html.hpp"

namespace plumbline::report {
namespace {

class HtmlFace final : public Face {
public:
    void add(const HostResult& host) override { systems_.insert_or_assign(host.name, system_of(host)); }
    void write(std::ostream& out, const Report& report, const Background& background) const override {
        out << as_html(report, systems_, background.days);
    }

private:
    Systems systems_;
};

} // namespace

std::unique_ptr<Face> html_face() {
    return std::make_unique<HtmlFace>();
}

} // namespace plumbline::report
