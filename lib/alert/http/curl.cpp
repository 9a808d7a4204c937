#include "alert/http/curl.hpp"

#include "alert/channels/interruption.hpp"
#include "base/error.hpp"

namespace plumbline::alert {

namespace {

/// Called by libcurl at least once a second; other than 0 ends what it does.
int end_if_interrupted(void*, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return is_interrupted() ? 1 : 0;
}

} // namespace

Curl<CURL> new_handle() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    Curl<CURL> handle(ready == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle)
        base::fail("libcurl can't be used: {}", curl_easy_strerror(ready));
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, end_if_interrupted);
    return handle;
}

void set_tls(CURL* handle, const std::string& ca_file) {
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (ca_file.empty())
        return;
    curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
}

} // namespace plumbline::alert
