import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension UserDocument {
    /// What is to become of the account.
    /// - Parameters:
    ///   - sheet: as it stands now: what is sent back unchanged is no change.
    ///   - isWhole: whether members that are missing are gone, as in a save, or stay, as in an edit.
    func change(
        of sheet: AccountSheet, _ sources: DataikuSources, isWhole: Bool
    ) throws(ServiceError) -> AccountChange {
        let user = sheet.entry.user
        try requireSame(sheet, sources)
        var change = AccountChange()
        if displayName != user.displayName.display { change.edit.displayName = displayName }
        change.edit.email = Self.change(email, of: user.email?.display)
        change.edit.profile = Self.change(profile, of: user.profile)
        if isEnabled != user.isEnabled { change.edit.isEnabled = isEnabled }
        change.edit.groups = groups.map { Set($0.map(\.group)) }
        change.edit.groupsIncludeMapped = true
        change.password = password
        try addKept(to: &change, over: sheet, isWhole: isWhole)
        return change
    }

    /// What users change of their own: everything else that they send back has no effect.
    func ownChange(of sheet: AccountSheet) throws(ServiceError) -> AccountChange {
        var change = AccountChange()
        try addKept(to: &change, over: sheet, isWhole: false)
        change.documents = change.documents.filter { $0.key == .userProperties || $0.key == .configuration }
        return change
    }

    /// Documents, secrets and credentials.
    func addKept(to change: inout AccountChange, over sheet: AccountSheet?, isWhole: Bool) throws(ServiceError) {
        if let userProperties { change.documents[.userProperties] = userProperties.text }
        if let adminProperties { change.documents[.adminProperties] = adminProperties.text }
        if let preferences {
            let before = sheet?.documents[.configuration]
            if let text = Preferences.configuration(before, with: preferences) {
                change.documents[.configuration] = text
                // Other settings of the user's stand there too.
                change.expected[.configuration] = .some(before)
            }
        }
        addOthers(to: &change, over: sheet?.documents[.dataiku], isWhole: isWhole)
        change.documents = change.documents.filter { $0.value != sheet?.documents[$0.key] ?? "{}" }
        change.secrets = try secrets?.map { (item) throws(ServiceError) in try WireSecret.kept(item) }
        let present = Dictionary((sheet?.credentials ?? []).map { ($0.binding.name, $0) }) { first, _ in first }
        change.credentials = try credentials?.members.map { (member) throws(ServiceError) in
            try WireCredential.kept(member.key, member.value, over: present[member.key])
        }
    }

    private func addOthers(to change: inout AccountChange, over text: String?, isWhole: Bool) {
        if isWhole {
            change.documents[.dataiku] = others.text
        } else if !others.isEmpty {
            var merged = JSONObject(text: text) ?? [:]
            for member in others.members { merged[member.key] = member.value }
            change.documents[.dataiku] = merged.text
        }
    }

    private func requireSame(_ sheet: AccountSheet, _ sources: DataikuSources) throws(ServiceError) {
        let user = sheet.entry.user
        if let login, login.text != user.login.display {
            throw .invalidInput([FieldProblem("login", .malformed, "A login stays; this one is of somebody else.")])
        }
        if let sourceType, sourceType != sources.sourceType(of: user.source) {
            throw .invalidInput([
                FieldProblem("sourceType", .malformed, "A user stays with the source; delete and create anew.")
            ])
        }
    }

    private static func change(_ given: JSONObjectReader.Presence<String>, of present: String?) -> Change<String> {
        switch given {
        case .absent: .keep
        case .null: present == nil ? .keep : .clear
        case .value(let text) where text.isEmpty: present == nil ? .keep : .clear
        case .value(let text): text == present ? .keep : .set(text)
        }
    }
}
