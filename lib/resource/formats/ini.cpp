#include "base/text.hpp"
#include "resource/formats/gathering.hpp"
#include "resource/formats/readers.hpp"

namespace plumbline::resource::formats {

namespace {

struct Dialect {
    bool folds = false; ///< indented lines continue the value above; else a backslash at the end does
    bool ends_in_remark = false; ///< comments may follow a value
    std::string_view separators = "=";
};

bool is_comment(std::string_view trimmed) {
    return trimmed.starts_with('#') || trimmed.starts_with(';');
}

std::string_view without_remark(std::string_view text) {
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            i += c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if ((c == '#' || c == ';') && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t')) {
            return text.substr(0, i);
        }
    }
    return text;
}

std::string_view without_quotes(std::string_view value) {
    if (value.size() < 2 || (value.front() != '"' && value.front() != '\'')) {
        return value;
    }
    const bool whole = value.find(value.front(), 1) == value.size() - 1;
    return whole ? value.substr(1, value.size() - 2) : value;
}

class Reading {
public:
    explicit Reading(const Dialect& dialect) : dialect_(dialect) {}

    void take(std::string_view line) {
        ++line_;
        const std::string_view text = base::trim(line);
        if (text.empty() || is_comment(text)) {
            continues_ = continues_ && !text.empty();
        } else if (continues_) {
            append(text);
        } else if (dialect_.folds && pending_ && (line.front() == ' ' || line.front() == '\t')) {
            pending_->value.append("\n").append(text);
        } else {
            begin(text);
        }
    }

    Contents end() && {
        flush();
        return std::move(gathering_).take();
    }

private:
    void begin(std::string_view text) {
        flush();
        if (text.front() == '[') {
            open(text);
            return;
        }
        pending_ = Entry{section_, {}, {}, line_};
        append(text);
    }

    /// A logical line grows by one of the file.
    void append(std::string_view text) {
        continues_ = !dialect_.folds && text.ends_with('\\');
        if (continues_) {
            text.remove_suffix(1);
        }
        if (!pending_->value.empty()) {
            pending_->value += ' ';
        }
        pending_->value.append(base::trim(text));
    }

    void open(std::string_view text) {
        if (dialect_.ends_in_remark) {
            text = base::trim(without_remark(text));
        }
        if (!text.ends_with(']')) {
            gathering_.fail({line_, "expected ']' at the end of the section's line"});
            return;
        }
        section_ = base::trim(text.substr(1, text.size() - 2));
    }

    /// What has been put together is split into key and value.
    void flush() {
        if (!pending_) {
            return;
        }
        const std::string whole = std::move(pending_->value);
        const std::string_view text =
            dialect_.ends_in_remark ? without_remark(whole) : std::string_view(whole);
        const std::size_t separator = text.find_first_of(dialect_.separators);
        pending_->key = base::trim(text.substr(0, separator));
        pending_->value = separator == std::string_view::npos
                              ? std::string_view()
                              : without_quotes(base::trim(text.substr(separator + 1)));
        if (pending_->key.empty()) {
            gathering_.fail({pending_->line, "expected a key before '='"});
        }
        gathering_.add(std::move(*pending_));
        pending_.reset();
    }

    Dialect dialect_;
    Gathering gathering_;
    std::size_t line_ = 0;
    std::string section_;
    std::optional<Entry> pending_; ///< its value is the whole line so far
    bool continues_ = false;
};

Contents read(std::string_view bytes, const Dialect& dialect) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    Reading reading(dialect);
    for (const std::string_view line : base::lines(bytes)) {
        reading.take(line);
    }
    return std::move(reading).end();
}

} // namespace

Contents read_ini(std::string_view bytes) {
    return read(bytes, {});
}

Contents read_commented_ini(std::string_view bytes) {
    return read(bytes, {.ends_in_remark = true});
}

Contents read_folded_ini(std::string_view bytes) {
    return read(bytes, {.folds = true, .separators = "=:"});
}

} // namespace plumbline::resource::formats
