#pragma once

namespace plumbline::alert {

/// Whether the program was told to end. Until the program says how that is known, it never was.
[[nodiscard]] bool is_interrupted();
/// `asked` is called often, and must outlive all sending.
void interrupt_when(bool (*asked)());

} // namespace plumbline::alert
