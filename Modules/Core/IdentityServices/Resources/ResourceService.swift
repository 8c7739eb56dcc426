import FoundationEssentials
package import IdentityCore

/// How a caller from outside names a resource of a type.
package struct ResourceSelector: Hashable, Sendable {
    package enum Name: Hashable, Sendable {
        /// Within one organization.
        case id(String)
        /// Over the whole server.
        case number(Int64)
    }

    package var type: String
    package var name: Name
    /// Where an id is looked for; the caller's own when left out.
    package var organization: OrganizationID?

    package init(type: String, name: Name, organization: OrganizationID? = nil) {
        self.type = type
        self.name = name
        self.organization = organization
    }

    package init(type: String, id: String) { self.init(type: type, name: .id(id)) }
}

/// Resources that clients and dialects give a meaning to: create, read, list, edit, versions, delete. Who may what is
/// the same question for all of them: see `ResourceStanding`.
package struct ResourceService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    func requireVersion(_ expected: Int?, of resource: Resource) throws(ServiceError) {
        guard let expected, expected != resource.version else { return }
        throw .conflict(.versionMoved(current: resource.version))
    }
}

extension Caller {
    /// The resource, if the caller may do this with it.
    /// - Throws: `notFound` for one that the caller can't read either, `forbidden` for one that it can.
    func resource(
        _ selector: ResourceSelector, for action: String, in store: any StoreReading
    ) throws(ServiceError) -> Resource {
        let found: Resource? =
            switch selector.name {
            case .number(let number): try store.resources.find(number: number, type: selector.type)
            case .id(let id):
                try store.resources.find(
                    ResourceKey(
                        organization: selector.organization ?? organization, type: selector.type, id: id))
            }
        guard let found else { throw .notFound(.resource) }
        try require(action, on: found)
        return found
    }

    func require(_ action: String, on resource: Resource) throws(ServiceError) {
        if may(action, resource) { return }
        throw may(ResourceAction.read, resource) ? .forbidden(.missingRight(.manageResources)) : .notFound(.resource)
    }

    func may(_ action: String, _ resource: Resource) -> Bool {
        ResourceStanding(resource, action: action).isAllowed(to: self)
    }
}
