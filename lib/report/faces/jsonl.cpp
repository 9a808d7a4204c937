#include "report/faces/all.hpp"
#include "report/json/parts.hpp"
#include "report/spool.hpp"

namespace plumbline::report {
namespace {

/// One line: an object that says first what it is of, then what `append_members` adds.
template <typename AppendMembers>
void append_line(std::string& out, std::string_view of, AppendMembers&& append_members) {
    {
        JsonObject object(out);
        object.text("line", of);
        append_members(object);
    }
    out += '\n';
}

class JsonlFace final : public Face {
public:
    void add(const HostResult& host) override {
        std::string text;
        append_line(text, "host", [&](JsonObject& object) { append_host(object, host); });
        for (const auto& finding : host.findings)
            append_line(text, "finding", [&](JsonObject& object) {
                object.text("host", host.name);
                append_finding(object, finding);
            });
        spool_.add(host.name, text);
    }

    void write(std::ostream& out, const Report& report, const Background& /*background*/) const override {
        std::string text;
        append_line(text, "run", [&](JsonObject& object) {
            object.text("format", "plumbline.report/1");
            append_run(object, report.run);
        });
        for (const auto& host : report.hosts) {
            spool_.append(text, host.name);
            out << text;
            text.clear();
        }
        append_line(text, "summary", [&](JsonObject& object) { append_summary(object, report); });
        out << text;
    }

private:
    Spool spool_;
};

} // namespace

std::unique_ptr<Face> jsonl_face() {
    return std::make_unique<JsonlFace>();
}

} // namespace plumbline::report
