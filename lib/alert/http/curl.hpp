#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace plumbline::alert {

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(char* text) const { curl_free(text); }
};
/// What libcurl made, given back to it at the end.
template <typename Owned>
using Curl = std::unique_ptr<Owned, CurlDeleter>;

/// For one conversation. libcurl is made ready by the first: it costs milliseconds that most runs need not
/// pay. Throws Error when it can't be.
[[nodiscard]] Curl<CURL> new_handle();

/// TLS 1.2 or later; these certificates in PEM are trusted instead of the system's, unless the name is empty.
void set_tls(CURL* handle, const std::string& ca_file);

} // namespace plumbline::alert
