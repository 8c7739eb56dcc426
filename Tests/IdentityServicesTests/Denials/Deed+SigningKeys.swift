import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let signingKeys: [Deed] = [
        Deed(name: "SigningKeyService.list", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.signingKeys.list(as: caller)
        },
        Deed(name: "SigningKeyService.rotate", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.signingKeys.rotate(to: .edDSA, as: caller)
        },
        Deed(name: "SigningKeyService.retire", isAllowed: rulers) { house, caller, _, _ in
            let old = try await house.signingKeys.rotate(to: .edDSA, as: TestHouse.operator)
            _ = try await house.signingKeys.rotate(as: TestHouse.operator)
            _ = try await house.signingKeys.retire(old.id, as: caller)
        },
    ]
}
