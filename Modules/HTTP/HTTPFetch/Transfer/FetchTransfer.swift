import CCurl
import Glibc

/// One answer as it arrives: what libcurl's callbacks read and write.
final class FetchTransfer {
    private let limit: Int
    private let deadline: ContinuousClock.Instant
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false

    init(limit: Int, deadline: ContinuousClock.Instant) {
        self.limit = limit
        self.deadline = deadline
    }

    private var isOver: Bool { ContinuousClock.now >= deadline }

    /// - Returns: whether to go on.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Hands itself to libcurl, which must be done with it before the object goes.
    func attach(to handle: UnsafeMutableRawPointer) -> CURLcode {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let result = ccurl_set_writer(
            handle,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let length = size * count
                let transfer = Unmanaged<FetchTransfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.take(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
            }, context)
        guard result == CURLE_OK else { return result }
        return ccurl_set_progress(
            handle,
            { context, _, _, _, _ in
                guard let context else { return 1 }
                return Unmanaged<FetchTransfer>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            }, context)
    }
}
