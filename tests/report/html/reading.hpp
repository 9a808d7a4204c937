#pragma once

#include <string>
#include <vector>

namespace plumbline::test {

/// A page's skeleton: its tags in their order, each with the names of its attributes: "<p class>", "</p>".
/// What is between <style> and </style>, or <script> and </script>, is left out.
[[nodiscard]] std::vector<std::string> skeleton(const std::string& page);

/// The first tag that closes another element than the innermost that is open, or what is open at the end;
/// empty when all are closed in order.
[[nodiscard]] std::string misnested(const std::vector<std::string>& skeleton);

/// What stands between <NAME…> and </NAME>, for the first such element.
[[nodiscard]] std::string inside(const std::string& page, const std::string& name);

/// The page without what is in its style and script elements, and without their digests.
[[nodiscard]] std::string without_assets(std::string page);

/// With one blank for each run of blanks and newlines.
[[nodiscard]] std::string squeezed(const std::string& text);

/// Words of the page: its text without tags, references resolved, runs of blanks as one.
[[nodiscard]] std::string words_of(const std::string& page);

} // namespace plumbline::test
