#include "approval/signoff.hpp"
#include "approval/signoff/list.hpp"
#include "approval/signoff/listing.hpp"
#include "approval/signoff/quorum.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

/// Judges one standard's sign-off, rule after rule; each that fails adds its problem.
class Check {
public:
    Check(const standard::Standard& standard, const fs::path& path, const SignOffRules& rules)
        : standard_(standard), path_(path), list_path_(list_of(path)), rules_(rules),
          sign_(fmt::format("`plumbline sign {}`", path.string())) {
        result_.quorum = std::max<std::size_t>(rules.quorum, 1);
    }

    SignOff run() {
        result_.status = SignOff::Status::valid;
        if (const auto text = read())
            check(*text);
        check_promotion();
        for (auto& problem : result_.problems)
            problem = base::printable(problem);
        return std::move(result_);
    }

private:
    void lacks(std::string problem) {
        if (result_.status == SignOff::Status::valid)
            result_.status = SignOff::Status::missing;
        result_.problems.push_back(std::move(problem));
    }
    void refuse(std::string problem) {
        result_.status = SignOff::Status::invalid;
        result_.problems.push_back(std::move(problem));
    }

    std::optional<std::string> read() {
        std::error_code failed;
        if (fs::symlink_status(list_path_, failed).type() == fs::file_type::not_found) {
            lacks(fmt::format(
                "the standard is not signed: expected its list {} with the signatures of {}, found "
                "no list; {}",
                list_path_.string(), counted_approvers(result_.quorum), sign_));
            return std::nullopt;
        }
        try {
            return base::read_file(list_path_, largest_list);
        } catch (const base::Error& error) {
            refuse(error.what());
            return std::nullopt;
        }
    }

    void check(const std::string& text) {
        try {
            const auto list = read_list(text);
            result_.serial = list.serial;
            check_bytes(list);
            check_signatures(text);
            check_serial(list);
        } catch (const base::Error& error) {
            refuse(fmt::format(
                "{}: {}; put back the list that was signed, or take it away and sign again with {}",
                list_path_.string(), error.what(), sign_));
        }
    }

    void check_bytes(const SignedList& list) {
        if (list.listing == standard_.listing)
            return;
        for (auto& difference : differences(read_listing(list.listing), read_listing(standard_.listing)))
            refuse(std::move(difference));
        refuse(fmt::format(
            "{} is not what was signed: put that back, or have what is there reviewed and sign it "
            "with {}",
            path_.string(), sign_));
    }

    void check_signatures(const std::string& text) {
        auto quorum = quorum_of({list_path_, text, for_standard, sign_}, rules_);
        result_.signers = std::move(quorum.people);
        if (quorum.is_reached())
            return;
        for (auto& refusal : quorum.refusals)
            refuse(std::move(refusal));
        lacks(std::move(quorum.too_few));
    }

    void check_serial(const SignedList& list) {
        if (!rules_.in_force)
            return;
        const auto& before = *rules_.in_force;
        const auto since = fmt::format("since {} (run {})", base::to_rfc3339(before.when), before.run);
        const auto again = fmt::format("`plumbline sign {} --serial {}`", path_.string(), before.serial + 1);
        if (list.serial < before.serial)
            refuse(fmt::format(
                "an older standard was put back: expected serial {} or later, which is in force {}, "
                "found {}; if it is meant to be law again, sign it anew with {}",
                before.serial, since, list.serial, again));
        else if (list.serial == before.serial && list.digest != before.digest)
            refuse(fmt::format(
                "two standards bear the serial {}: expected {}, which is in force {}, found {}; if "
                "this one is meant to be law, sign it anew with {}",
                list.serial, before.digest, since, list.digest, again));
    }

    void check_promotion() {
        if (!rules_.promotion)
            return;
        const auto& rule = *rules_.promotion;
        const bool counts = rule.unknown.empty() && rule.proof &&
                            (!rule.within || rules_.at - rule.proof->when <= *rule.within);
        if (counts)
            return;
        const auto expected =
            fmt::format("not promoted from {}: expected a complete run there that was in sync under {}{}",
                        rule.environment, standard_.digest,
                        rule.within ? fmt::format(", at most {} ago", base::to_text(*rule.within)) : "");
        if (!rule.unknown.empty())
            lacks(fmt::format("{}; whether there was one is not known: {}", expected, rule.unknown));
        else if (rule.proof)
            lacks(fmt::format("{}, found one of {} (run {}); audit {} again", expected,
                              base::to_rfc3339(rule.proof->when), rule.proof->run, rule.environment));
        else
            lacks(fmt::format("{}, found none; audit {} with this standard", expected, rule.environment));
    }

    const standard::Standard& standard_;
    fs::path path_;
    fs::path list_path_;
    const SignOffRules& rules_;
    std::string sign_; ///< the command that mends most of it
    SignOff result_;
};

} // namespace

SignOff check_signoff(const standard::Standard& standard, const fs::path& path, const SignOffRules& rules) {
    return Check(standard, path, rules).run();
}

} // namespace plumbline::approval
