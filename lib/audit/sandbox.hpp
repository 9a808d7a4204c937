#pragma once

namespace plumbline::audit {

/// Shuts a worker in before it talks to any host: it dies with its parent, leaves no core, can't grow without
/// bound, can gain no privileges (prctl(2), setrlimit(2)) and, where the kernel has Landlock (landlock(7)),
/// can write, make or remove no file but /dev/null and /dev/tty. What the kernel does not offer is passed
/// over.
void enter_sandbox();

/// What holds for a worker of the local transport too, which may need sudo and so can't give up privileges.
void die_with_parent();

} // namespace plumbline::audit
