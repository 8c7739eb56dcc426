import Glibc

/// Why the server could not start, or not take new certificate files.
package enum HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text of an address names nothing to listen on.
    case addressUnknown(ListenAddress, reason: String)
    case addressInUse(ListenAddress)
    /// A port below 1024 without the right to it.
    case addressForbidden(ListenAddress)
    /// The address isn't one of this machine's.
    case addressUnavailable(ListenAddress)
    case tlsFile(path: String, reason: String)
    case tls(reason: String)
    case system(call: String, number: Int32)
    /// `run` was called twice, or without an address to listen on.
    case notReady

    package var description: String {
        switch self {
        case .addressUnknown(let address, let reason): "unknown address: \(address) (\(reason))"
        case .addressInUse(let address): "address in use: \(address)"
        case .addressForbidden(let address): "no permission to listen on: \(address)"
        case .addressUnavailable(let address): "not an address of this machine: \(address)"
        case .tlsFile(let path, let reason): "unusable TLS file: \(path) (\(reason))"
        case .tls(let reason): "TLS can't be set up: \(reason)"
        case .system(let call, let number): "\(call) failed: \(String(cString: strerror(number)))"
        case .notReady: "the server runs already, or has no address to listen on"
        }
    }

    static func lastSystemError(in call: String) -> Self { .system(call: call, number: errno) }
}
