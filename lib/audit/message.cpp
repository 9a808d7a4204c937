#include "audit/message.hpp"

#include <cstring>
#include <type_traits>

namespace plumbline::audit {
namespace {

class Writer {
public:
    Writer() { number(0); } // the length, filled in at the end

    void number(std::uint64_t value) {
        char octets[sizeof value];
        std::memcpy(octets, &value, sizeof value);
        bytes_.append(octets, sizeof value);
    }
    void text(std::string_view value) {
        number(value.size());
        bytes_ += value;
    }
    [[nodiscard]] std::string finish() {
        const std::uint64_t length = bytes_.size() - frame_header;
        std::memcpy(bytes_.data(), &length, sizeof length);
        return std::move(bytes_);
    }

private:
    std::string bytes_;
};

/// Reads in order; once something is missing, everything after it is empty and ok() is false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        if (rest_.size() < sizeof(std::uint64_t))
            return lose();
        const auto value = message_length(rest_);
        rest_.remove_prefix(sizeof value);
        return value;
    }
    std::string text() {
        const auto length = number();
        if (length > rest_.size())
            lose();
        const auto value = rest_.substr(0, ok_ ? length : 0);
        rest_.remove_prefix(value.size());
        return std::string(value);
    }
    /// Whether everything was there and nothing is left over.
    [[nodiscard]] bool complete() const { return ok_ && rest_.empty(); }

private:
    std::uint64_t lose() {
        ok_ = false;
        return 0;
    }
    std::string_view rest_;
    bool ok_ = true;
};

enum class Form : std::uint64_t { output, failure };

/// A number as one of an enumeration's values, up to and including `last`.
template <typename Enumeration>
std::optional<Enumeration> as_enumeration(std::uint64_t number, Enumeration last) {
    if (number > static_cast<std::uint64_t>(last))
        return std::nullopt;
    return static_cast<Enumeration>(number);
}

std::optional<transport::Outcome> decode_output(Reader& reader, transport::Choice used, std::string remark) {
    transport::Output output;
    output.used = used;
    output.remark = std::move(remark);
    output.bytes = reader.text();
    output.errors = reader.text();
    const auto has_status = reader.number();
    const auto status = reader.number();
    if (!reader.complete() || has_status > 1 || status > 0xFFFF)
        return std::nullopt;
    if (has_status == 1)
        output.exit_status = static_cast<int>(status);
    return output;
}

std::optional<transport::Outcome> decode_failure(Reader& reader, transport::Choice used, std::string remark) {
    transport::Failure failure;
    failure.used = used;
    failure.remark = std::move(remark);
    const auto stage = as_enumeration(reader.number(), transport::Stage::deadline);
    failure.message = reader.text();
    if (!reader.complete() || !stage)
        return std::nullopt;
    failure.stage = *stage;
    return failure;
}

} // namespace

std::uint64_t message_length(std::string_view bytes) {
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    return length;
}

std::string encode(const Job& job) {
    Writer writer;
    writer.number(static_cast<std::uint64_t>(job.kind));
    writer.number(job.host);
    writer.text(job.input);
    return writer.finish();
}

std::string encode(const transport::Outcome& outcome) {
    Writer writer;
    if (const auto* output = std::get_if<transport::Output>(&outcome)) {
        writer.number(static_cast<std::uint64_t>(Form::output));
        writer.number(static_cast<std::uint64_t>(output->used));
        writer.text(output->remark);
        writer.text(output->bytes);
        writer.text(output->errors);
        writer.number(output->exit_status ? 1 : 0);
        writer.number(static_cast<std::uint64_t>(output->exit_status.value_or(0)) & 0xFFFFU);
    } else {
        const auto& failure = std::get<transport::Failure>(outcome);
        writer.number(static_cast<std::uint64_t>(Form::failure));
        writer.number(static_cast<std::uint64_t>(failure.used));
        writer.text(failure.remark);
        writer.number(static_cast<std::uint64_t>(failure.stage));
        writer.text(failure.message);
    }
    return writer.finish();
}

std::optional<Job> decode_job(std::string_view message) {
    Reader reader(message);
    const auto kind = as_enumeration(reader.number(), Job::Kind::leave);
    const auto host = reader.number();
    auto input = reader.text();
    if (!reader.complete() || !kind)
        return std::nullopt;
    return Job{*kind, host, std::move(input)};
}

std::optional<transport::Outcome> decode_outcome(std::string_view message) {
    Reader reader(message);
    const auto form = as_enumeration(reader.number(), Form::failure);
    const auto used = as_enumeration(reader.number(), transport::Choice::local);
    auto remark = reader.text();
    if (!form || !used)
        return std::nullopt;
    return *form == Form::output ? decode_output(reader, *used, std::move(remark))
                                 : decode_failure(reader, *used, std::move(remark));
}

} // namespace plumbline::audit
