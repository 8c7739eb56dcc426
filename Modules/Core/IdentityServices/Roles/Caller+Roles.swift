import IdentityCore

extension Caller {
    /// Holders live in any organization: the caller holds what the role and all that it includes grant on the whole
    /// server. Asked with the role in the store.
    func requireDominance(over definition: RoleDefinition, in store: any StoreReading) throws(ServiceError) {
        guard !grants.areUnlimited else { return }
        var given = Grants(in: organization)
        try Authorization.definitions(of: [definition.role], in: store).add(to: &given)
        var everything = given.onServer
        everything.formUnion(given.inOrganization)
        try requireDominance(over: Grants(in: organization, onServer: everything))
    }
}
