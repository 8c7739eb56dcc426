import IdentityCore
import LDAPKit

/// Asks the directory whether that is somebody's password.
struct LDAPAuthenticator: PasswordAuthenticator {
    let directory: DirectorySettings
    let pool: WatchedPool

    func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        let progress = Progress(.connect), directory = directory
        do throws(LDAPFailure) {
            return try await pool.run { seat throws(LDAPFailure) in
                guard let name = directory.people.direct else {
                    return try SearchThenBind(directory: directory, progress: progress).outcome(attempt, in: seat)
                }
                return try DirectBind(directory: directory, name: name, progress: progress).outcome(attempt, in: seat)
            }
        } catch {
            switch error.kind {
            case .saturated: throw .limited(retryAfterSeconds: 1)
            // More entries than anybody asked for.
            case .tooMuch where progress.current == .userSearch:
                return .failed(SourceFailure(.ambiguous, at: .userSearch, "\(error)"))
            default: return .failed(error.source(at: progress.current))
            }
        }
    }
}
