#include "alert/channels/interruption.hpp"

namespace plumbline::alert {
namespace {

bool (*was_asked)() = nullptr;

} // namespace

bool is_interrupted() {
    return was_asked != nullptr && was_asked();
}

void interrupt_when(bool (*asked)()) {
    was_asked = asked;
}

} // namespace plumbline::alert
