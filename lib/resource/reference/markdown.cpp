#include "resource/checks/common.hpp"
#include "resource/reference.hpp"
#include "resource/reference/words.hpp"

#include <fmt/format.h>

namespace plumbline::resource {
namespace {

/// Within a table's cell.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|' || c == '<' || c == '*' || c == '_')
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string attribute_row(const reference::Row& row) {
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", row.name, cell(row.value), cell(row.matchers),
                       cell(row.standing), cell(row.doc));
}

} // namespace

std::string reference_markdown(const Schema& schema) {
    auto page = fmt::format("# {}\n\n{}\n\n**Title:** {}\n\n## Attributes\n\n"
                            "| attribute | value | or | | |\n| --- | --- | --- | --- | --- |\n",
                            schema.type, schema.doc, reference::sentence(schema.title_doc));
    for (const auto& row : reference::rows(schema.attributes))
        page += attribute_row(row);
    page += "\n## Attributes of every resource\n\n| attribute | |\n| --- | --- |\n";
    for (const auto& row : reference::rows(checks::common_attributes()))
        page += fmt::format("| `{}` | {} |\n", row.name, cell(row.doc));
    page += fmt::format("\n## Example\n\n```yaml\n{}```\n\n## What is asked of the host\n\n{}\n\n"
                        "## What enforce will do\n\n{}\n",
                        reference::entry_of_list(schema.example), schema.asks, schema.enforces);
    return page;
}

} // namespace plumbline::resource
