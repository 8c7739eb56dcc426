/// What the server says of itself (RFC 4512 section 5.1).
enum RootDSE {
    /// - Parameter offersTLS: whether StartTLS would be answered.
    static func attributes(_ tree: DirectoryTree, offersTLS: Bool) -> [Attribute] {
        let made = [
            Attribute("objectClass", texts: ["top"]),
            Attribute("namingContexts", texts: tree.namingContexts),
            Attribute("supportedLDAPVersion", texts: ["3"]),
            Attribute("supportedControl", texts: [OID.pagedResults, OID.manageDsaIT]),
            Attribute("supportedExtension", texts: [OID.whoAmI] + (offersTLS ? [OID.startTLS] : [])),
            Attribute("supportedFeatures", texts: [OID.allOperational, OID.trueFalseFilters]),
            Attribute("vendorName", texts: ["Gatehouse test directory"]),
        ]
        // What the fixture says goes first, so that it can play another server.
        let own = tree.rootAttributes
        return own
            + made.filter { attribute in
                !attribute.values.isEmpty
                    && !own.contains { $0.description.type.key == attribute.description.type.key }
            }
    }
}
