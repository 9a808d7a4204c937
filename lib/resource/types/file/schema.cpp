#include "resource/types/file/schema.hpp"

#include "resource/file_properties.hpp"

#include <algorithm>
#include <iterator>

namespace plumbline::resource::file {

namespace {

std::vector<Attribute> attributes() {
    std::vector<Attribute> all{
        state_attribute("file"),
        {.name = "content",
         .kind = Kind::content,
         .doc = "The whole of what the file must hold, byte for byte."},
        {.name = "source",
         .kind = Kind::source,
         .doc = "A file of the standard's own folder with what the file must hold.",
         .compared = false},
        {.name = "sha256",
         .kind = Kind::digest,
         .doc = "The SHA-256 digest of what the file must hold, when the standard does not hold the bytes "
                "themselves."},
        {.name = "size",
         .kind = Kind::size,
         .doc = "The size in bytes; most useful with at_most and at_least."},
        {.name = "follow",
         .kind = Kind::boolean,
         .doc = "Judge the file that a symlink leads to, instead of calling the symlink a drift.",
         .compared = false,
         .fallback = "false"},
    };
    std::ranges::move(permission_attributes(), std::back_inserter(all));
    return all;
}

} // namespace

const Schema& schema() {
    static const Schema schema{.type = "file",
                               .doc = "A regular file: what it holds, who owns it, who may do what with it. "
                                      "A symlink, directory, fifo, socket "
                                      "or device in its place is drift of `kind`, and is never opened.",
                               .title_doc = "the absolute path of the file",
                               .title_kind = Kind::path,
                               .attributes = attributes(),
                               .example = R"(file: /etc/ssh/sshd_config
owner: root
group: root
mode: {at_most: "0600"}
size: {at_most: 64 KiB}
severity: critical
why: CIS 5.2.1
)"};
    return schema;
}

} // namespace plumbline::resource::file
