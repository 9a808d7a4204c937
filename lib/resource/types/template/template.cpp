#include "resource/file/regular_file.hpp"
#include "resource/file_properties.hpp"

#include <algorithm>
#include <iterator>

namespace plumbline::resource::types_of_folders {

namespace {

/// What must be absent has no content to render.
Attribute always_present() {
    Attribute state = state_attribute("file");
    state.doc = "Always present; a file that must be absent is a `file`.";
    state.choices = {"present"};
    return state;
}

std::vector<Attribute> attributes() {
    std::vector<Attribute> all{
        always_present(),
        {.name = "source",
         .kind = Kind::source,
         .doc = "The template, a file of the standard's own folder: mustache, with values {{name}}, sections "
                "{{#name}}…{{/name}} for lists ({{.}} is the entry) and for what is true, and "
                "{{^name}}…{{/name}} "
                "for what is not. Nothing is escaped, and no template includes another.",
         .compared = false,
         .required = true},
        {.name = "vars",
         .kind = Kind::table,
         .doc = "Values for the template alone; they come before the host's facts ({{os.id}}, {{hostname}}, "
                "{{memory.mb}}), and these before variables.",
         .compared = false},
    };
    std::ranges::move(file::regular_file_attributes(), std::back_inserter(all));
    return all;
}

class TemplateType final : public file::RegularFile {
public:
    [[nodiscard]] const Schema& schema() const override {
        static const Schema schema{
            .type = "template",
            .doc =
                "A regular file that holds what a template makes of variables and of the host's facts; else "
                "as `file`.",
            .title_doc = "the absolute path of the file",
            .title_kind = Kind::path,
            .attributes = attributes(),
            .asks =
                "What `file` asks. A template that names facts is rendered when the host has told them, in "
                "the same round trip, so then the file's bytes are always fetched.",
            .enforces = "Writes what the template makes, and all that it does to a `file`.",
            .example = R"(template: /etc/chrony/sources.d/site.sources
source: files/site.sources.mustache
vars: {servers: [ntp1.example.org, ntp2.example.org]}
mode: "0644"
when: {os.family: debian}
)",
            .renders_source = true,
            .phase = Phase::files};
        return schema;
    }
};

} // namespace

const Type& template_type() {
    static const TemplateType type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
