import CurlKit

/// Why there is no answer that could be used.
package struct FetchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nobody answers there, or broke off.
        case unreachable
        case timedOut
        /// The body is longer than the limit; the rest was not read.
        case tooLarge
        /// The certificate is not good for the host, or there is no TLS that is new enough. Nothing was sent.
        case tlsRefused
        /// A redirect, which is not followed.
        case redirected
        /// Another status than one of success.
        case badStatus
        /// Too many requests wait; nothing was tried.
        case busy
        /// The fetcher was closed, or the caller gave up before it was tried.
        case stopped
    }

    package let kind: Kind
    /// Set with `redirected` and `badStatus`.
    package let status: Int?
    /// For the administrator: one line without a full stop, without a word of the answer.
    package let detail: String

    init(_ kind: Kind, status: Int? = nil, _ detail: String) {
        self.kind = kind
        self.status = status
        let line = PrintableLine.text(detail)
        self.detail = line.hasSuffix(".") ? String(line.dropLast()) : line
    }

    package var description: String { detail }
}
