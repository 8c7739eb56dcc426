/// The object identifiers that mean something here.
enum OID {
    /// Simple paged results (RFC 2696).
    static let pagedResults = "1.2.840.113556.1.4.319"
    /// ManageDsaIT (RFC 3296): nothing here is a referral object, so it changes nothing.
    static let manageDsaIT = "2.16.840.1.113730.3.4.2"
    static let startTLS = "1.3.6.1.4.1.1466.20037"
    /// "Who am I?" (RFC 4532).
    static let whoAmI = "1.3.6.1.4.1.4203.1.11.3"
    /// Notice of Disconnection (RFC 4511 section 4.4.1).
    static let disconnection = "1.3.6.1.4.1.1466.20036"
    /// All operational attributes by "+" (RFC 3673).
    static let allOperational = "1.3.6.1.4.1.4203.1.5.1"
    /// True and false filters (RFC 4526).
    static let trueFalseFilters = "1.3.6.1.4.1.4203.1.5.3"
    /// A line of control as the value of an extended request; an own number from the arc that needs no registration
    /// (ITU-T X.667).
    static let control = "2.25.271828182845904523536028747135266249775"

    /// Matching rules of Active Directory.
    static let inChain = "1.2.840.113556.1.4.1941"
    static let allBits = "1.2.840.113556.1.4.803"
    static let anyBit = "1.2.840.113556.1.4.804"
}
