/// A result code of RFC 4511 appendix A, or any other number that a fault asks for.
package struct ResultCode: Hashable, Sendable {
    package let rawValue: Int32

    package init(_ rawValue: Int32) { self.rawValue = rawValue }

    static let success = ResultCode(0)
    static let operationsError = ResultCode(1)
    static let protocolError = ResultCode(2)
    static let timeLimitExceeded = ResultCode(3)
    static let sizeLimitExceeded = ResultCode(4)
    static let compareFalse = ResultCode(5)
    static let compareTrue = ResultCode(6)
    static let authMethodNotSupported = ResultCode(7)
    static let strongerAuthRequired = ResultCode(8)
    static let referral = ResultCode(10)
    static let adminLimitExceeded = ResultCode(11)
    static let unavailableCriticalExtension = ResultCode(12)
    static let noSuchAttribute = ResultCode(16)
    static let undefinedAttributeType = ResultCode(17)
    static let constraintViolation = ResultCode(19)
    static let attributeOrValueExists = ResultCode(20)
    static let invalidAttributeSyntax = ResultCode(21)
    static let noSuchObject = ResultCode(32)
    static let invalidDNSyntax = ResultCode(34)
    static let invalidCredentials = ResultCode(49)
    static let insufficientAccessRights = ResultCode(50)
    static let unavailable = ResultCode(52)
    static let unwillingToPerform = ResultCode(53)
    static let namingViolation = ResultCode(64)
    static let objectClassViolation = ResultCode(65)
    static let notAllowedOnNonLeaf = ResultCode(66)
    static let notAllowedOnRDN = ResultCode(67)
    static let entryAlreadyExists = ResultCode(68)

    /// The name that the standard gives it, or its number.
    package var name: String { Self.names[rawValue] ?? String(rawValue) }

    private static let names: [Int32: String] = [
        0: "success", 1: "operationsError", 2: "protocolError", 3: "timeLimitExceeded", 4: "sizeLimitExceeded",
        5: "compareFalse", 6: "compareTrue", 7: "authMethodNotSupported", 8: "strongerAuthRequired", 10: "referral",
        11: "adminLimitExceeded", 12: "unavailableCriticalExtension", 13: "confidentialityRequired",
        14: "saslBindInProgress", 16: "noSuchAttribute", 17: "undefinedAttributeType", 18: "inappropriateMatching",
        19: "constraintViolation", 20: "attributeOrValueExists", 21: "invalidAttributeSyntax", 32: "noSuchObject",
        33: "aliasProblem", 34: "invalidDNSyntax", 36: "aliasDereferencingProblem", 48: "inappropriateAuthentication",
        49: "invalidCredentials", 50: "insufficientAccessRights", 51: "busy", 52: "unavailable",
        53: "unwillingToPerform", 54: "loopDetect", 64: "namingViolation", 65: "objectClassViolation",
        66: "notAllowedOnNonLeaf", 67: "notAllowedOnRDN", 68: "entryAlreadyExists", 69: "objectClassModsProhibited",
        71: "affectsMultipleDSAs", 80: "other",
    ]
}
