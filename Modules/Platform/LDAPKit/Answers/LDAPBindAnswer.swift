/// What the server said to a name and a password.
package enum LDAPBindAnswer: Hashable, Sendable {
    case success(LDAPPasswordPolicy?)
    /// - Parameter diagnostic: the server's words, bounded; Active Directory hides its reason there.
    case refused(LDAPResultCode, diagnostic: String, LDAPPasswordPolicy?)

    package var isSuccess: Bool { if case .success = self { true } else { false } }

    package var policy: LDAPPasswordPolicy? {
        switch self {
        case .success(let policy), .refused(_, _, let policy): policy
        }
    }
}

/// The password policy response (draft-behera-ldap-password-policy section 6.2).
package struct LDAPPasswordPolicy: Hashable, Sendable {
    package enum Fault: Int, Hashable, Sendable, CaseIterable {
        case passwordExpired = 0
        case accountLocked, changeAfterReset, passwordModNotAllowed, mustSupplyOldPassword
        case insufficientPasswordQuality, passwordTooShort, passwordTooYoung, passwordInHistory, passwordTooLong
    }

    package var fault: Fault?
    package var secondsBeforeExpiration: Int?
    /// Sign-ins left with the expired password.
    package var graceAuthentications: Int?
    /// What came could not be read; nothing else is set then.
    package var isMalformed: Bool

    package init(
        fault: Fault? = nil, secondsBeforeExpiration: Int? = nil, graceAuthentications: Int? = nil,
        isMalformed: Bool = false
    ) {
        self.fault = fault
        self.secondsBeforeExpiration = secondsBeforeExpiration
        self.graceAuthentications = graceAuthentications
        self.isMalformed = isMalformed
    }
}
