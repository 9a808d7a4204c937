#pragma once

#include "enforce/gate/gate.hpp"
#include "plan/outline.hpp"

namespace plumbline::enforce {

/// Adds what does not hold of the choice: it names what is not there, leaves nothing, parts what belongs
/// together, or is too much.
void refuse_choice(const plan::Plan& plan, const plan::Plan& chosen, const Choice& choice,
                   const inventory::Inventory& inventory, Refusals& refusals);

} // namespace plumbline::enforce
