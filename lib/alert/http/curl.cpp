#include "alert/http/curl.hpp"

#include "base/error.hpp"

namespace plumbline::alert {

Curl<CURL> new_handle() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    Curl<CURL> handle(ready == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle)
        base::fail("libcurl can't be used: {}", curl_easy_strerror(ready));
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
