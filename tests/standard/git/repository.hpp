#pragma once

#include "base/child.hpp"
#include "standard/standard.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace plumbline::test {

/// A real repository in a folder of its own, kept by git itself, with a standard in `site/standard`.
class GitRepository {
public:
    GitRepository() {
        git({"init", "-q", "-b", "main"});
        folder_.directory("site/standard/files");
        folder_.file("site/standard/standard.yaml", "plumbline: 1\nstandard: acme\n");
        folder_.file("site/standard/files/motd", "kept\n");
        folder_.file("site/beside.txt", "no part of it\n");
    }

    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }
    [[nodiscard]] std::string standard() const { return folder_.path("site/standard"); }

    std::string git(std::vector<std::string> words) const {
        words.insert(words.begin(), {"git", "-C", folder_.path(), "-c", "user.name=Jane Doe", "-c",
                                     "user.email=jane@example.org"});
        const auto ran = base::run_child(words, "", {base::Deadline::after(base::Milliseconds(20'000))});
        INFO(ran.errors);
        REQUIRE(ran.code == 0);
        return ran.output.substr(0, ran.output.find('\n'));
    }
    std::string commit(const std::string& message = "A standard") const {
        git({"add", "-A"});
        git({"commit", "-q", "-m", message});
        return git({"rev-parse", "HEAD"});
    }

private:
    TemporaryFolder folder_;
};

inline standard::Standard loaded(const std::string& path) {
    base::Diagnostics diagnostics;
    auto standard = standard::load_standard(path, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(standard);
    REQUIRE_FALSE(diagnostics.has_errors());
    return std::move(*standard);
}

} // namespace plumbline::test
