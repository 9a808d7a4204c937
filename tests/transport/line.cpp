#include "transport/ssh2/line.hpp"

#include <cerrno>
#include <cstring>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using transport::Line;

/// A wire in memory: gives what it holds, takes what it has room for.
class FakeWire final : public transport::Wire {
public:
    std::string coming;
    std::string gone;
    std::size_t room = 0;
    bool ends = false;

    ssize_t receive(void* bytes, std::size_t count) override {
        const auto taken = std::min(count, coming.size());
        if (taken == 0)
            return ends ? 0 : -EAGAIN;
        std::memcpy(bytes, coming.data(), taken);
        coming.erase(0, taken);
        return static_cast<ssize_t>(taken);
    }
    ssize_t send(const void* bytes, std::size_t count) override {
        const auto taken = std::min(count, room);
        gone.append(static_cast<const char*>(bytes), taken);
        room -= taken;
        return taken > 0 ? static_cast<ssize_t>(taken) : -EAGAIN;
    }
    void wait(bool, base::Deadline) override {}
    [[nodiscard]] int descriptor() const override { return -1; }
};

base::Deadline soon() {
    return base::Deadline::after(base::Milliseconds(10'000));
}

std::string take(Line& line, std::size_t count) {
    std::string bytes(count, '\0');
    const auto got = line.receive(bytes.data(), count);
    return got < 0 ? "error " + std::to_string(-got) : bytes.substr(0, static_cast<std::size_t>(got));
}

TEST_CASE("a line gives what came, byte by byte if asked, then waits") {
    FakeWire wire;
    wire.coming = "hello";
    Line line(wire, soon(), 100);
    CHECK(take(line, 1) == "h");
    CHECK(take(line, 100) == "ello");
    CHECK(take(line, 1) == "error " + std::to_string(EAGAIN));
    CHECK(line.trouble() == Line::Trouble::none);
}

TEST_CASE("the end of a line is told only after all that came before it was asked for again") {
    FakeWire wire;
    wire.coming = "bye";
    wire.ends = true;
    Line line(wire, soon(), 100);
    CHECK(take(line, 100) == "bye");
    CHECK(take(line, 100) == "error " + std::to_string(EAGAIN));
    CHECK(line.trouble() == Line::Trouble::none);
    line.wait();
    CHECK(line.trouble() == Line::Trouble::closed);
    CHECK(take(line, 100) == "error " + std::to_string(ECONNRESET));
}

TEST_CASE("a byte more than the budget is a flood") {
    FakeWire wire;
    wire.coming = "12345";
    Line line(wire, soon(), 4);
    CHECK(take(line, 4) == "1234");
    CHECK(take(line, 4) == "error " + std::to_string(EMSGSIZE));
    CHECK(line.trouble() == Line::Trouble::flooded);
}

TEST_CASE("after the deadline nothing is received, whatever has come") {
    FakeWire wire;
    wire.coming = "late";
    Line line(wire, base::Deadline::after({}), 100);
    CHECK(take(line, 4) == "error " + std::to_string(ETIMEDOUT));
    CHECK(line.trouble() == Line::Trouble::late);
}

TEST_CASE("what a host does not read yet is kept, up to a bound") {
    FakeWire wire;
    wire.room = 3;
    Line line(wire, soon(), 100);
    CHECK(line.send("abcdef", 6) == 6);
    CHECK(wire.gone == "abc");
    CHECK_FALSE(line.all_sent());
    wire.room = 3;
    line.flush();
    CHECK(wire.gone == "abcdef");
    CHECK(line.all_sent());

    const std::string chunk(100'000, 'x');
    for (int i = 0; i < 20; ++i)
        static_cast<void>(line.send(chunk.data(), chunk.size()));
    CHECK(line.trouble() == Line::Trouble::unread);
}

TEST_CASE("memory of a session has a bound, and what is released can be had again") {
    FakeWire wire;
    Line line(wire, soon(), 100);
    CHECK(line.allocate(std::size_t{9} << 20U) == nullptr);
    CHECK(line.allocate(~std::size_t{0}) == nullptr);
    auto* block = static_cast<char*>(line.allocate(6 << 20));
    REQUIRE(block != nullptr);
    std::memcpy(block, "kept", 5);
    CHECK(line.allocate(3 << 20) == nullptr);
    line.release(block);
    block = static_cast<char*>(line.allocate(16));
    std::memcpy(block, "kept", 5);
    block = static_cast<char*>(line.reallocate(block, 1 << 20));
    REQUIRE(block != nullptr);
    CHECK(std::string(block) == "kept");
    line.release(block);
    line.release(nullptr);
}

} // namespace
} // namespace plumbline::test
