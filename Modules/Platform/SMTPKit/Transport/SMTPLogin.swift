/// Name and password for one delivery. The password can't be printed.
package struct SMTPLogin: Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { "<login of \(user)>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
