import CCurl
import Glibc

/// One delivery under way: what libcurl's callbacks read and write.
final class SMTPTransfer {
    private let message: [UInt8]
    private let deadline: ContinuousClock.Instant
    private var offset = 0
    private(set) var trace = SMTPTrace()

    init(_ message: [UInt8], deadline: ContinuousClock.Instant) {
        self.message = message
        self.deadline = deadline
    }

    var isOver: Bool { ContinuousClock.now >= deadline }

    /// - Returns: how many bytes were put into the buffer; 0 at the end of the message.
    private func read(into buffer: UnsafeMutablePointer<CChar>, upTo capacity: Int) -> Int {
        let count = min(capacity, message.count - offset)
        message.withUnsafeBytes { bytes in
            guard count > 0, let start = bytes.baseAddress else { return }
            memcpy(buffer, start + offset, count)
        }
        offset += count
        return count
    }

    private func note(_ kind: curl_infotype, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch kind {
        case CURLINFO_HEADER_OUT: trace.sent(bytes)
        case CURLINFO_HEADER_IN: trace.received(bytes)
        default: break
        }
    }

    /// Hands itself to libcurl, which must be done with it before the object goes.
    func attach(to handle: UnsafeMutableRawPointer) -> CURLcode {
        let context = Unmanaged.passUnretained(self).toOpaque()
        var result = ccurl_set_reader(
            handle,
            { buffer, size, count, context in
                guard let buffer, let context else { return 0 }
                return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
                    .read(into: buffer, upTo: size * count)
            }, context)
        if result == CURLE_OK {
            result = ccurl_set_progress(
                handle,
                { context, _, _, _, _ in
                    guard let context else { return 1 }
                    return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
                }, context)
        }
        if result == CURLE_OK {
            result = ccurl_set_debug(
                handle,
                { _, kind, bytes, count, context in
                    guard let bytes, let context else { return 0 }
                    bytes.withMemoryRebound(to: UInt8.self, capacity: count) { start in
                        Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
                            .note(kind, UnsafeBufferPointer(start: start, count: count))
                    }
                    return 0
                }, context)
        }
        return result
    }
}
