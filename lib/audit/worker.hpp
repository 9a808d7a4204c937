#pragma once

#include "base/file.hpp"
#include "transport/transport.hpp"

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace plumbline::transport {
class Resolver;
}

namespace plumbline::audit {

/// What every worker knows from the fork on, so that a job need only name its host.
struct WorkerKnowledge {
    const std::vector<transport::Destination>& destinations;
    transport::Resolver& resolver;
    transport::Limits limits;
};

/// Which walls a worker stands behind: one that runs the local transport must be able to use sudo.
enum class Confinement { sandboxed, local };

/// A process that takes one host after another. It is killed when it is late, and when this object goes.
class Worker {
public:
    /// Forks. `others` are descriptors of the parent that the child must not keep. Throws base::Error.
    Worker(const WorkerKnowledge& knowledge, Confinement confinement, const std::vector<int>& others);
    Worker(Worker&&) noexcept = default;
    Worker& operator=(Worker&& other) noexcept;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() { kill(); }

    [[nodiscard]] int channel() const { return channel_.get(); }
    [[nodiscard]] Confinement confinement() const { return confinement_; }
    void kill();

private:
    struct Pid {
        pid_t number = 0;
        Pid() = default;
        Pid(Pid&& other) noexcept : number(std::exchange(other.number, 0)) {}
        Pid& operator=(Pid&& other) noexcept {
            number = std::exchange(other.number, 0);
            return *this;
        }
    };
    Pid pid_;
    base::Descriptor channel_;
    Confinement confinement_;
};

} // namespace plumbline::audit
