#include "resource/types/certificate/read.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace plumbline::resource::certificate {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)>;

std::string take_text(BIO* bio) {
    char* text = nullptr;
    const long length = BIO_get_mem_data(bio, &text);
    return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

std::string name_text(const X509_NAME* name) {
    const Bio bio(BIO_new(BIO_s_mem()), &BIO_free);
    X509_NAME_print_ex(bio.get(), name, 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    return take_text(bio.get());
}

std::int64_t seconds_of(const ASN1_TIME* time) {
    std::tm parts{};
    return ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : 0;
}

std::string bytes_of(const ASN1_STRING* text) {
    const auto length = ASN1_STRING_length(text);
    const unsigned char* bytes = ASN1_STRING_get0_data(text);
    return {bytes, bytes + length};
}

/// "192.0.2.1" or "2001:db8::1"; nothing for what is neither 4 nor 16 bytes.
std::string address_text(const ASN1_OCTET_STRING* address) {
    const Bio bio(BIO_new(BIO_s_mem()), &BIO_free);
    GENERAL_NAME name{};
    name.type = GEN_IPADD;
    name.d.iPAddress = const_cast<ASN1_OCTET_STRING*>(address);
    GENERAL_NAME_print(bio.get(), &name);
    const std::string text = take_text(bio.get()); // "IP Address:192.0.2.1"
    return text.substr(text.find(':') + 1);
}

std::string alternative_text(const GENERAL_NAME* name) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(name, &type);
    switch (type) {
    case GEN_DNS:
    case GEN_EMAIL:
    case GEN_URI:
        return bytes_of(static_cast<const ASN1_STRING*>(value));
    case GEN_IPADD:
        return address_text(static_cast<const ASN1_OCTET_STRING*>(value));
    default:
        return "";
    }
}

base::List alternative_names(const X509* certificate) {
    const NamesPtr names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        &GENERAL_NAMES_free);
    base::List texts;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        if (auto text = alternative_text(sk_GENERAL_NAME_value(names.get(), i)); !text.empty()) {
            texts.push_back(std::move(text));
        }
    }
    return texts;
}

std::string algorithm_of(const EVP_PKEY* key) {
    std::string name = key == nullptr ? "unknown" : OBJ_nid2sn(EVP_PKEY_get_base_id(key));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name == "rsaencryption" ? "rsa" : name == "id-ecpublickey" ? "ec" : name;
}

Certificate describe(const X509* certificate) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    return {.subject = name_text(X509_get_subject_name(certificate)),
            .issuer = name_text(X509_get_issuer_name(certificate)),
            .names = alternative_names(certificate),
            .algorithm = algorithm_of(key),
            .bits = std::to_string(key == nullptr ? 0 : EVP_PKEY_get_bits(key)),
            .signature = OBJ_nid2sn(X509_get_signature_nid(certificate)),
            .not_before = seconds_of(X509_get0_notBefore(certificate)),
            .not_after = seconds_of(X509_get0_notAfter(certificate)),
            .self_signed =
                X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0};
}

} // namespace

std::vector<Certificate> read_certificates(std::string_view pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    std::vector<Certificate> certificates;
    for (;;) {
        const X509Ptr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), &X509_free);
        if (!certificate) {
            ERR_clear_error();
            return certificates;
        }
        certificates.push_back(describe(certificate.get()));
    }
}

} // namespace plumbline::resource::certificate
