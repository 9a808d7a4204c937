#include "base/letter_case.hpp"
#include "resource/type.hpp"
#include "resource/types/http/reply.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace http {

namespace {

constexpr std::string_view table = "headers.";

probe::Question question(const Desired& desired) {
    return {"http",
            {desired.id.title, desired.flag("follow") ? "follow" : "stay",
             desired.flag("verify") ? "verify" : "trust"}};
}

Reading header(const Reply& reply, const std::string& name) {
    const auto found = reply.headers.find(base::lower_case(name));
    return found == reply.headers.end() ? Reading{Missing{}} : Reading{Present{found->second}};
}

Observed observe_reply(const Desired& desired, const Reply& reply) {
    Observed observed;
    for (const auto& [attribute, matcher] : desired.attributes) {
        if (attribute.starts_with(table)) {
            observed.observations.push_back(
                {.property = attribute, .reading = header(reply, attribute.substr(table.size()))});
        }
    }
    if (desired.has("body")) {
        observed.observations.push_back({.property = "body", .reading = Present{reply.body}});
    }
    observed.observations.push_back({.property = "status", .reading = Present{reply.status}});
    if (reply.status.front() == '3' && reply.headers.contains("location")) {
        observed.remarks.push_back("it redirects to " + reply.headers.at("location"));
    }
    return observed;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "http",
        .doc = "What a URL answers, as seen from the host, to one GET without cookies or credentials.",
        .title_doc = "The URL: http:// or https://, without a user and password.",
        .attributes =
            {
                {.name = "status", .kind = Kind::integer, .doc = "The status code.", .fallback = "200"},
                {.name = "body",
                 .kind = Kind::text,
                 .doc = "The body's first 64 KiB: {contains: [...]}, or a pattern by {matches: ...}."},
                {.name = "headers",
                 .kind = Kind::table,
                 .doc = "Headers of the answer, in any case: {Strict-Transport-Security: {matches: "
                        "max-age=.*}}."},
                {.name = "follow",
                 .kind = Kind::boolean,
                 .doc = "Whether redirections are followed, at most five.",
                 .compared = false,
                 .fallback = "false"},
                {.name = "verify",
                 .kind = Kind::boolean,
                 .doc = "Whether the server's certificate must be valid; where it is not, the answer is "
                        "unknown.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "curl on the host, one GET a URL, at most 15 seconds each.",
        .enforces = "Nothing: what serves the URL is put right by its own resources.",
        .example = "http: http://127.0.0.1/health\nstatus: 200\nbody: {contains: [ok]}\n",
        .phase = Phase::services};
    return all;
}

} // namespace

class Http final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override { return {question(desired)}; }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(question(desired));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unknown->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        const auto reply = answered == nullptr ? std::nullopt : read_reply(answered->bytes);
        return reply ? observe_reply(desired, *reply)
                     : unreadable(expect(desired), "curl gave no answer of the form of HTTP");
    }

    Remedy remedy(const Desired&, const Observed&, const std::vector<Compared>&) const override { return {}; }

    std::string object_to(const Desired& desired) const override {
        const std::string& url = desired.id.title;
        const std::size_t scheme = url.find("://");
        if (!url.starts_with("http://") && !url.starts_with("https://")) {
            return "a URL begins with http:// or https://";
        }
        if (url.find_first_of(" \t\r\n") != std::string::npos) {
            return "a URL holds no blanks: write them as %20";
        }
        const std::string authority =
            url.substr(scheme + 3, url.find_first_of("/?#", scheme + 3) - scheme - 3);
        if (authority.find('@') != std::string::npos) {
            return "a URL with a user or password would be seen in the host's list of processes";
        }
        return "";
    }
};

} // namespace http

namespace types_of_folders {

const Type& http_type() {
    static const http::Http type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
