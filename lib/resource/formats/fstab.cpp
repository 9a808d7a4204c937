#include "resource/formats/fstab.hpp"

#include "base/text.hpp"
#include "probe/content.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::formats {

namespace {

/// Nobody lists so many file systems.
constexpr std::uint64_t bytes_at_most = 1U << 20U;

bool is_octal(std::string_view digits) {
    return digits.size() == 3 && digits[0] <= '3' &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '7'; });
}

/// LABEL="a b" may be quoted.
std::string without_quotes(std::string text) {
    const std::size_t quote = text.find("=\"");
    if (quote != std::string::npos && text.size() > quote + 2 && text.back() == '"') {
        text.pop_back();
        text.erase(quote + 1, 1);
    }
    return text;
}

/// udev writes what is not plain in a tag's value as \xNN in the link's name.
std::string tag_in_link(std::string_view value) {
    std::string name;
    for (const char c : value) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                           std::string_view("#+-.:=@_").find(c) != std::string_view::npos ||
                           static_cast<unsigned char>(c) >= 0x80;
        name += plain ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    return name;
}

} // namespace

std::vector<FstabEntry> read_fstab(std::string_view bytes) {
    std::vector<FstabEntry> entries;
    std::size_t number = 0;
    for (const std::string_view line : base::lines(bytes)) {
        ++number;
        const auto fields = base::words(line);
        if (fields.size() < 3 || fields.front().front() == '#') {
            continue;
        }
        FstabEntry entry{.line = number,
                         .device = without_quotes(without_octal_escapes(fields[0])),
                         .path = without_octal_escapes(fields[1]),
                         .type = std::string(fields[2]),
                         .options = {}};
        for (const std::string_view option : base::split(fields.size() > 3 ? fields[3] : "defaults", ',')) {
            entry.options.push_back(without_octal_escapes(option));
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

const probe::Question& fstab_question() {
    static const probe::Question question{"content_followed",
                                          {"/etc/fstab", "-", std::to_string(bytes_at_most)}};
    return question;
}

Fstab understand_fstab(const probe::Answers& answers) {
    const probe::Answer& answer = answers.to(fstab_question());
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return {{}, "/etc/fstab: " + unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return {};
    }
    const auto content = probe::parse_content(answered->bytes, bytes_at_most);
    if (!content || !content->bytes) {
        return {{}, "/etc/fstab changed while it was read"};
    }
    if (!content->bytes->whole()) {
        return {{}, fmt::format("/etc/fstab has more than {} bytes", bytes_at_most)};
    }
    return {read_fstab(content->bytes->first), ""};
}

std::string without_octal_escapes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view digits = text.substr(i + 1 > text.size() ? text.size() : i + 1, 3);
        if (text[i] == '\\' && is_octal(digits)) {
            plain += static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0'));
            i += 3;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string device_link(std::string_view device) {
    if (device.starts_with("/dev/")) {
        return std::string(device);
    }
    for (const auto& [tag, folder] : {std::pair<std::string_view, std::string_view>{"UUID=", "by-uuid"},
                                      {"LABEL=", "by-label"},
                                      {"PARTUUID=", "by-partuuid"},
                                      {"PARTLABEL=", "by-partlabel"},
                                      {"ID=", "by-id"}}) {
        if (device.starts_with(tag)) {
            return fmt::format("/dev/disk/{}/{}", folder, tag_in_link(device.substr(tag.size())));
        }
    }
    return "";
}

std::string resolve_link(std::string_view link, std::string_view leads_to) {
    if (leads_to.starts_with('/')) {
        return std::string(leads_to);
    }
    std::string folder(link.substr(0, link.rfind('/')));
    for (const std::string_view part : base::split(leads_to, '/')) {
        if (part == "..") {
            folder.erase(std::min(folder.size(), folder.rfind('/')));
        } else if (part != "." && !part.empty()) {
            folder += "/" + std::string(part);
        }
    }
    return folder;
}

} // namespace plumbline::resource::formats
