package import FoundationEssentials
package import IdentityCore

/// What a new client is to be.
package struct CreateClient: Sendable {
    /// Chosen by the caller; see `NameRules`.
    package var id: String
    /// A new one when left out.
    package var key: UUID?
    /// The id when left out.
    package var name: String?
    package var about: String
    package var isEnabled: Bool
    package var settings: ClientSettings
    /// Of a confidential client; a random one when left out.
    package var secret: Secret?

    package init(
        id: String, key: UUID? = nil, name: String? = nil, about: String = "", isEnabled: Bool = true,
        settings: ClientSettings = ClientSettings(), secret: Secret? = nil
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.about = about
        self.isEnabled = isEnabled
        self.settings = settings
        self.secret = secret
    }
}

/// What an edit changes; a field left out stays.
package struct EditClient: Sendable {
    package var name: String?
    package var about: String?
    package var isEnabled: Bool?
    /// Changes the settings as they stand then.
    package var settings: (@Sendable (inout ClientSettings) -> Void)?
    /// Refuses the edit when the client has moved on from this version.
    package var ifVersion: Int?

    package init() {}
}
