import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let client = ClientID(rawValue: "sdk-client")
    private static let knowing = readers.union(["foreign"])

    static let clients: [Deed] = [
        Deed(name: "ClientService.create", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: caller)
        },
        Deed(name: "ClientService.read", isAllowed: knowing) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: TestHouse.operator)
            _ = try await house.clients.read(client, as: caller)
        },
        Deed(name: "ClientService.list", isAllowed: knowing) { house, caller, _, _ in
            _ = try await house.clients.list(limit: 1, as: caller)
        },
        Deed(name: "ClientService.edit", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: TestHouse.operator)
            var edit = EditClient()
            edit.isEnabled = false
            _ = try await house.clients.edit(client, edit, as: caller)
        },
        Deed(name: "ClientService.delete", isAllowed: rulers) { house, caller, _, _ in
            let gone = ClientID(rawValue: "gone")
            _ = try await house.clients.create(CreateClient(id: gone.rawValue), as: TestHouse.operator)
            try await house.clients.delete(gone, as: caller)
        },
        Deed(name: "ClientService.secret", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: TestHouse.operator)
            _ = try await house.clients.secret(of: client, as: caller)
        },
        Deed(name: "ClientService.renewSecret", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: TestHouse.operator)
            _ = try await house.clients.renewSecret(of: client, as: caller)
        },
        Deed(name: "ClientService.serviceAccount", isAllowed: knowing) { house, caller, _, _ in
            let settings = ClientSettings(grants: [.clientCredentials])
            _ = try await house.clients.create(
                CreateClient(id: "sdk-client", settings: settings), as: TestHouse.operator)
            _ = try await house.clients.serviceAccount(of: client, as: caller)
        },
        Deed(name: "ClientService.establishBuiltIn", isAllowed: rulers) { house, caller, _, _ in
            try await house.clients.establishBuiltIn(as: caller)
        },
        Deed(name: "TokenService.pruneExpired", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.services.tokens.pruneExpired(as: caller)
        },
        Deed(name: "TokenService.code", isAllowed: []) { house, caller, _, _ in
            let settings = ClientSettings(grants: [.authorizationCode], redirectURIs: ["https://app.example/"])
            _ = try await house.clients.create(
                CreateClient(id: "sdk-client", settings: settings), as: TestHouse.operator)
            let foreign = OrganizationID(rawValue: "nowhere")
            _ = try await house.services.tokens.code(
                for: AuthorizationRequest(
                    client: client, redirectURI: "https://app.example/", scopes: [], nonce: nil, challenge: nil,
                    realm: foreign), as: caller)
        },
        Deed(name: "TokenService.waitingDevice", isAllowed: []) { house, caller, _, _ in
            _ = try await house.services.tokens.waitingDevice(
                "AAAA", in: OrganizationID(rawValue: "nowhere"), as: caller)
        },
        Deed(name: "TokenService.decideDevice", isAllowed: []) { house, caller, _, _ in
            _ = try await house.services.tokens.decideDevice(
                "AAAA", letIn: true, in: OrganizationID(rawValue: "nowhere"), as: caller)
        },
        Deed(name: "TokenService.claims", isAllowed: []) { house, caller, _, _ in
            _ = try house.services.tokens.claims(as: caller)
        },
    ]
}
