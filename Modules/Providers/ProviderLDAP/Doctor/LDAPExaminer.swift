import IdentityCore
import LDAPKit
import Threading

/// The doctor: looks at the directory step by step, and where a step fails looks further for the reason.
struct LDAPExaminer: SourceExamining {
    let configuration: LDAPSourceConfiguration
    let directory: DirectorySettings
    let settings: LDAPSettings
    /// `nil` when the source has no account of its own.
    let identity: LDAPServiceIdentity?
    /// Its threads come with the first look.
    let threads = BlockingPool(name: "ldap-doctor", threads: 2, queueLimit: 8)

    func examine(_ login: ExaminedLogin?) async -> SourceReport {
        do {
            return try await threads.run { Examination(self, login).report() }
        } catch {
            return SourceReport(
                source: directory.source, kind: LDAPSource.kind, verdict: .unavailable,
                steps: [
                    SourceStep(
                        .configuration, .failed, "The source is being looked at by too many, or was closed.",
                        advice: "Try again in a moment.")
                ])
        }
    }
}
