import CCurl

/// libcurl's set-up for the whole process.
enum CurlLibrary {
    /// Made once, at the first transfer.
    static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
