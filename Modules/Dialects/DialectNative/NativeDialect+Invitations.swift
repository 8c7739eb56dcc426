import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func invitationEndpoints(_ table: inout EndpointTable) {
        let invitations = services.invitations, cursors = cursors, prefix = table.prefix
        table.on(.get, "/invitations", .signedIn, "List invitations, newest first", errors: .native) {
            (input: InvitationListInput, caller) async throws(ServiceError) in
            let after = try input.after(using: cursors)
            let page = try await invitations.list(
                input.state, in: input.organization, after: after, limit: input.page.limit, as: caller)
            return InvitationPageBody(page, limit: input.page.limit, cursors: cursors)
        }
        table.on(.post, "/invitations", .signedIn, "Invite somebody by mail", errors: .native) {
            (input: InviteBody, caller) async throws(ServiceError) in
            let issued = try await invitations.create(input.command, as: caller)
            return CreatedInvitationBody(
                issued: issued, location: "\(prefix)/invitations/\(issued.invitation.id)")
        }
        table.on(.get, "/invitations/{id}", .signedIn, "Read an invitation", errors: .native) {
            (input: InvitationInput, caller) async throws(ServiceError) in
            InvitationBody(invitation: try await invitations.read(input.id, as: caller))
        }
        table.on(.post, "/invitations/{id}/resend", .signedIn, "Send an invitation again", errors: .native) {
            (input: InvitationInput, caller) async throws(ServiceError) in
            ResentInvitationBody(issued: try await invitations.resend(.id(input.id), as: caller))
        }
        table.on(.delete, "/invitations/{id}", .signedIn, "Take an invitation back", errors: .native) {
            (input: InvitationInput, caller) async throws(ServiceError) in
            try await invitations.revoke(.id(input.id), as: caller)
            return NoContent()
        }
        table.on(.post, "/invitations/acceptance", .open, "Accept an invitation with its code", errors: .native) {
            (input: RedemptionBody, caller) async throws(ServiceError) in
            try await invitations.accept(input.code, newPassword: input.newPassword, from: caller.origin)
            return NoContent()
        }
    }

    func passwordResetEndpoints(_ table: inout EndpointTable) {
        let resets = services.passwordResets
        table.on(.post, "/password-resets", .open, "Ask for a password reset by mail", errors: .native) {
            (input: PasswordResetBody, caller) async throws(ServiceError) in
            try await resets.request(for: input.login, from: caller.origin)
            return Accepted()
        }
        table.on(.post, "/password-resets/redemption", .open, "Set a password with a code", errors: .native) {
            (input: RedemptionBody, caller) async throws(ServiceError) in
            try await resets.redeem(input.code, newPassword: input.newPassword, from: caller.origin)
            return NoContent()
        }
        table.on(.post, "/users/{id}/password-reset", .signedIn, "Send a user a reset code", errors: .native) {
            (input: UserSelectorInput, caller) async throws(ServiceError) in
            try await resets.start(for: input.selector, as: caller)
            return NoContent()
        }
    }
}
