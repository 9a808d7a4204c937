#include "report/html/sample_pages.hpp"
#include "report/samples.hpp"

#include <algorithm>

namespace plumbline::test {

const std::vector<std::string>& markup_payloads() {
    static const std::vector<std::string> all{
        "<script>owned()</script>",
        "</script><script>owned()</script>",
        "</style><script>owned()</script>",
        "</title><script>owned()</script>",
        "<img src=x onerror=owned()>",
        "\"><svg onload=owned()>",
        "' onfocus='owned()' autofocus='",
        "\" onclick=\"owned()\" data-x=\"",
        "--><script>owned()</script><!--",
        "]]><script>owned()</script>",
        "<a href=\"javascript:owned()\">x</a>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "&lt;script&gt;owned()&lt;/script&gt;",
        "&#60;script&#62;owned()",
        "<details open ontoggle=owned()>",
        "<style>*{display:none}</style>",
        "\x1b[2J\x1b]0;owned\x07",
        "\xff\xfe<script>owned()</script>",
        std::string("nul\0<script>owned()</script>", 28),
        "\xe2\x80\xae"
        "lortnoc",
        "+ADw-script+AD4-owned()+ADw-/script+AD4-",
        "`${owned()}`",
        "${owned()}{{owned()}}",
        hostile_bytes,
    };
    return all;
}

report::Report page_full_of(const std::string& text) {
    auto line = text;
    std::ranges::replace(line, '\n', ' ');
    auto made = Made(text, text, drift::Status::drift, 1)
                    .why(text)
                    .override_by(text)
                    .reason(text)
                    .diff("--- actual\n+++ standard\n-" + line + "\n+" + line + "\n " + line + "\n")
                    .would(text)
                    .restarts(text)
                    .remark(text)
                    .property(text, Status::drift, text, text, text)
                    .property(text, Status::drift, text, base::List{text, text})
                    .unreadable(text, text, text)
                    .past(past_of_bytes(text));
    auto finding = made.finding();
    finding.covers = {{drift::Cover::Kind::change, text, text, text, text, {}}};
    finding.uncovered = {text};
    finding.occasions = {text};
    auto evil = host(text, {});
    evil.address = text;
    evil.remark = text;
    evil.facts = {{"os.id", text}, {"os.version", text}, {text, text}};
    evil.findings = {finding, Made("file", text, drift::Status::unknown, 2).reason(text).finding(),
                     Made("file", text, drift::Status::skipped, 3).reason(text).finding()};
    auto failed = failed_host(text + text, transport::Stage::parse, text);
    failed.address = text;
    auto report = report_of({evil, failed, host(text + "2", {made})});
    auto& run = report.run;
    for (auto* field : {&run.id, &run.mode, &run.environment, &run.standard_name, &run.standard_version,
                        &run.standard_digest, &run.contact, &run.revision, &run.revision_author,
                        &run.probe_digest, &run.ledger_head, &run.unrecorded, &run.tool})
        *field = text;
    run.tags = {text};
    run.signoff = {approval::SignOff::Status::invalid, {text}, 2, 1, {text}};
    run.notices = {{text, approval::Notice::State::void_, text, 1, text}};
    return report;
}

} // namespace plumbline::test
