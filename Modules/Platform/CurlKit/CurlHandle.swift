package import CCurl
import Glibc

/// One libcurl handle, set up for one transfer on the calling thread.
package final class CurlHandle {
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var setUp = CURLE_OK

    /// - Returns: `nil` when libcurl can't be set up.
    package init?() {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        keep(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        errorText.deallocate()
    }

    package func number(_ option: CURLoption, _ value: Int) { keep(ccurl_set_long(handle, option, value)) }
    package func text(_ option: CURLoption, _ value: String?) { keep(ccurl_set_text(handle, option, value)) }

    package func list(_ option: CURLoption, _ values: [String]) {
        var head: UnsafeMutablePointer<curl_slist>?
        for value in values {
            guard let longer = curl_slist_append(head, value) else {
                curl_slist_free_all(head)
                return keep(CURLE_OUT_OF_MEMORY)
            }
            head = longer
        }
        guard let head else { return }
        lists.append(head)
        keep(ccurl_set_pointer(handle, option, head))
    }

    /// TLS 1.2 at least, and a certificate that is good for the host.
    /// - Parameter caFile: PEM; its authorities are trusted in the place of the system's.
    package func protection(caFile: String?) {
        number(CURLOPT_SSLVERSION, CCURL_TLS_1_2_OR_LATER)
        number(CURLOPT_SSL_VERIFYPEER, 1)
        number(CURLOPT_SSL_VERIFYHOST, 2)
        guard let caFile else { return }
        text(CURLOPT_CAINFO, caFile)
        // Debian's folder of authorities would be trusted besides the file.
        text(CURLOPT_CAPATH, nil)
    }

    /// An option that was not taken would be a promise not kept: then nothing is sent.
    private func keep(_ result: CURLcode) { if setUp == CURLE_OK { setUp = result } }

    /// - Parameters:
    ///   - transfer: kept until the transfer is over.
    ///   - attach: hands the transfer's callbacks to libcurl.
    package func perform<Transfer: AnyObject>(
        _ transfer: Transfer, attach: (UnsafeMutableRawPointer) -> CURLcode
    ) -> CURLcode {
        keep(attach(handle))
        guard setUp == CURLE_OK else { return setUp }
        Self.blockBrokenPipeSignals()
        return withExtendedLifetime(transfer) { curl_easy_perform(handle) }
    }

    /// A number that libcurl knows of the transfer that is over; 0 for one that it does not know.
    package func known(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    package func explanation(of code: CURLcode) -> String {
        errorText.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    }

    /// OpenSSL writes without MSG_NOSIGNAL; a blocked SIGPIPE stays on this thread and harms nobody.
    private static func blockBrokenPipeSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
