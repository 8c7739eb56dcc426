import FoundationEssentials
import IdentityCore

extension Provisioning {
    /// Stands for the id of a new user where a plan is made to be looked at, and not to be carried out.
    static let nobody = UserID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))

    /// What `admit` would do.
    func plan(
        for identity: ExternalIdentity, of source: IdentitySource, newID: UserID, mayCreate: Bool,
        on occasion: Occasion, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> ProvisioningPlan {
        guard let before = try store.users.find(.external(source.id, identity.externalID)) else {
            guard mayCreate, identity.isActive else { return .absent }
            return try planCreation(of: newID, from: identity, by: source, in: store, at: now)
        }
        var change = ProvisionedUser(before: before, after: before)
        if occasion == .sync || source.policy.refreshesOnLogin {
            try follow(identity, in: store, &change)
            if source.policy.mapsGroups, let groups = identity.groups { try map(groups, in: store, &change) }
        }
        if identity.isActive {
            if before.withdrawnAt != nil, !before.isEnabled {
                if try lacksSeat(in: store) { return .noSeat }
                change.after.isEnabled = true
                change.after.withdrawnAt = nil
            }
        } else {
            withdraw(&change, at: now)
        }
        try finish(&change, in: store, at: now)
        return .change(change)
    }

    func withdraw(_ change: inout ProvisionedUser, at now: Date) {
        guard change.after.isEnabled else { return }
        change.after.isEnabled = false
        change.after.withdrawnAt = now
    }

    func finish(
        _ change: inout ProvisionedUser, in store: any StoreReading, at now: Date
    ) throws(ServiceError) {
        try keepAdministrator(&change, in: store)
        guard change.changesUser else { return }
        change.after.version += 1
        change.after.updatedAt = now
    }

    /// Takes nothing from the last one who can administer the server.
    private func keepAdministrator(
        _ change: inout ProvisionedUser, in store: any StoreReading
    ) throws(ServiceError) {
        guard let before = change.before, change.isWithdrawn || !change.leaves.isEmpty,
            try Authorization.grants(of: before, in: store).areUnlimited
        else { return }
        if change.after.isEnabled, try grants(after: change, in: store).areUnlimited { return }
        do throws(ServiceError) {
            try Authorization.requireAdministrator(in: store, without: [before.id])
        } catch .conflict(.lastAdministrator) {
            change.after.isEnabled = before.isEnabled
            change.after.withdrawnAt = before.withdrawnAt
            change.leaves = []
            change.conflict = SyncConflict(
                .lastAdministrator, login: before.login.display, externalID: before.externalID ?? "")
        }
    }

    /// The groups that the user is in once the change is made, not those above them.
    func groups(after change: ProvisionedUser, in store: any StoreReading) throws(ServiceError) -> Set<GroupID> {
        var groups = change.isNew ? [] : Set(try store.groups.memberships(of: change.after.id).keys)
        groups.subtract(change.leaves.map(\.id))
        groups.formUnion(change.joins.map(\.id))
        return groups
    }

    /// What the user has once the change is made.
    func entitlements(
        after change: ProvisionedUser, in store: any StoreReading
    ) throws(ServiceError) -> Entitlements {
        let user = change.after, direct = try groups(after: change, in: store)
        let groups = try store.groups.lineage(of: direct).filter { $0.organization == user.organization }
        return Entitlements(
            groups: groups, roles: groups.reduce(into: user.roles) { $0.formUnion($1.roles) },
            grants: try Authorization.grants(of: user, in: direct, in: store))
    }

    /// What the user may do once the change is made.
    func grants(after change: ProvisionedUser, in store: any StoreReading) throws(ServiceError) -> Grants {
        try Authorization.grants(of: change.after, in: groups(after: change, in: store), in: store)
    }

    private func planCreation(
        of id: UserID, from identity: ExternalIdentity, by source: IdentitySource, in store: any StoreReading,
        at now: Date
    ) throws(ServiceError) -> ProvisioningPlan {
        let policy = source.policy
        var names = IdentityNames(identity, using: hands.text)
        guard let login = names.login(), let displayName = names.displayName() else {
            return .refused(names.conflict)
        }
        var user = User(
            id: id, login: login, email: names.email(), displayName: displayName,
            givenName: names.name(identity.givenName, field: "givenName"),
            familyName: names.name(identity.familyName, field: "familyName"), source: source.id,
            externalID: identity.externalID, organization: policy.organization, tenant: policy.tenant,
            createdAt: now, updatedAt: now)
        user.profile = policy.profile(for: identity)
        guard names.problems.isEmpty else { return .refused(names.conflict) }
        if let conflict = try NameClash.of(user, login: true, email: true, in: store) { return .refused(conflict) }
        guard try store.organizations.find(policy.organization) != nil,
            try store.tenants.find(policy.tenant)?.organization == policy.organization
        else {
            return .refused(SyncConflict(.noPlace, login: identity.login, externalID: identity.externalID))
        }
        if try lacksSeat(in: store) { return .noSeat }
        var change = ProvisionedUser(before: nil, after: user)
        if policy.mapsGroups, let groups = identity.groups { try map(groups, in: store, &change) }
        return .change(change)
    }

    private func lacksSeat(in store: any StoreReading) throws(ServiceError) -> Bool {
        guard let seats else { return false }
        return try store.users.countEnabled(upTo: seats) >= seats
    }

    private func map(
        _ external: Set<String>, in store: any StoreReading, _ change: inout ProvisionedUser
    ) throws(ServiceError) {
        let wanted = external.isEmpty ? [] : try store.groups.mapped(to: external, of: change.after.organization)
        let present = change.isNew ? [:] : try store.groups.memberships(of: change.after.id)
        change.joins = wanted.filter { present[$0.id] == nil }
        let kept = Set(wanted.map(\.id))
        for (id, origin) in present where origin == .mapped && !kept.contains(id) {
            if let group = try store.groups.find(id) { change.leaves.append(group) }
        }
    }
}

extension ProvisioningPolicy {
    /// Names of groups are compared byte by byte, as for mapped groups.
    fileprivate func profile(for identity: ExternalIdentity) -> String? {
        let rule = profileRules.first { rule in
            identity.groups?.contains { $0.utf8.elementsEqual(rule.externalGroup.utf8) } ?? false
        }
        return rule?.profile ?? profile
    }
}
