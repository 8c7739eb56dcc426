/// Why a person of a source did not become a user, or why a user does not follow the source in everything.
package struct SyncConflict: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The login is that of an account of another source, or is somebody's mail address.
        case loginTaken = "login-taken"
        case emailTaken = "email-taken"
        /// An account of the same source bears the login and belongs to another entry: there was one of the name before.
        case recreated = "re-created"
        /// `NameRules` refuses a name.
        case invalidName = "invalid-name"
        /// The organization or tenant that the policy names is not there.
        case noPlace = "no-place"
        /// Nobody would be left to administer the server.
        case lastAdministrator = "last-administrator"
        /// It would be one more enabled user than the licence has seats.
        case noSeat = "no-seat"
    }

    /// As the source has it.
    package let login: String
    package let externalID: String
    package let reason: Reason
    /// The account that is in the way.
    package let other: UserID?
    /// What is wrong with a name, in one sentence.
    package let words: String?

    package init(
        _ reason: Reason, login: String, externalID: String, other: UserID? = nil, words: String? = nil
    ) {
        self.login = login
        self.externalID = externalID
        self.reason = reason
        self.other = other
        self.words = words
    }
}
