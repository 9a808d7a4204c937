#include "resource/file/regular_file.hpp"
#include "resource/types/file/schema.hpp"

namespace plumbline::resource::types_of_folders {

namespace {

class File final : public file::RegularFile {
public:
    [[nodiscard]] const Schema& schema() const override { return file::schema(); }
};

} // namespace

const Type& file_type() {
    static const File type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
