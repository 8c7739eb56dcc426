/// Everything that somebody may do, on the whole server and within the own organization.
package struct Grants: Hashable, Sendable {
    /// Where `inOrganization` holds.
    package let organization: OrganizationID
    package private(set) var onServer: PermissionSet
    package private(set) var inOrganization: PermissionSet
    /// What was taken from a key that somebody else than its owner holds: it allows nothing, but it counts as strength. Rights
    /// over what is one's own say nothing of whom one may administer.
    private var withheld: Withheld?

    package init(
        in organization: OrganizationID, onServer: PermissionSet = PermissionSet(),
        inOrganization: PermissionSet = PermissionSet()
    ) {
        self.organization = organization
        self.onServer = onServer
        self.inOrganization = inOrganization
    }

    /// Of the operator and the server itself.
    package static let all = Grants(in: .standard, onServer: .everything)

    package mutating func add(_ set: PermissionSet, _ reach: Reach) {
        switch reach {
        case .server: onServer.formUnion(set)
        case .organization: inOrganization.formUnion(set)
        }
    }

    /// Whether the right is held anywhere: on the server, or at least in the own organization.
    package func contains(_ right: Right) -> Bool {
        onServer.rights.contains(right) || inOrganization.rights.contains(right)
    }

    /// How far the right goes; `nil` when it is not held.
    package func reach(of right: Right) -> Reach? {
        if onServer.rights.contains(right) { return .server }
        return inOrganization.rights.contains(right) ? .organization : nil
    }

    /// - Parameter place: the organization of the resource; `nil` for what belongs to the server as a whole.
    package func allow(_ wanted: Permission, in place: OrganizationID?) -> Bool {
        onServer.covers(wanted) || (place == organization && inOrganization.covers(wanted))
    }

    package func allow(_ right: Right, in place: OrganizationID?) -> Bool {
        onServer.rights.contains(right) || (place == organization && inOrganization.rights.contains(right))
    }

    /// Whether everything that `other` allows is allowed here too. Asked before anybody acts on an account or hands out
    /// a role: there is no path from weaker to stronger.
    package func dominate(_ other: Grants) -> Bool {
        if withheld != nil { return whole.dominate(other) }
        guard onServer.covers(other.onServer) else { return false }
        if onServer.covers(other.inOrganization) { return true }
        guard organization == other.organization else { return false }
        var here = onServer
        here.formUnion(inOrganization)
        return here.covers(other.inOrganization)
    }

    /// What is left under a key's scopes.
    package func limited(to scopes: PermissionSet) -> Grants {
        Grants(
            in: organization, onServer: onServer.intersection(scopes),
            inOrganization: inOrganization.intersection(scopes))
    }

    /// What is left of what both may do, wherever this reaches.
    package func limited(to other: Grants) -> Grants {
        var here = onServer, there = other.onServer
        here.formUnion(inOrganization)
        if other.organization == organization { there.formUnion(other.inOrganization) }
        return Grants(
            in: organization, onServer: onServer.intersection(other.onServer), inOrganization: here.intersection(there))
    }

    /// What is left to whoever holds somebody else's key.
    package func withholding(_ rights: Rights) -> Grants {
        var left = Grants(
            in: organization, onServer: onServer.subtracting(rights),
            inOrganization: inOrganization.subtracting(rights))
        left.withheld = Withheld(
            onServer: onServer.rights.intersection(rights),
            inOrganization: inOrganization.rights.intersection(rights))
        return left
    }

    /// Whether something was taken because somebody else than the owner holds the key.
    package var areWithheldInPart: Bool { withheld != nil }

    /// With strength measured by what is really held.
    package var asHeld: Grants { Grants(in: organization, onServer: onServer, inOrganization: inOrganization) }

    /// As they would be in the owner's hands.
    private var whole: Grants {
        var whole = asHeld
        if let withheld {
            whole.onServer.formUnion(PermissionSet(withheld.onServer))
            whole.inOrganization.formUnion(PermissionSet(withheld.inOrganization))
        }
        return whole
    }

    private struct Withheld: Hashable, Sendable {
        let onServer: Rights
        let inOrganization: Rights
    }

    /// Whether nobody is out of reach, as for a super-admin.
    package var areUnlimited: Bool {
        withheld == nil ? onServer.covers(.everything) : whole.onServer.covers(.everything)
    }
    /// Without what is held on one thing.
    package func without(on type: String, id: String) -> Grants {
        let thing = Permission(type, id: id)
        return Grants(
            in: organization, onServer: onServer.subtracting(on: thing),
            inOrganization: inOrganization.subtracting(on: thing))
    }

    /// Every right that is held anywhere.
    package var rights: Rights { onServer.rights.union(inOrganization.rights) }
}

/// How far a grant goes.
package enum Reach: String, Hashable, Sendable, CaseIterable {
    case server, organization
}
