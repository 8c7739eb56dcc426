import IdentityCore

struct MemoryPasswords: PasswordReading, PasswordWriting {
    let transaction: MemoryTransaction

    func find(of user: UserID) throws(ServiceError) -> PasswordCredential? { transaction.contents.passwords[user] }

    func put(_ credential: PasswordCredential) throws(ServiceError) {
        guard transaction.contents.users[credential.user] != nil else { throw .notFound(.user) }
        transaction.contents.passwords[credential.user] = credential
    }

    func remove(of user: UserID) throws(ServiceError) { transaction.contents.passwords[user] = nil }
}
