package import FoundationEssentials

extension Client {
    /// The clients that are there from the start, in every realm. They can be edited and disabled, not removed.
    package static let builtIn: Set<ClientID> = [.adminCLI, .sdkClient, .apiClient]

    package var isBuiltIn: Bool { Self.builtIn.contains(id) }

    /// As it is made at the first start.
    /// - Parameter id: one of `builtIn`.
    package static func builtIn(_ id: ClientID, key: UUID, at moment: Date) -> Client {
        let settings: ClientSettings, about: String
        switch id {
        case .sdkClient:
            settings = ClientSettings(isPublic: true, grants: [.password, .deviceCode, .refreshToken, .offlineAccess])
            about = "Programs on the users' own machines"
        case .apiClient:
            settings = ClientSettings(
                grants: [.password, .clientCredentials, .refreshToken, .offlineAccess], accessTokenLifetime: 3_600)
            about = "Programs that can keep a secret"
        default:
            settings = ClientSettings(isPublic: true, grants: [.password, .refreshToken])
            about = "Administration by a program"
        }
        return Client(
            id: id, key: key, name: id.rawValue, about: about, settings: settings, createdAt: moment, updatedAt: moment)
    }
}

extension Named where Kind == ClientKind {
    package static let adminCLI = ClientID(rawValue: "admin-cli")
    package static let sdkClient = ClientID(rawValue: "sdk-client")
    package static let apiClient = ClientID(rawValue: "api-client")
}
