package import IdentityCore
import Threading

/// Keeps every mail, or fails as it was told to: for what a real mail server can't be made to do at a given moment.
package final class KeptMail: MailSending {
    private let kept = Locked<[OutgoingMail]>([])
    private let failure: Locked<ServiceError?> = Locked(nil)

    package init() {}

    package var mails: [OutgoingMail] { kept.withLock { $0 } }

    /// From now on every mail fails like this; `nil` ends it.
    package func fail(with error: ServiceError?) { failure.withLock { $0 = error } }

    package func send(_ mail: OutgoingMail) async throws(ServiceError) {
        if let error = failure.withLock({ $0 }) { throw error }
        kept.withLock { $0.append(mail) }
    }

    /// The code in the newest mail.
    package var lastCode: Secret? {
        mails.last?.text.reveal { text in
            text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("ghc_") }.map { Secret(String($0)) }
        }
    }
}
