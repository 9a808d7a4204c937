#include "alert/local/stream.hpp"

#include "alert/http/curl.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace plumbline::alert {
namespace {

/// A connection that libcurl makes, in the time that is left.
class Stream {
public:
    Stream(const Listener& listener, const std::string& ca_file, base::Deadline deadline)
        : deadline_(deadline), is_tls_(listener.scheme == "tls"), handle_(new_handle()) {
        // with CONNECT_ONLY the scheme says no more than whether there is TLS
        const auto url = fmt::format("{}://{}", is_tls_ ? "https" : "http", listener.place());
        const long left = std::max(deadline.remaining_ms(), 1);
        auto* const handle = handle_.get();
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_CONNECT_ONLY, 1L);
        curl_easy_setopt(handle, CURLOPT_PROXY, ""); // whatever the environment says
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, left);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, left);
        curl_easy_setopt(handle, CURLOPT_SSL_ENABLE_ALPN, 0L);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_.data());
        set_tls(handle, ca_file);
    }

    [[nodiscard]] bool connect() { return passes(curl_easy_perform(handle_.get())); }

    [[nodiscard]] bool write(std::string_view bytes) {
        while (!bytes.empty()) {
            std::size_t sent = 0;
            const auto code = curl_easy_send(handle_.get(), bytes.data(), bytes.size(), &sent);
            if (!passes(code) || (code == CURLE_AGAIN && !wait(POLLIN | POLLOUT)))
                return false;
            bytes.remove_prefix(sent);
        }
        return true;
    }

    /// Says that this was all, and waits until the other side says so, too.
    [[nodiscard]] bool end() {
        say_end();
        std::array<char, 1024> dropped{};
        while (true) {
            std::size_t count = 0;
            const auto code = curl_easy_recv(handle_.get(), dropped.data(), dropped.size(), &count);
            if (code == CURLE_OK && count == 0)
                return true;
            if (!passes(code) || (code == CURLE_AGAIN && !wait(POLLIN)))
                return false;
        }
    }

    [[nodiscard]] std::string trouble() const {
        const std::string_view said(error_.data());
        return code_ == CURLE_OPERATION_TIMEDOUT
                   ? "it did not take the record in time"
                   : base::printable(said.empty() ? curl_easy_strerror(code_) : said);
    }

private:
    bool passes(CURLcode code) {
        code_ = code;
        return code == CURLE_OK || code == CURLE_AGAIN;
    }

    [[nodiscard]] curl_socket_t socket() const {
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(handle_.get(), CURLINFO_ACTIVESOCKET, &socket);
        return socket;
    }

    bool wait(int events) {
        pollfd ready{socket(), static_cast<short>(events), 0};
        if (::poll(&ready, 1, deadline_.remaining_ms()) > 0)
            return true;
        code_ = CURLE_OPERATION_TIMEDOUT;
        return false;
    }

    /// TLS has to be closed by itself (RFC 5425, 4.4), or the end could be anybody's.
    void say_end() {
        if (!is_tls_) {
            ::shutdown(socket(), SHUT_WR);
            return;
        }
        const curl_tlssessioninfo* session = nullptr;
        curl_easy_getinfo(handle_.get(), CURLINFO_TLS_SSL_PTR, &session);
        if (session != nullptr && session->backend == CURLSSLBACKEND_OPENSSL && session->internals != nullptr)
            SSL_shutdown(static_cast<SSL*>(session->internals));
    }

    base::Deadline deadline_;
    bool is_tls_;
    std::array<char, CURL_ERROR_SIZE> error_{};
    CURLcode code_ = CURLE_OK;
    Curl<CURL> handle_;
};

} // namespace

Outcome send_by_stream(const Listener& listener, const std::string& ca_file, std::string_view bytes,
                       base::Deadline deadline) {
    Stream stream(listener, ca_file, deadline);
    if (stream.connect() && stream.write(bytes) && stream.end())
        return {};
    return {Outcome::Kind::failed, fmt::format("{}: {}", listener.place(), stream.trouble())};
}

} // namespace plumbline::alert
