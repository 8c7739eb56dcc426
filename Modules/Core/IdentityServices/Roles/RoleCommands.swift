package import IdentityCore

/// What a new role is to be. Names are checked here, not by whoever fills this in.
package struct CreateRole: Sendable {
    /// Without the client's.
    package var name: String
    /// The client that the role is of; of the realm when left out.
    package var client: ClientID?
    package var about = ""
    package var reach: Reach = .organization
    package var permissions: Set<String> = []
    /// Roles that whoever holds this one holds too.
    package var includes: Set<String> = []
    /// Stored with the role; see `DocumentService`.
    package var documents: [DocumentName: String] = [:]

    package init(name: String, client: ClientID? = nil) {
        self.name = name
        self.client = client
    }
}

/// What an edit changes; a field left out stays. The name stays for good: it is what people and groups hold.
package struct EditRole: Sendable {
    package var about: String?
    package var reach: Reach?
    package var permissions: Set<String>?
    package var includes: Set<String>?
    /// Added to those that the role includes then, and taken from them.
    package var including: Set<Role> = []
    package var excluding: Set<Role> = []
    /// Stored in the place of earlier ones; `nil` removes one.
    package var documents: [DocumentName: String?] = [:]
    /// Refuses the edit when the role has moved on from this version.
    package var ifVersion: Int?

    package init() {}
}
