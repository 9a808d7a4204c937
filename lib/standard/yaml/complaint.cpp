#include "standard/yaml/complaint.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace plumbline::standard {
namespace {

struct Wording {
    std::string_view theirs; ///< how yaml-cpp 0.7's message begins (yaml-cpp/exceptions.h)
    std::string_view message;
    std::string_view hint;
};

constexpr std::array<Wording, 16> wordings{{
    {"illegal map value", "a ':' where no value can begin",
     "a text that holds ': ' must be in quotes; otherwise check the indentation"},
    {"illegal map key", "a '?' where no key can begin", ""},
    {"illegal block entry", "a '-' where no list can begin", "a list begins on a line of its own"},
    {"illegal flow end", "a closing bracket that nothing opened",
     "a text that begins with it must be in quotes"},
    {"illegal tab when looking for indentation", "a tab in the indentation", "YAML is indented with spaces"},
    {"end of map flow not found", "a '{' that is not closed, or a ',' is missing before this", ""},
    {"end of sequence flow not found", "a '[' that is not closed, or a ',' is missing before this", ""},
    {"end of map not found", "this does not belong to the mapping above it",
     "check its indentation, and the quotes before it"},
    {"end of sequence not found", "this does not belong to the list above it",
     "check its indentation, and the quotes before it"},
    {"unknown token", "a text cannot begin with this character", "write it in quotes"},
    {"illegal EOF in scalar", "the file ends inside quotes", "close the quotes where the text ends"},
    {"illegal document indicator in scalar", "'---' or '...' inside quotes",
     "close the quotes where the text ends"},
    {"the referenced anchor is not defined", "this alias names no anchor above it",
     "a text that begins with '*' must be in quotes"},
    {"unknown escape character", "no such escape in double quotes",
     "write \\\\ for a backslash, or use single quotes"},
    {"invalid unicode", "this escape is no character", ""},
    {"alias not found after *", "a '*' without a name", "a text that begins with '*' must be in quotes"},
}};

} // namespace

void complain(const YAML::Exception& exception, const base::Place& at, base::Diagnostics& diagnostics) {
    const auto* const found = std::find_if(wordings.begin(), wordings.end(), [&](const Wording& wording) {
        return std::string_view(exception.msg).starts_with(wording.theirs);
    });
    if (found == wordings.end())
        diagnostics.error(at, "not YAML: " + exception.msg);
    else
        diagnostics.error(at, std::string(found->message), std::string(found->hint));
}

} // namespace plumbline::standard
