import IdentityCore

extension PageView {
    func user(_ externalID: String, of source: SourceID) throws(ServiceError) -> User? {
        guard source == self.source else { return try store.users.find(.external(source, externalID)) }
        return try onFile()[ExactText(externalID)]
    }

    func onFile() throws(ServiceError) -> [ExactText: User] {
        if let known = asked.people { return known }
        var found: [ExactText: User] = [:]
        for user in try store.users.find(externalIDs: people.map(\.externalID), of: source) {
            if let id = user.externalID { found[ExactText(id)] = user }
        }
        asked.people = found
        return found
    }

    func holder(login key: String) throws(ServiceError) -> User? {
        try loadNames()
        guard let names = asked.names, names.keys.contains(key) else {
            return try store.users.find(.login(Login(storedDisplay: key, key: key)))
        }
        return names.logins[key]
    }

    func holder(email key: String) throws(ServiceError) -> User? {
        try loadNames()
        guard let names = asked.names, names.keys.contains(key) else {
            return try store.users.find(.email(EmailAddress(storedDisplay: key, key: key)))
        }
        return names.emails[key]
    }

    private func loadNames() throws(ServiceError) {
        guard asked.names == nil else { return }
        var keys: Set<String> = []
        for person in people {
            keys.insert(text.comparisonKey(person.login.withoutOuterSpaces))
            if let email = person.email { keys.insert(text.comparisonKey(email.withoutOuterSpaces)) }
        }
        var names = PageNames(keys: keys)
        for user in try store.users.find(keys: keys) where !leaving.contains(user.id) { names.add(user) }
        asked.names = names
    }

    /// One page can take no more users away from the count than it has people.
    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int {
        if let known = asked.enabled { return min(known, limit) }
        let found = try store.users.countEnabled(upTo: limit + people.count)
        asked.enabled = found
        return min(found, limit)
    }
}
