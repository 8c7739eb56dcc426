import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let documents: [Deed] = [
        Deed(name: "DocumentService.read", isAllowed: managers) { house, caller, target, _ in
            try await house.documents.put(
                .adminProperties, "{}", of: .user(.id(target.id)), as: TestHouse.operator)
            _ = try await house.documents.read(.adminProperties, of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DocumentService.find", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.documents.find(.variables, of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DocumentService.find", isAllowed: readers) { house, caller, target, _ in
            try await house.documents.put(.variables, "{}", of: .user(.id(target.id)), as: TestHouse.operator)
            let found = try await house.documents.find(.variables, ofEach: .users([target]), as: caller)
            // What may not be seen is left out of a list.
            guard !found.isEmpty else { throw ServiceError.notFound(.document) }
        },
        Deed(name: "DocumentService.list", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.documents.list(of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DocumentService.put", isAllowed: managers) { house, caller, target, _ in
            try await house.documents.put(.userProperties, "{}", of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DocumentService.replace", isAllowed: managers) { house, caller, target, _ in
            _ = try await house.documents.replace(
                .configuration, nil, with: "{}", of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "DocumentService.remove", isAllowed: managers) { house, caller, target, _ in
            try await house.documents.put(.variables, "{}", of: .user(.id(target.id)), as: TestHouse.operator)
            try await house.documents.remove(.variables, of: .user(.id(target.id)), as: caller)
        },
    ]
}
