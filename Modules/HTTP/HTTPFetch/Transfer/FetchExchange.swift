import CCurl
import CurlKit

/// One request and its answer, on the calling thread.
struct FetchExchange {
    let settings: FetchSettings
    let deadline: ContinuousClock.Instant

    func perform(_ request: FetchRequest) throws(FetchFailure) -> [UInt8] {
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        guard left >= 1 else { throw FetchFailure(.timedOut, "the deadline passed while it waited") }
        guard let handle = CurlHandle() else { throw FetchFailure(.stopped, "libcurl can't be set up") }
        let transfer = FetchTransfer(limit: settings.maximumBytes, deadline: deadline)
        limits(handle, milliseconds: Int(left))
        ask(handle, request)
        let code = handle.perform(transfer, attach: transfer.attach)
        if transfer.isTooLarge {
            throw FetchFailure(.tooLarge, "the answer has more than \(settings.maximumBytes) bytes")
        }
        guard code == CURLE_OK else { throw Self.failure(code, handle) }
        let status = handle.known(CURLINFO_RESPONSE_CODE)
        switch status {
        case 200...299: return transfer.body
        case 300...399: throw FetchFailure(.redirected, status: status, "the answer is a redirect (\(status))")
        default: throw FetchFailure(.badStatus, status: status, "the answer has the status \(status)")
        }
    }

    private func limits(_ handle: CurlHandle, milliseconds: Int) {
        let connect = Int(settings.connectTimeout / .milliseconds(1))
        handle.text(CURLOPT_PROTOCOLS_STR, "https,http")
        handle.number(CURLOPT_FOLLOWLOCATION, 0)
        // An empty name keeps the environment's out, which would see what is asked and by whom.
        handle.text(CURLOPT_PROXY, settings.proxy ?? "")
        // Signals of libcurl's own belong to no thread in particular.
        handle.number(CURLOPT_NOSIGNAL, 1)
        handle.number(CURLOPT_TIMEOUT_MS, milliseconds)
        handle.number(CURLOPT_CONNECTTIMEOUT_MS, max(1, min(milliseconds, connect)))
        handle.number(CURLOPT_NOPROGRESS, 0)
        handle.number(CURLOPT_FORBID_REUSE, 1)
        handle.number(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        handle.protection(caFile: settings.caFile)
    }

    private func ask(_ handle: CurlHandle, _ request: FetchRequest) {
        handle.text(CURLOPT_URL, request.address.text)
        handle.text(CURLOPT_USERAGENT, "gatehouse")
        handle.list(CURLOPT_HTTPHEADER, ["Accept: application/json"])
        if case .form(let fields) = request.method {
            // The copy is libcurl's, and goes with the handle.
            handle.text(CURLOPT_COPYPOSTFIELDS, FormText.encoded(fields))
        }
        if let login = request.login {
            handle.number(CURLOPT_HTTPAUTH, CCURL_BASIC_LOGIN)
            handle.text(CURLOPT_USERNAME, login.user)
            handle.text(CURLOPT_PASSWORD, login.password)
        }
    }

    private static func failure(_ code: CURLcode, _ handle: CurlHandle) -> FetchFailure {
        let kind: FetchFailure.Kind =
            switch CurlTrouble(code) {
            case .timedOut: .timedOut
            case .tlsRefused: .tlsRefused
            case .unreachable, .other: .unreachable
            }
        return FetchFailure(kind, handle.explanation(of: code))
    }
}
