import FoundationEssentials
import IdentityCore

struct MemoryOneTimeCodes: OneTimeCodeReading, OneTimeCodeWriting {
    let transaction: MemoryTransaction

    func find(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        transaction.contents.codes[digest].flatMap { $0.purpose == purpose ? $0 : nil }
    }

    func find(of user: UserID, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        transaction.contents.codes.values.first { $0.user == user && $0.purpose == purpose }
    }

    func put(_ code: OneTimeCode) throws(ServiceError) {
        guard transaction.contents.users[code.user] != nil else { throw .notFound(.user) }
        let earlier = try find(of: code.user, for: code.purpose)
        if let holder = transaction.contents.codes[code.digest], holder != earlier {
            throw .alreadyExists(.code, field: "digest")
        }
        if let earlier { transaction.contents.codes[earlier.digest] = nil }
        transaction.contents.codes[code.digest] = code
    }

    func take(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        guard let code = try find(digest, for: purpose) else { return nil }
        transaction.contents.codes[digest] = nil
        return code
    }

    func removeAll(of user: UserID) throws(ServiceError) {
        transaction.contents.codes = transaction.contents.codes.filter { $0.value.user != user }
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        let expired = transaction.contents.codes.values
            .filter { $0.expiresAt < moment }
            .sorted { $0.expiresAt < $1.expiresAt }
            .prefix(max(limit, 0))
        for code in expired { transaction.contents.codes[code.digest] = nil }
        return expired.count
    }
}
