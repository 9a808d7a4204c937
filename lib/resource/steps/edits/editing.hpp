#pragma once

#include "resource/steps/edits/answers_then.hpp"
#include "resource/type.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource::steps {

/// What must be asked of files that may be edited: whether one of them is a link. Of others the image tells
/// it when the step is applied.
[[nodiscard]] probe::Queries questions_of_edits(const base::List& paths, const base::List& folders = {});

/// The edits of one resource: files as the steps before leave them, what they hold after, and the proof that
/// they then say what the standard says.
class Editing {
public:
    /// `more` are questions beside the type's own, whose answers have files' bytes.
    Editing(const Type& type, const Desired& desired, const Ground& ground, const probe::Queries& more = {});

    /// What the host would answer to the type's questions when this resource's turn comes.
    [[nodiscard]] const probe::Answers& answers() const { return answers_; }
    /// The same once what was written here so far is there.
    [[nodiscard]] probe::Answers answers_after() const;
    /// What a file holds then, with what was written to it here; nothing: there is none.
    [[nodiscard]] std::optional<std::string> bytes(const std::string& path) const;

    /// The file holds these bytes, or is gone. Attributes are of a new file.
    void write(const std::string& path, const std::optional<std::string>& becomes,
               Attributes attributes = {});
    /// A link that leads to one of these files: it holds the same.
    void note_link(const std::string& link, const std::string& path) { links_[link] = path; }
    /// What is done before the files are written.
    void prepare(Step step) { first_.push_back(std::move(step)); }
    /// What is done after that.
    void add(Step step) { others_.push_back(std::move(step)); }
    void decline(const std::string& property, std::string reason);

    /// The steps. No file is written where the proof fails, a file is a link, or it is too large: that is
    /// declined of the resource, or of the one property that files hold.
    [[nodiscard]] Steps finish(const std::string& property = "") const;

    /// Properties that no file of these edits can put right are not proved: those for which it holds.
    void leave_out(std::function<bool(const std::string&)> properties) { left_out_ = std::move(properties); }

private:
    struct Edit {
        std::optional<std::string> was;
        std::optional<std::string> becomes;
        Attributes attributes;
    };

    [[nodiscard]] std::string objection() const;
    [[nodiscard]] bool is_declined(const std::string& property) const;
    [[nodiscard]] std::string objection_to(const std::string& path, const Edit& edit) const;
    [[nodiscard]] std::vector<Step> steps_of(const std::string& path, const Edit& edit) const;
    [[nodiscard]] std::string objection_to_all() const;

    const Type& type_;
    const Desired& desired_;
    const Ground& ground_;
    probe::Queries questions_;
    probe::Answers answers_;
    std::map<std::string, Edit> edits_;
    std::map<std::string, std::string> links_;
    std::vector<Step> first_;
    std::vector<Step> others_;
    std::vector<Declined> declined_;
    std::function<bool(const std::string&)> left_out_;
};

} // namespace plumbline::resource::steps
