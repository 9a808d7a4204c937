#include "history/recording/spool.hpp"

#include "base/error.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace plumbline::history {
namespace {

using Bytes = std::vector<std::uint8_t>;

void put(int file, const void* bytes, std::size_t length, std::int64_t offset) {
    const auto* begin = static_cast<const char*>(bytes);
    for (std::size_t done = 0; done < length;) {
        const auto written =
            ::pwrite(file, begin + done, length - done, offset + static_cast<std::int64_t>(done));
        if (written < 0 && errno != EINTR)
            base::fail("cannot keep what is to be recorded until the run is over: {}; make room in $TMPDIR",
                       std::strerror(errno));
        done += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
}

void get(int file, void* bytes, std::size_t length, std::int64_t offset) {
    auto* begin = static_cast<char*>(bytes);
    for (std::size_t done = 0; done < length;) {
        const auto taken =
            ::pread(file, begin + done, length - done, offset + static_cast<std::int64_t>(done));
        if (taken == 0 || (taken < 0 && errno != EINTR))
            base::fail("cannot read back what is to be recorded: {}", std::strerror(errno));
        done += taken > 0 ? static_cast<std::size_t>(taken) : 0;
    }
}

} // namespace

void Spool::add(const nlohmann::json& entry) {
    const auto bytes = nlohmann::json::to_cbor(entry);
    const std::uint64_t length = bytes.size();
    put(file_.get(), &length, sizeof length, end_);
    put(file_.get(), bytes.data(), bytes.size(), end_ + static_cast<std::int64_t>(sizeof length));
    end_ += static_cast<std::int64_t>(sizeof length + bytes.size());
}

void Spool::each(const std::function<void(const nlohmann::json&)>& visit) const {
    for (std::int64_t at = 0; at < end_;) {
        std::uint64_t length = 0;
        get(file_.get(), &length, sizeof length, at);
        Bytes bytes(length);
        get(file_.get(), bytes.data(), length, at + static_cast<std::int64_t>(sizeof length));
        visit(nlohmann::json::from_cbor(bytes));
        at += static_cast<std::int64_t>(sizeof length + length);
    }
}

} // namespace plumbline::history
