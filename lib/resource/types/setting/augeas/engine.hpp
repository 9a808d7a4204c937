// setting: libaugeas itself; the only includer of it.
#pragma once

#include "resource/types/setting/augeas/parse.hpp"

#include <memory>
#include <optional>

namespace plumbline::resource::setting {

/// The one handle of the process, kept as long as it lives. Not for threads.
class Engine {
public:
    static Engine& instance();

    /// Compiles the lens, once; why it can't be, or "".
    [[nodiscard]] std::string load(const std::string& lens);
    /// What the lens makes of the bytes. May take as long and as much as the bytes are hostile.
    [[nodiscard]] std::variant<Tree, formats::Malformed> parse(const std::string& lens,
                                                               const std::string& bytes);

    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

private:
    Engine();
    ~Engine();
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

} // namespace plumbline::resource::setting
