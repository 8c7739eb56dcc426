import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    static let signIn: [Deed] = [
        Deed(name: "SignInService.rehearse", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.signIn.rehearse(
                login: "target", password: Secret(TestHouse.password), as: caller)
        }
    ]
}
