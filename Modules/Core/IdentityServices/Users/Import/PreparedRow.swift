import FoundationEssentials
import IdentityCore

/// A row that was checked outside the transaction, or what is wrong with it.
typealias PreparedRow = Result<CheckedRow, ServiceError>

struct CheckedRow: Sendable {
    let user: User
    let credential: PasswordCredential?
    let placement: UserPlacement
    let given: Set<ImportedUser.Field>
    /// What becomes of a user that is there; `nil` when those are not updated.
    let edit: UserService.PreparedEdit?
}

/// What all rows of one import have in common.
struct ImportRun: Sendable {
    let onExisting: ExistingUsers
    /// A millisecond before the first row, since stores keep whole microseconds.
    let startedAt: Date
    /// Enabled users of a rehearsal that stand in no store.
    var rehearsedSeats = 0
}

extension UserService {
    func checked(_ row: ImportedUser, _ run: ImportRun, at now: Date) -> PreparedRow {
        PreparedRow { () throws(ServiceError) in
            let command = row.user
            if case .password = command.credential {
                throw .unsupported("An import takes hashes of passwords, not passwords.")
            }
            let user = try draft(command, at: now)
            var credential: PasswordCredential?
            if case .imported(let hash) = command.credential {
                credential = PasswordCredential(user: user.id, hash: hash, changedAt: now)
            }
            let edit = run.onExisting == .update ? try prepare(.login(command.login), row.edit) : nil
            return CheckedRow(
                user: user, credential: credential,
                placement: UserPlacement(
                    organization: command.organization, tenant: command.tenant,
                    groups: command.groups.isEmpty ? nil : command.groups),
                given: row.given, edit: edit)
        }
    }

    /// Changes a user that is there into what the row says.
    func update(
        _ present: User, _ row: CheckedRow, _ edit: PreparedEdit, in store: any StoreWriting, as caller: Caller,
        at now: Date
    ) throws(ServiceError) {
        if row.given.contains(.externalID), row.user.externalID != present.externalID {
            throw .unsupported("The name that the source has for the user can't be changed.")
        }
        var user = try carryOut(edit, in: store, as: caller, at: now)
        let mustChange = row.user.requiredActions.contains(.updatePassword)
        let moves = row.given.contains(.passwordChangeRequired) && mustChange == user.requiredActions.isEmpty
        guard row.credential != nil || moves else { return }
        guard user.id != caller.userID else {
            throw .unsupported("An own password is changed with the current one.")
        }
        if moves {
            if mustChange {
                user.requiredActions.insert(.updatePassword)
            } else {
                user.requiredActions.remove(.updatePassword)
            }
        }
        if let hash = row.credential?.hash {
            try renew(&user, to: hash, in: store, at: now)
        } else {
            user.version += 1
            user.updatedAt = now
            try store.userWrites.replace(user)
        }
        let action: AuditAction = row.credential == nil ? .userEdited : .passwordSet
        try store.auditWrites.append(
            caller.entry(action, on: .user(user), at: now, in: user.organization, detail: "import"))
    }
}
