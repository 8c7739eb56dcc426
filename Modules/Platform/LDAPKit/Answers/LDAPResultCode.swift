/// What a directory answers to a request (RFC 4511 appendix A, RFC 3909, RFC 4533). Values outside the list exist.
package struct LDAPResultCode: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(_ rawValue: Int) { self.rawValue = rawValue }

    package static let success = LDAPResultCode(0)
    package static let operationsError = LDAPResultCode(1)
    package static let protocolError = LDAPResultCode(2)
    package static let timeLimitExceeded = LDAPResultCode(3)
    package static let sizeLimitExceeded = LDAPResultCode(4)
    package static let compareFalse = LDAPResultCode(5)
    package static let compareTrue = LDAPResultCode(6)
    package static let authMethodNotSupported = LDAPResultCode(7)
    package static let strongerAuthRequired = LDAPResultCode(8)
    package static let referral = LDAPResultCode(10)
    package static let adminLimitExceeded = LDAPResultCode(11)
    package static let unavailableCriticalExtension = LDAPResultCode(12)
    package static let confidentialityRequired = LDAPResultCode(13)
    package static let noSuchAttribute = LDAPResultCode(16)
    package static let noSuchObject = LDAPResultCode(32)
    package static let invalidDNSyntax = LDAPResultCode(34)
    package static let inappropriateAuthentication = LDAPResultCode(48)
    package static let invalidCredentials = LDAPResultCode(49)
    package static let insufficientAccessRights = LDAPResultCode(50)
    package static let busy = LDAPResultCode(51)
    package static let unavailable = LDAPResultCode(52)
    package static let unwillingToPerform = LDAPResultCode(53)

    /// The standard's name, or `unknown`.
    package var name: String { Self.names[rawValue] ?? "unknown" }
    package var description: String { "\(name) (\(rawValue))" }

    /// The server answered, but says that it can't work now.
    package var meansUnavailable: Bool { self == .busy || self == .unavailable }

    private static let names: [Int: String] = [
        0: "success", 1: "operationsError", 2: "protocolError", 3: "timeLimitExceeded", 4: "sizeLimitExceeded",
        5: "compareFalse", 6: "compareTrue", 7: "authMethodNotSupported", 8: "strongerAuthRequired", 10: "referral",
        11: "adminLimitExceeded", 12: "unavailableCriticalExtension", 13: "confidentialityRequired",
        14: "saslBindInProgress", 16: "noSuchAttribute", 17: "undefinedAttributeType", 18: "inappropriateMatching",
        19: "constraintViolation", 20: "attributeOrValueExists", 21: "invalidAttributeSyntax", 32: "noSuchObject",
        33: "aliasProblem", 34: "invalidDNSyntax", 36: "aliasDereferencingProblem",
        48: "inappropriateAuthentication", 49: "invalidCredentials", 50: "insufficientAccessRights", 51: "busy",
        52: "unavailable", 53: "unwillingToPerform", 54: "loopDetect", 64: "namingViolation",
        65: "objectClassViolation", 66: "notAllowedOnNonLeaf", 67: "notAllowedOnRDN", 68: "entryAlreadyExists",
        69: "objectClassModsProhibited", 71: "affectsMultipleDSAs", 80: "other", 118: "canceled",
        119: "noSuchOperation", 120: "tooLate", 121: "cannotCancel", 123: "authorizationDenied",
        4_096: "e-syncRefreshRequired",
    ]
}
