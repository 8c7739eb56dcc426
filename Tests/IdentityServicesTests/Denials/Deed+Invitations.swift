import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    /// Nobody gets at passwords while acting as somebody else.
    private static let inviters: Set<String> = managers.subtracting(["impersonated"])

    static let invitations: [Deed] = [
        Deed(name: "InvitationService.create", isAllowed: inviters.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.invitations.create(Invite(email: "new@example.org"), as: caller)
        },
        Deed(name: "InvitationService.read", isAllowed: managers) { house, caller, _, _ in
            _ = try await house.invitations.read(try await house.invited(), as: caller)
        },
        Deed(name: "InvitationService.list", isAllowed: managers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.invitations.list(limit: 1, as: caller)
        },
        Deed(name: "InvitationService.resend", isAllowed: inviters) { house, caller, _, _ in
            _ = try await house.invitations.resend(.id(try await house.invited()), as: caller)
        },
        Deed(name: "InvitationService.revoke", isAllowed: managers) { house, caller, _, _ in
            try await house.invitations.revoke(.id(try await house.invited()), as: caller)
        },
        Deed(name: "PasswordResetService.start", isAllowed: inviters) { house, caller, target, _ in
            var edit = EditUser()
            edit.email = .set("target@example.org")
            _ = try await house.users.edit(.id(target.id), edit, as: TestHouse.operator)
            try await house.passwordResets.start(for: .id(target.id), as: caller)
        },
        Deed(name: "PasswordResetService.pruneExpired", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.passwordResets.pruneExpired(as: caller)
        },
    ]
}

extension TestHouse {
    /// Somebody whom the operator has invited.
    fileprivate func invited() async throws -> InvitationID {
        try await services.invitations.create(Invite(email: "invited@example.org"), as: Self.operator).invitation.id
    }
}
