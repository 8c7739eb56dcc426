import FoundationEssentials
import IdentityCore

/// Where a user is to live and what to belong to.
struct UserPlacement: Sendable {
    var organization: OrganizationID?
    var tenant: TenantID?
    /// `nil` leaves the groups alone.
    var groups: Set<GroupSelector>?
}

extension UserService {
    /// Puts the user into organization and tenant, both within the caller's reach.
    func place(
        _ user: inout User, _ placement: UserPlacement, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) {
        (user.organization, user.tenant) = try place(placement, in: store, as: caller)
    }

    func place(
        _ placement: UserPlacement, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> (OrganizationID, TenantID) {
        var organization = placement.organization
        if let tenant = placement.tenant {
            guard let found = try store.tenants.find(tenant), organization.map({ $0 == found.organization }) ?? true,
                caller.reaches(found.organization, with: .manageUsers)
            else { throw .notFound(.tenant) }
            organization = found.organization
        }
        let home = organization ?? caller.organization
        guard caller.reaches(home, with: .manageUsers), try store.organizations.find(home) != nil else {
            throw .notFound(.organization)
        }
        let tenant = placement.tenant ?? TenantID(rawValue: home.rawValue)
        if placement.tenant == nil, try store.tenants.find(tenant)?.organization != home { throw .notFound(.tenant) }
        return (home, tenant)
    }

    /// Makes the user an assigned member of exactly these groups; what a source has mapped stays.
    /// - Parameter leavesMapped: a group that is mapped already is not assigned as well.
    /// - Returns: whether anything changed.
    @discardableResult
    func join(
        _ user: User, _ selectors: Set<GroupSelector>?, leavesMapped: Bool = false, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) -> Bool {
        guard let selectors else { return false }
        var wanted: Set<GroupID> = []
        for selector in selectors {
            wanted.insert(try store.groups.require(selector, of: user.organization, using: hands.text).id)
        }
        let memberships = try store.groups.memberships(of: user.id)
        let present = Set(memberships.keys.filter { memberships[$0] == .assigned })
        if leavesMapped { wanted.subtract(memberships.keys.filter { memberships[$0] == .mapped }) }
        guard wanted != present else { return false }
        try caller.requireReach(.manageGroups, into: user.organization, orNotFound: .group)
        for group in present.subtracting(wanted) { _ = try store.groupWrites.removeMember(user.id, from: group) }
        for group in wanted.subtracting(present) {
            _ = try store.groupWrites.addMember(user.id, to: group, origin: .assigned)
        }
        return true
    }

    /// Asked at the end of a transaction that made or enabled a user.
    func requireSeat(in store: any StoreReading) throws(ServiceError) {
        guard let seats else { return }
        guard try store.users.countEnabled(upTo: seats + 1) <= seats else { throw .conflict(.noSeat(seats: seats)) }
    }
}

extension GroupReading {
    /// - Throws: `notFound(.group)`, also for a group of another organization.
    func require(
        _ selector: GroupSelector, of organization: OrganizationID, using text: any TextNormalizing
    ) throws(ServiceError) -> Group {
        switch selector {
        case .id(let id):
            let group = try require(id)
            guard group.organization == organization else { throw .notFound(.group) }
            return group
        case .path(let names):
            var found: Group?
            guard names.count <= Group.maximumDepth else { throw .notFound(.group) }
            for name in names {
                found = try find(key: text.comparisonKey(name), below: found?.id, of: organization)
                if found == nil { break }
            }
            guard let found else { throw .notFound(.group) }
            return found
        }
    }
}
