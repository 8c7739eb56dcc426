import FoundationEssentials
import IdentityCore

/// The entity tag of a user (RFC 9110 section 8.8.3): the version, which an edit must name, and a mark that moves with
/// what use and time change, so that equal tags mean equal answers while a sign-in spoils nobody's edit.
struct EntityTag: Hashable, Sendable {
    let text: String

    init(_ user: User, at now: Date) {
        let moments = [user.lastLoginAt, user.lastFailedLoginAt, user.lastActivityAt].compactMap {
            $0?.timeIntervalSince1970
        }
        let used = moments.map { UInt64(max(0, $0 * 1_000_000)) }.max() ?? 0
        let trial: UInt64 = user.trial.map { $0.isValid(at: now) ? 1 : $0.expiresOn <= now ? 2 : 0 } ?? 0
        text = "\"\(user.version)-\(String(used << 2 | trial, radix: 36))\""
    }

    /// Of a thing that changes with its version only.
    init(version: Int) { text = "\"\(version)-0\"" }

    /// The version that an If-Match field asks for.
    enum Expectation: Equatable {
        case any
        case version(Int)
        /// No tag of ours: nothing can match.
        case never
    }

    static func expectation(_ field: String) -> Expectation {
        if field == "*" { return .any }
        guard field.hasPrefix("\""), field.hasSuffix("\""), field.utf8.count > 2 else { return .never }
        // One tag of ours and nothing else; a list of tags is none.
        let parts = field.dropFirst().dropLast().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let version = Int(parts[0]), UInt64(parts[1], radix: 36) != nil else { return .never }
        return .version(version)
    }
}
