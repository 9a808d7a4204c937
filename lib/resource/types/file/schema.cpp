#include "resource/types/file/schema.hpp"

#include "resource/file/regular_file.hpp"
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
    };
    std::ranges::move(regular_file_attributes(), std::back_inserter(all));
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
                               .asks = "Its status (lstat), the digest of its bytes, the bytes themselves "
                                       "where they differ or are searched, and where asked for getfacl, "
                                       "getfattr, getcap, lsattr, the SELinux label and the host's clock.",
                               .enforces = "Creates, replaces or removes it, writes its content, and sets "
                                           "mode, owner, group and attributes. What contains, lacks, size, "
                                           "sha256 and age ask can't be written, nor is a file of more than "
                                           "16 MiB or one that a symlink leads to.",
                               .example = R"(file: /etc/ssh/sshd_config
owner: root
group: root
mode: {at_most: "0600"}
size: {at_most: 64 KiB}
lacks: ["/^PermitRootLogin +yes/"]
severity: critical
why: CIS 5.2.1
)",
                               .phase = Phase::files};
    return schema;
}

} // namespace plumbline::resource::file
