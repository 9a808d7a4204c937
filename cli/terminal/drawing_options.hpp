#pragma once

#include "options.hpp"
#include "terminal/output.hpp"

#include <string>
#include <vector>

namespace plumbline::cli {

/// How commands that draw a report are told what it is to look like.
struct DrawingOptions {
    std::string format = "text";
    std::vector<std::string> outputs;
    std::string by = "auto";
    bool all = false;

    /// The files that are to be written. Throws base::Error for one that can't be.
    [[nodiscard]] std::vector<OutputFile> files() const;
    /// On this terminal; `shared` has colour and verbosity.
    [[nodiscard]] Drawing drawing(const Options& shared) const;
};

void add_drawing_options(CLI::App& command, DrawingOptions& drawing, Options& shared);

} // namespace plumbline::cli
