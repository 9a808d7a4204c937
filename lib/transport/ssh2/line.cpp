#include "transport/ssh2/line.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace plumbline::transport {
namespace {

constexpr std::size_t memory_bound =
    8 << 20; ///< a session needs well under 1 MiB; a hostile length asks for more
constexpr std::size_t outgoing_bound = 1 << 20; ///< what we keep for a host that does not read
constexpr std::size_t header = alignof(std::max_align_t);

std::size_t size_of(const char* block) {
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    return size;
}

} // namespace

ssize_t Line::refill() {
    const auto got = ended_ ? 0 : wire_.receive(incoming_.data(), incoming_.size());
    if (got <= 0) {
        ended_ = got != -EAGAIN && got != -EINTR;
        return -EAGAIN;
    }
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
    return got;
}

ssize_t Line::receive(char* bytes, std::size_t count) {
    if (trouble_ != Trouble::none)
        return -ECONNRESET;
    if (deadline_.passed()) {
        hang_up(Trouble::late);
        return -ETIMEDOUT;
    }
    if (begin_ == end_)
        if (const auto got = refill(); got < 0)
            return got;
    const auto taken = std::min(count, end_ - begin_);
    if (taken > budget_) {
        hang_up(Trouble::flooded);
        return -EMSGSIZE;
    }
    budget_ -= taken;
    std::memcpy(bytes, incoming_.data() + begin_, taken);
    begin_ += taken;
    return static_cast<ssize_t>(taken);
}

ssize_t Line::send(const char* bytes, std::size_t count) {
    if (trouble_ != Trouble::none)
        return -ECONNRESET;
    if (outgoing_.size() + count > outgoing_bound) {
        hang_up(Trouble::unread);
        return -ECONNABORTED;
    }
    outgoing_.append(bytes, count);
    flush();
    return static_cast<ssize_t>(count);
}

void Line::flush() {
    std::size_t done = 0;
    while (done < outgoing_.size()) {
        const auto sent = wire_.send(outgoing_.data() + done, outgoing_.size() - done);
        if (sent <= 0)
            break; // a broken wire shows itself at the next receive
        done += static_cast<std::size_t>(sent);
    }
    outgoing_.erase(0, done);
}

void Line::wait_until(base::Deadline deadline) {
    if (ended_)
        hang_up(Trouble::closed);
    if (trouble_ != Trouble::none)
        return;
    wire_.wait(!outgoing_.empty(), deadline);
    flush();
}

void* Line::allocate(std::size_t count) {
    if (count > memory_bound - memory_)
        return nullptr;
    auto* block = static_cast<char*>(std::malloc(header + count));
    if (block == nullptr)
        return nullptr;
    std::memcpy(block, &count, sizeof count);
    memory_ += count;
    return block + header;
}

void* Line::reallocate(void* old, std::size_t count) {
    void* fresh = allocate(count);
    if (old == nullptr || fresh == nullptr)
        return fresh;
    std::memcpy(fresh, old, std::min(count, size_of(static_cast<char*>(old) - header)));
    release(old);
    return fresh;
}

void Line::release(void* block) {
    if (block == nullptr)
        return;
    char* start = static_cast<char*>(block) - header;
    memory_ -= size_of(start);
    std::free(start);
}

void Line::enter(base::Deadline deadline, std::size_t budget) {
    deadline_ = deadline;
    budget_ = budget;
}

void Line::hang_up(Trouble trouble) {
    if (trouble_ == Trouble::none)
        trouble_ = trouble;
}

} // namespace plumbline::transport
