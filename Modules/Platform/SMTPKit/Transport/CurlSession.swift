import CCurl
import Glibc

/// One libcurl handle, set up for one delivery.
final class CurlSession {
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var setUp = CURLE_OK

    init?() {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        pointer(CURLOPT_ERRORBUFFER, errorText)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(recipients)
        errorText.deallocate()
    }

    func number(_ option: CURLoption, _ value: Int) { keep(ccurl_set_long(handle, option, value)) }
    func text(_ option: CURLoption, _ value: String?) { keep(ccurl_set_text(handle, option, value)) }
    private func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        keep(ccurl_set_pointer(handle, option, value))
    }

    func recipient(_ address: MailAddress) {
        guard let list = curl_slist_append(recipients, address.text) else { return keep(CURLE_OUT_OF_MEMORY) }
        recipients = list
        pointer(CURLOPT_MAIL_RCPT, list)
    }

    /// An option that was not taken would be a promise not kept: then nothing is sent.
    private func keep(_ result: CURLcode) { if setUp == CURLE_OK { setUp = result } }

    func perform(_ transfer: SMTPTransfer) -> CURLcode {
        keep(transfer.attach(to: handle))
        guard setUp == CURLE_OK else { return setUp }
        return withExtendedLifetime(transfer) { curl_easy_perform(handle) }
    }

    func explanation(of code: CURLcode) -> String {
        errorText.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    }
}
