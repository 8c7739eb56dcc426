extension LDAPTestServer {
    /// One operation, as it was understood and answered. Never holds a password.
    package struct LogEntry: Sendable {
        /// From 1; goes on after the log was cleared.
        package internal(set) var number = 0
        /// When it had come, in milliseconds since 1970-01-01T00:00:00Z.
        package let at: Int64
        /// From 1.
        package let connection: Int
        package let messageID: Int32
        /// `bind`, `search`, `compare`, `add`, `modify`, `delete`, `moddn`, `whoami`, `starttls`, `extended`, `abandon`,
        /// `unbind`, `tls`, or `malformed`.
        package let operation: String
        /// Of the entry it was about, as the client wrote it.
        package var dn: String?
        /// In the form of RFC 4515.
        package var filter: String?
        package var scope: String?
        /// Asked for by a search, changed by a modify or an add, compared.
        package var attributes: [String] = []
        /// Their numbers.
        package var controls: [String] = []
        /// Further details in words: a new name, the number of an extended operation, why a handshake failed.
        package var detail: String?
        /// Who was bound when it came; empty for anonymous.
        package var identity = ""
        package var isEncrypted = false
        /// `nil` when nothing was answered.
        package var result: ResultCode?
        package var diagnostic = ""
        /// How many entries a search returned.
        package var entries: Int?
        /// The faults that befell it.
        package var faults: [String] = []
        /// Until the answer was ready to be sent.
        package var milliseconds = 0.0
    }
}
