import FoundationEssentials
package import IdentityCore

/// Groups: create, read, list, edit, move, delete, and who is in them. One use case, one file.
///
/// A path is looked up in the caller's own organization; groups of another one are named by their id.
package struct GroupService: Sendable {
    let storage: any Storage
    let hands: ServiceHands
    let pages = NumberedPages<GroupSearch, GroupPosition>()
    let memberPages = NumberedPages<MemberList, UserPosition>()

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// The group, if the right reaches it. A single group may be handed to somebody: who holds the permission
    /// `groups/ID:manage` may do to it what `GroupService+Members` does.
    /// - Throws: `notFound(.group)` for what lies out of reach as for what is not there; `forbidden` for whoever holds
    ///   the right nowhere, so that they learn nothing of what is there.
    func target(
        _ selector: GroupSelector, for rights: [Right], in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Group {
        guard let group = try find(selector, in: store, as: caller), caller.reaches(group, with: rights) else {
            guard rights.contains(where: caller.grants.contains) || caller.holdsSomeGroup else {
                throw .forbidden(.missingRight(rights[0]))
            }
            throw .notFound(.group)
        }
        return group
    }

    private func find(
        _ selector: GroupSelector, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Group? {
        if case .id(let id) = selector { return try store.groups.find(id) }
        do throws(ServiceError) {
            return try store.groups.require(selector, of: caller.organization, using: hands.text)
        } catch .notFound { return nil }
    }

    func requireVersion(_ expected: Int?, of group: Group) throws(ServiceError) {
        guard let expected, expected != group.version else { return }
        throw .conflict(.versionMoved(current: group.version))
    }
}

extension Caller {
    fileprivate func reaches(_ group: Group, with rights: [Right]) -> Bool {
        rights.contains { right in
            grants.allow(
                Permission(right.type, id: group.id.description, action: right.action), in: group.organization)
                || reaches(group.organization, with: right)
        }
    }

    /// Whether a single group was handed to the caller.
    fileprivate var holdsSomeGroup: Bool {
        [grants.onServer, grants.inOrganization].contains { set in
            set.permissions.contains { $0.type == Right.manageGroups.type }
        }
    }
}

extension AuditObject {
    static func group(_ group: Group) -> AuditObject {
        AuditObject(kind: .group, id: group.id.description, name: group.name.display)
    }
}
