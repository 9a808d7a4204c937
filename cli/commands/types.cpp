#include "options.hpp"
#include "terminal/output.hpp"

#include "base/error.hpp"
#include "base/nearest.hpp"
#include "resource/reference.hpp"
#include "resource/type.hpp"

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct TypesOptions {
    std::optional<std::string> name;
    std::string format = "text";
};

void print_names() {
    for (const auto& name : resource::type_names())
        std::cout << name << '\n';
}

int run_types(const TypesOptions& options) {
    constexpr std::size_t widest = 100; // text in longer lines is hard to read
    if (!options.name) {
        print_names();
        return Exit::in_sync;
    }
    const auto* type = resource::find_type(*options.name);
    if (type == nullptr)
        base::fail("there is no resource type '{}': {}", *options.name,
                   base::suggestion(*options.name, resource::type_names()));
    std::cout << (options.format == "markdown"
                      ? resource::reference_markdown(type->schema())
                      : resource::reference_text(type->schema(), std::min(terminal_width(), widest)));
    return Exit::in_sync;
}

} // namespace

Command add_types(CLI::App& app) {
    auto* command = app.add_subcommand("types", "List the resource types, or print the reference of one");
    auto options = std::make_shared<TypesOptions>();
    command->add_option("NAME", options->name, "The type to print the reference of");
    command->add_option("--format", options->format, "The reference as text (default) or markdown")
        ->check(CLI::IsMember({"text", "markdown"}));
    return {command, [options] { return run_types(*options); }};
}

} // namespace plumbline::cli
