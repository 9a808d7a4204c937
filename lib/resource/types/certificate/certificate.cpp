#include "base/clock.hpp"
#include "base/text.hpp"
#include "resource/type.hpp"
#include "resource/types/certificate/read.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace certificate {

namespace {

constexpr std::int64_t day = 86400;
const probe::Question clock{"now", {}};

probe::Question question(const Desired& desired) {
    return {"certificate", {desired.id.title}};
}

std::string date_text(std::int64_t seconds) {
    return base::to_rfc3339(base::Instant(std::chrono::seconds(seconds))).substr(0, 10);
}

/// Whole days that are left, rounded down: -1 on the first day after the end.
std::int64_t days_between(std::int64_t now, std::int64_t end) {
    const std::int64_t seconds = end - now;
    return seconds >= 0 ? seconds / day : (seconds - day + 1) / day;
}

std::optional<std::int64_t> time_of(const probe::Answer& answer) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    return answered == nullptr ? std::nullopt : base::to_integer<std::int64_t>(base::trim(answered->bytes));
}

/// What a reader should know beside the verdict: ends that come sooner than the certificate's own.
std::vector<std::string> remarks(const std::vector<Certificate>& chain, std::optional<std::int64_t> now) {
    const Certificate& own = chain.front();
    std::vector<std::string> said{
        fmt::format("valid from {} to {}", date_text(own.not_before), date_text(own.not_after))};
    if (now && *now < own.not_before) {
        said.emplace_back("it is not valid yet");
    }
    const auto sooner = std::find_if(chain.begin() + 1, chain.end(), [&](const Certificate& other) {
        return other.not_after < own.not_after;
    });
    if (sooner != chain.end()) {
        said.push_back(fmt::format("one that vouches for it ends sooner, on {}: {}",
                                   date_text(sooner->not_after), sooner->subject));
    }
    return said;
}

Observed observe_chain(const std::vector<Certificate>& chain, std::optional<std::int64_t> now) {
    const Certificate& own = chain.front();
    Observed observed;
    const auto tell = [&](const char* property, Reading reading) {
        observed.observations.push_back({.property = property, .reading = std::move(reading)});
    };
    tell("state", Present{"present"});
    tell("subject", Present{own.subject});
    tell("issuer", Present{own.issuer});
    tell("names", Present{own.names});
    tell("algorithm", Present{own.algorithm});
    tell("bits", Present{own.bits});
    tell("signature", Present{own.signature});
    tell("self_signed", Present{own.self_signed ? "true" : "false"});
    tell("days_left", now ? Reading{Present{std::to_string(days_between(*now, own.not_after))}}
                          : Reading{Unreadable{"the host does not tell its time"}});
    observed.remarks = remarks(chain, now);
    return observed;
}

Observed observe_absent(const Expectations& expectations) {
    Observed observed;
    for (const Expectation& expectation : expectations) {
        observed.observations.push_back(
            {.property = expectation.property,
             .reading = expectation.property == "state" ? Reading{Present{"absent"}} : Reading{Missing{}}});
    }
    return observed;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "certificate",
        .doc = "An X.509 certificate in a PEM file: the first of those in it. Of the rest of the file, such "
               "as a "
               "private key, nothing is read.",
        .title_doc = "The file's path.",
        .title_kind = Kind::path,
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the file must be there.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "subject",
                 .kind = Kind::text,
                 .doc = "As RFC 2253 writes it: \"CN=www.example.org\"."},
                {.name = "issuer", .kind = Kind::text, .doc = "Who signed it, written in the same way."},
                {.name = "names",
                 .kind = Kind::list,
                 .doc =
                     "The names it is valid for (subjectAltName), all of them; {contains: [...]} for some."},
                {.name = "algorithm", .kind = Kind::text, .doc = "Of its key: rsa, ec, ed25519."},
                {.name = "bits", .kind = Kind::integer, .doc = "The length of its key."},
                {.name = "signature",
                 .kind = Kind::text,
                 .doc =
                     "The algorithm of its signature, as OpenSSL names it: RSA-SHA256, ecdsa-with-SHA256."},
                {.name = "self_signed", .kind = Kind::boolean, .doc = "Whether it is its own issuer."},
                {.name = "days_left",
                 .kind = Kind::integer,
                 .doc =
                     "Whole days until it ends, negative afterwards, by the host's clock: {at_least: 30}."},
            },
        .asks = "The certificates of the file (sed prints what stands between their BEGIN and END lines), "
                "and the "
                "host's clock.",
        .enforces = "Nothing: a certificate is renewed by those who issue it.",
        .example = "certificate: /etc/ssl/certs/www.pem\nnames: {contains: [www.example.org]}\ndays_left: "
                   "{at_least: "
                   "30}\n",
        .phase = Phase::files};
    return all;
}

} // namespace

class CertificateType final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override { return {question(desired), clock}; }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(question(desired));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unknown->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            return observe_absent(expect(desired));
        }
        const auto chain = read_certificates(answered->bytes);
        if (chain.empty()) {
            return unreadable(expect(desired),
                              "the file holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
        }
        return observe_chain(chain, time_of(answers.to(clock)));
    }

    Remedy remedy(const Desired&, const Observed&, const std::vector<Compared>&) const override { return {}; }
};

} // namespace certificate

namespace types_of_folders {

const Type& certificate_type() {
    static const certificate::CertificateType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
