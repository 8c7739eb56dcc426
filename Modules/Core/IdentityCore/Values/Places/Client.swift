package import FoundationEssentials

/// A program that signs users in, with roles of its own.
package struct Client: Hashable, Sendable, Identifiable {
    /// In UTF-8, of `about`.
    package static let maximumAboutBytes = 1_024

    package let id: ClientID
    /// What other systems know it by beside its name: never reused, never changed.
    package let key: UUID
    package var name: String
    package var about: String
    package var isEnabled: Bool
    package var settings: ClientSettings
    package let createdAt: Date
    package var updatedAt: Date
    package var version: Int

    package init(
        id: ClientID, key: UUID, name: String, about: String = "", isEnabled: Bool = true,
        settings: ClientSettings = ClientSettings(), createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.about = about
        self.isEnabled = isEnabled
        self.settings = settings
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}
