import EventLog
package import IdentityCore
package import MailDelivery
import SMTPKit

extension GatehouseConfiguration {
    /// What sends mail by this configuration, `nil` when it names no server. Reads the password; opens nothing.
    /// - Parameter report: told of each failure, for the log.
    package func mailSender(
        clock: any Clock, ids: any IDGenerator, report: @escaping SMTPMailSender.Report
    ) throws(StartProblem) -> SMTPMailSender? {
        guard let mail else { return nil }
        let login = try mail.password().map { MailSettings.Login(user: mail.username ?? "", password: $0) }
        let server = SMTPServer(host: mail.host, port: mail.port, security: mail.security, caFile: mail.caFile)
        do throws(MailProblem) {
            let settings = MailSettings(
                server: server, login: login, from: try mail.sender(), timeout: .seconds(mail.timeoutSeconds))
            return SMTPMailSender(settings, clock: clock, ids: ids, report: report)
        } catch {
            throw .file("mail.from: \(error.message)")
        }
    }
}

extension GatehouseConfiguration.Mail {
    /// The one line of the password file, `nil` when there is no login.
    func password() throws(StartProblem) -> Secret? {
        guard let passwordFile else { return nil }
        guard let contents = SecretFile.contents(of: passwordFile) else {
            throw .file("The mail password \(passwordFile) can't be read.")
        }
        guard SecretFile.isItsOwnersOnly(passwordFile) else {
            throw .file("Others may read the mail password. Mend it with: chmod 600 \(passwordFile)")
        }
        let lines = contents.reveal { $0.split(whereSeparator: \.isNewline).map { Secret(String($0)) } }
        guard let password = lines.first, lines.count == 1 else {
            throw .file("\(passwordFile) does not hold a password: one line was expected.")
        }
        return password
    }
}
