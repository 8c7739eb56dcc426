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
            _ = try await house.clients.create(CreateClient(id: "sdk-client"), as: TestHouse.operator)
            try await house.clients.delete(client, as: caller)
        },
    ]
}
