import IdentityCore

/// What somebody typed as their login, and the account that it names.
struct SignInName: Sendable {
    /// Without spaces around it.
    let typed: String
    let onFile: AccountOnFile?
    /// The source whose login rule led to the account.
    var ruleOf: SourceID?

    /// Counts for the account, or for the name if there is no such account, so that all spellings are one.
    func bucket(using text: any TextNormalizing) -> String {
        onFile.map { $0.user.id.description } ?? text.comparisonKey(typed)
    }
}

extension SignInService {
    /// Looks the name up as it was typed, then as the login rules of each outside source make it. A rule leads to
    /// accounts of its own source only: what is typed for a directory opens no account of another.
    func name(_ typed: String) async throws(ServiceError) -> SignInName {
        let rewritten = sources.map { ($0.id, $0.policy.loginRules.applied(to: typed)) }.filter { $0.1 != typed }
        return try await storage.read(.point) { store in
            if let user = try store.user(named: typed, using: hands.text) {
                return SignInName(typed: typed, onFile: try account(of: user, in: store))
            }
            for (source, login) in rewritten {
                guard let user = try store.user(named: login, using: hands.text), user.source == source else {
                    continue
                }
                return SignInName(typed: typed, onFile: try account(of: user, in: store), ruleOf: source)
            }
            return SignInName(typed: typed, onFile: nil)
        }
    }

    private func account(of user: User, in store: any StoreReading) throws(ServiceError) -> AccountOnFile {
        AccountOnFile(user: user, password: try store.passwords.find(of: user.id))
    }
}

extension StoreReading {
    /// By login, or else by mail address.
    func user(named name: String, using text: any TextNormalizing) throws(ServiceError) -> User? {
        if let login = try? Login(name, using: text), let user = try users.find(.login(login)) { return user }
        guard let email = try? EmailAddress(name, using: text) else { return nil }
        return try users.find(.email(email))
    }
}
