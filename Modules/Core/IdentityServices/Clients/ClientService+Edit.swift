import FoundationEssentials
package import IdentityCore

extension ClientService {
    /// Changes what `edit` names. A client that becomes confidential is given a secret, one that becomes public loses it.
    /// One that comes to serve another realm has a new service account there; the old one is deleted.
    /// - Throws: `conflict(.versionMoved)`, `invalidInput`, `notFound`.
    package func edit(_ id: ClientID, _ edit: EditClient, as caller: Caller) async throws(ServiceError) -> Client {
        try caller.requireOnServer(.manageClients)
        let now = hands.clock.now()
        if let name = edit.name { try PlaceDraft.check(name: name, using: hands.text) }
        if let about = edit.about { try ClientRules.check(about: about) }
        let known = try await storage.read(.point) { store in try store.clients.require(id) }
        let account = UserID(hands.ids.uuid())
        return try await storingSecret(newSecret, of: known) { store, put in
            let current = try caller.confirm(.manageClients, in: store, at: now)
            try current.requireOnServer(.manageClients)
            let before = try store.clients.require(id)
            try requireVersion(edit.ifVersion, current: before.version)
            try requireStrength(of: before, in: store, as: current)
            var after = before
            after.name = edit.name ?? before.name
            after.about = edit.about ?? before.about
            after.isEnabled = edit.isEnabled ?? before.isEnabled
            edit.settings?(&after.settings)
            after.settings.serviceAccount = before.settings.serviceAccount
            guard after != before else { return before }
            try ClientRules.check(after.settings)
            try requireRealm(of: after, known: before.settings.realm, in: store)
            let moves = after.home != before.home
            if moves { after.settings.serviceAccount = nil }
            after.updatedAt = now
            after.version += 1
            try store.clientWrites.replace(after)
            if after.settings.isPublic {
                _ = try store.clientWrites.removeSecret(of: id)
            } else if before.settings.isPublic {
                guard try put(store) else { return nil }
            }
            if moves { try serviceAccounts.retire(of: before, in: store, as: current, at: now) }
            for (action, detail) in Self.actions(after, before) {
                try store.auditWrites.append(current.entry(action, on: .client(after), at: now, detail: detail))
            }
            return try withServiceAccount(after, account, in: store, as: current, at: now)
        }
    }

    private static func actions(_ client: Client, _ before: Client) -> [(AuditAction, String?)] {
        let fields = [
            ("name", client.name != before.name), ("about", client.about != before.about),
            ("settings", client.settings != before.settings),
        ].filter(\.1).map(\.0)
        var actions: [(AuditAction, String?)] = []
        if !fields.isEmpty { actions.append((.clientEdited, fields.joined(separator: ", "))) }
        if client.isEnabled != before.isEnabled {
            actions.append((client.isEnabled ? .clientEnabled : .clientDisabled, nil))
        }
        return actions
    }
}
