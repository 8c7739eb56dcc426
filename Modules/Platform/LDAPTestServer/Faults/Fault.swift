extension LDAPTestServer {
    /// Something that goes wrong on demand.
    package struct Fault: Sendable {
        /// What it befalls.
        package enum Operation: String, Sendable, CaseIterable {
            /// An accepted connection, before anything is read.
            case connect
            /// A TLS handshake, after StartTLS or of ldaps.
            case tls
            case bind, search, compare, add, modify, delete, moddn, starttls, whoami
            /// Every operation that is answered.
            case any
        }

        package enum Certificate: Sendable {
            case good
            /// Expired yesterday.
            case stale
            /// For another host.
            case wrongName
        }

        package enum Effect: Sendable {
            /// The answer comes later; a search whose time limit is shorter ends with timeLimitExceeded.
            case delay(Duration)
            /// No answer ever, on a connection that stays open.
            case hang
            /// The connection ends without an answer.
            case drop
            /// Half an answer, and then silence.
            case half
            /// Bytes that are no LDAP.
            case garbage
            /// The operation is not done.
            case result(ResultCode, diagnostic: String)
            /// The result is a referral.
            case referral(String)
            /// A continuation reference beside what is found.
            case reference(String)
            case sizeLimit(Int)
            /// The connection ends within this page of a paged search, from 1.
            case cutPage(Int)
            /// A search finds nothing.
            case empty
            /// A bind with a name and without a password succeeds.
            case acceptEmptyPassword
            case certificate(Certificate)

            var leavesUnanswered: Bool {
                switch self {
                case .hang, .drop: true
                default: false
                }
            }
        }

        /// As it was asked for.
        package let text: String
        let operation: Operation
        let effect: Effect
        /// How many operations it spares first.
        var after = 0
        /// How many operations it befalls then.
        var times = Int.max
        /// The one entry whose operations it befalls.
        var dn: DistinguishedName?

        func fits(_ operation: Operation, _ dn: String?) -> Bool {
            let isHandshake = operation == .connect || operation == .tls
            guard self.operation == operation || self.operation == .any && !isHandshake else { return false }
            guard let wanted = self.dn else { return true }
            return dn.flatMap(DistinguishedName.init) == wanted
        }
    }
}
