#include "alert/http/client.hpp"

#include "alert/http/curl.hpp"
#include "base/error.hpp"
#include "base/version.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumbline::alert {
namespace {

constexpr long most_to_connect_ms = 10'000;
constexpr base::Milliseconds most_to_wait = std::chrono::hours(24);

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
        return {};
    return Curl<char>(text).get();
}

bool is_printable_ascii(char letter) {
    return letter >= ' ' && letter <= '~';
}

bool is_of_token(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
           std::string_view("!#$%&'*+-.^_`|~").find(letter) != std::string_view::npos;
}

/// Where an answer is kept.
struct Kept {
    std::string& body;
    std::size_t most;
};

std::size_t keep(const char* bytes, std::size_t, std::size_t count, void* place) {
    auto& [body, most] = *static_cast<Kept*>(place);
    body.append(bytes, std::min(count, most - body.size()));
    return body.size() < most ? count : CURL_WRITEFUNC_ERROR;
}

Curl<curl_slist> list_of(const std::vector<Header>& headers) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:"); // no wait for "100 Continue"
    for (const auto& header : headers) {
        if (!is_header(header))
            base::fail("a header of a request holds what no header may");
        list = curl_slist_append(list, (header.name + ": " + header.value).c_str());
    }
    return Curl<curl_slist>(list);
}

void set_reach(CURL* handle, const Reach& reach) {
    curl_easy_setopt(handle, CURLOPT_PROXY, reach.proxy.c_str()); // empty: not the environment's either
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
    set_tls(handle, reach.ca_file);
}

void set_bounds(CURL* handle, base::Deadline deadline) {
    const long left = std::max(1, deadline.remaining_ms());
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, left);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(left, most_to_connect_ms));
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
}

/// `text` must outlive the request.
void set_body(CURL* handle, const std::string& text) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, text.c_str());
}

/// Takes a line of the answer's header: whether it is the empty one that ends it.
std::size_t note_end(const char* line, std::size_t, std::size_t size, void* ended) {
    const std::string_view text(line, size);
    *static_cast<bool*>(ended) = text == "\r\n" || text == "\n";
    return size;
}

/// A status line counts when all of its header came: what then breaks is the rest of an answer that was
/// given.
long status_of(CURL* handle, bool header_ended) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return header_ended && status >= 200 ? status : 0;
}

void read_details(CURL* handle, Answer& answer) {
    const char* moved = nullptr;
    curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &moved);
    answer.moved = moved != nullptr ? moved : "";
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
    if (seconds > 0)
        answer.retry_after = std::chrono::seconds(std::min<curl_off_t>(
            seconds, std::chrono::duration_cast<std::chrono::seconds>(most_to_wait).count()));
}

std::string trouble_of(CURLcode code, const char* said) {
    if (code == CURLE_OPERATION_TIMEDOUT)
        return "no answer in time";
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return "interrupted";
    if (code == CURLE_OK)
        return "the connection ended in the middle of an answer";
    return *said != '\0' ? said : curl_easy_strerror(code);
}

} // namespace

std::optional<Url> parse_url(const std::string& text) {
    const Curl<CURLU> url(curl_url());
    if (!std::ranges::all_of(text, is_printable_ascii) ||
        curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    const auto scheme = part_of(url.get(), CURLUPART_SCHEME);
    for (const auto part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT})
        if (!part_of(url.get(), part).empty())
            return std::nullopt;
    if (scheme != "http" && scheme != "https")
        return std::nullopt;
    const auto port = part_of(url.get(), CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    const auto query = part_of(url.get(), CURLUPART_QUERY);
    return Url{part_of(url.get(), CURLUPART_URL),
               scheme + "://" + part_of(url.get(), CURLUPART_HOST) + (port.empty() ? "" : ":" + port),
               part_of(url.get(), CURLUPART_PATH) + (query.empty() ? "" : "?" + query)};
}

bool is_header(const Header& header) {
    return !header.name.empty() && std::ranges::all_of(header.name, is_of_token) && !header.value.empty() &&
           std::ranges::all_of(header.value, is_printable_ascii);
}

std::string percent_encoded(const std::string& text) {
    return Curl<char>(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()))).get();
}

Answer ask(const Request& request, const Reach& reach, base::Deadline deadline) {
    const auto owned = new_handle();
    auto* const handle = owned.get();
    const auto list = list_of(request.headers);
    std::array<char, CURL_ERROR_SIZE> said{};
    bool header_ended = false;
    Answer answer;
    Kept kept{answer.body, request.most_of_answer};
    set_bounds(handle, deadline);
    set_reach(handle, reach);
    if (request.body)
        set_body(handle, *request.body);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, said.data());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, ("plumbline/" + std::string(base::version())).c_str());
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list.get());
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, note_end);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &header_ended);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &kept);
    const auto code = curl_easy_perform(handle);
    answer.status = status_of(handle, header_ended);
    if (answer.status == 0)
        answer.trouble = trouble_of(code, said.data());
    else
        read_details(handle, answer);
    return answer;
}

} // namespace plumbline::alert
