#include "resource/types/directory/schema.hpp"

#include "resource/file/traits.hpp"
#include "resource/file_properties.hpp"

#include <algorithm>
#include <iterator>

namespace plumbline::resource::directory {

namespace {

/// "recurse.files" and "recurse.directories": what each thing below must be.
Attribute each_below(const std::string& name, const std::string& what) {
    return {.name = name,
            .kind = Kind::group,
            .doc = "What every " + what + " below must be.",
            .members = permission_attributes()};
}

Attribute recurse() {
    return {
        .name = "recurse",
        .kind = Kind::group,
        .doc = "What must hold of everything below, each path that differs being named. Symlinks are not "
               "followed, and of a mount point only itself is looked at.",
        .members = {
            each_below("files", "regular file"),
            each_below("directories", "directory"),
            {.name = "depth",
             .kind = Kind::integer,
             .doc = "How deep to look: 1 is what stands in the directory itself. Without it, everything.",
             .compared = false},
            {.name = "ignore",
             .kind = Kind::list,
             .doc = "Globs of what is passed over, with all below it: one without a slash is compared with "
                    "each name, one with a slash with the path below the directory.",
             .compared = false}}};
}

std::vector<Attribute> attributes() {
    std::vector<Attribute> all{
        state_attribute("directory"),
        recurse(),
        {.name = "purge",
         .kind = Kind::boolean,
         .doc =
             "Nothing may stand below it but what other resources of the host declare and what `keep` names.",
         .compared = false,
         .fallback = "false"},
        {.name = "keep",
         .kind = Kind::list,
         .doc = "Globs of what purge leaves alone, with all below it; written as those of recurse.ignore.",
         .compared = false},
        {.name = "consent",
         .kind = Kind::boolean,
         .doc = "Whether enforce may remove what purge finds; without it that is told and left.",
         .compared = false,
         .fallback = "false"},
        {.name = "limit",
         .kind = Kind::integer,
         .doc =
             "How many entries below are looked at; when there are more, what was asked of them is unknown.",
         .compared = false,
         .fallback = "10000"},
    };
    std::ranges::move(permission_attributes(), std::back_inserter(all));
    std::ranges::move(file::traits_of_directories(), std::back_inserter(all));
    return all;
}

} // namespace

const Schema& schema() {
    static const Schema schema{.type = "directory",
                               .doc = "A directory and, where asked for, everything below it. Anything else "
                                      "in its place is drift of `kind`.",
                               .title_doc = "the absolute path of the directory",
                               .title_kind = Kind::path,
                               .attributes = attributes(),
                               .asks = "Its status (lstat); with recurse or purge one find below it; where "
                                       "asked for getfacl, getfattr, lsattr, the SELinux label and the "
                                       "host's clock.",
                               .enforces =
                                   "Creates, replaces or removes it, sets mode, owner, group and "
                                   "attributes of it and of what is below, and with `consent` removes "
                                   "what purge finds. A mount point is never removed, and its age "
                                   "can't be set.",
                               .example = R"(directory: /etc/ssl/private
owner: root
mode: "0710"
recurse:
  files: {owner: root, mode: {at_most: "0640"}}
  ignore: ["*.pub"]
)",
                               .knows_below = true,
                               .phase = Phase::folders};
    return schema;
}

} // namespace plumbline::resource::directory
