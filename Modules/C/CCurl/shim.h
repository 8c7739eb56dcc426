#include <curl/curl.h>
/* curl_easy_setopt is variadic, which Swift can't call: a line for each type of value. */
static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode ccurl_set_reader(CURL *handle, curl_read_callback reader, void *context) {
  CURLcode result = curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
  return result ? result : curl_easy_setopt(handle, CURLOPT_READDATA, context);
}
static inline CURLcode ccurl_set_progress(CURL *handle, curl_xferinfo_callback progress, void *context) {
  CURLcode result = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  return result ? result : curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
}
static inline CURLcode ccurl_set_debug(CURL *handle, curl_debug_callback debug, void *context) {
  CURLcode result = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, debug);
  return result ? result : curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
}
static inline CURLcode ccurl_set_writer(CURL *handle, curl_write_callback writer, void *context) {
  CURLcode result = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
  return result ? result : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}
static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}
/* Swift does not import the casts in CURL_SSLVERSION_*. */
static const long CCURL_TLS_1_2_OR_LATER = CURL_SSLVERSION_TLSv1_2;
static const long CCURL_TLS_REQUIRED = CURLUSESSL_ALL;
static const long CCURL_TLS_NONE = CURLUSESSL_NONE;
static const long CCURL_BASIC_LOGIN = CURLAUTH_BASIC;
