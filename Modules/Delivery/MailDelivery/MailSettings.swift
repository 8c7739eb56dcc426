package import IdentityCore
package import SMTPKit

/// Which server takes mail, and who it comes from.
package struct MailSettings: Sendable {
    package struct Login: Sendable {
        package let user: String
        package let password: Secret

        package init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    package let server: SMTPServer
    package let login: Login?
    package let from: MailMessage.Mailbox
    /// For one message, waiting for earlier ones included.
    package let timeout: Duration

    package init(server: SMTPServer, login: Login?, from: MailMessage.Mailbox, timeout: Duration) {
        self.server = server
        self.login = login
        self.from = from
        self.timeout = timeout
    }
}
