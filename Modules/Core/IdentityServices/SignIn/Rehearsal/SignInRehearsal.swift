package import IdentityCore

/// What a sign-in would come to, and why; nothing was opened and nothing written. In the order of a sign-in.
package struct SignInRehearsal: Sendable {
    /// As typed, without the spaces around it.
    package let login: String
    /// Seconds for which a sign-in from where the rehearsal was asked for is refused; `nil` when it is let through.
    package let limitedForSeconds: Int?
    package let onFile: User?
    /// The source whose login rule led to the account; `nil` when the name was found as typed.
    package let ruleOf: SourceID?
    /// Who would be asked, in this order, until one decides.
    package let candidates: [Candidate]
    /// Who was asked.
    package let answers: [Answer]
    /// What the source's word makes of the account; `nil` unless somebody was verified.
    package let person: Person?
    /// What the session would hold; `nil` when there would be none.
    package let session: Entitlements?
    package let outcome: SignInOutcome
    /// The step that the audit would show; `nil` for a session without a remark.
    package let step: String?
    /// What the user would be told; `nil` when a session opens.
    package let told: ServiceError?

    package struct Candidate: Hashable, Sendable {
        package enum Reason: String, Hashable, Sendable, CaseIterable {
            /// The account belongs to the source; no other one is asked.
            case ownSource = "own-source"
            /// The name is not on file, and the source brings people along.
            case bringsPeople = "brings-people"
            /// Asked whenever no other one has verified the person, so that every refusal costs the same work; a rehearsal
            /// leaves it out.
            case equalWork = "equal-work"
            case notConfigured = "not-configured"
            case takesNoPasswords = "takes-no-passwords"
        }

        package let source: SourceID
        /// Who checks the password; `nil` when nobody can.
        package let checkedBy: SourceID?
        package let reason: Reason
    }

    package struct Answer: Sendable {
        package let source: SourceID
        package let checkedBy: SourceID
        /// As the source was asked for it, after the login rules.
        package let login: String
        package let verdict: SourceVerdict
        /// Set with `rejected`.
        package let refusal: SourceRefusal?
        /// Set when the source gave no answer.
        package let failure: SourceFailure?
        package let identity: ExternalIdentity?
        /// What the source showed of its steps; empty for one that shows none.
        package let steps: [SourceStep]
    }

    package struct Person: Sendable {
        package enum Change: String, Hashable, Sendable, CaseIterable {
            case unchanged, created, refreshed, refused
            case noSeat = "no-seat"
            case noAccount = "no-account"
        }

        package let change: Change
        /// As it would stand then; `nil` when there would be none.
        package let user: User?
        /// The names of what would change.
        package let fields: [String]
        /// Groups that the user would come into, and leave, because the source says so.
        package let joins: [Group]
        package let leaves: [Group]
        package let conflict: SyncConflict?
    }
}
