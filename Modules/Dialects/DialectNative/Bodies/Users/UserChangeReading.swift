import DialectKit
import IdentityCore
import IdentityServices
import JSONText

extension CreateUser {
    /// The members of one JSON object.
    init(reading body: inout JSONObjectReader) {
        var command = CreateUser(login: body.string("login", required: true) ?? "")
        command.email = body.nullableString("email").text
        command.displayName = body.string("displayName")
        command.givenName = body.nullableString("givenName").text
        command.familyName = body.nullableString("familyName").text
        command.isEnabled = body.bool("enabled") ?? true
        if let source = body.string("source") { command.source = SourceID(rawValue: source) }
        if let roles = body.strings("roles") { command.roles = Set(roles) }
        command.organization = body.string("organization").map(OrganizationID.init(rawValue:))
        command.tenant = body.string("tenant").map(TenantID.init(rawValue:))
        command.groups = body.groups() ?? []
        command.isEmailVerified = body.bool("emailVerified") ?? false
        command.profile = body.nullableString("profile").text
        command.trial = body.trial().value
        command.validUntil = body.moment("validUntil").value
        let password = body.string("password"), hash = body.string("passwordHash")
        switch (password, hash) {
        case (let password?, nil): command.credential = .password(Secret(password), temporary: true)
        case (nil, let hash?): command.credential = .imported(PasswordHash(encoded: hash))
        case (nil, nil): break
        case (_?, _?):
            body.report("passwordHash", .badChoice, "Give a password or a hash, not both.")
        }
        self = command
    }
}

extension EditUser {
    /// The members of one JSON object.
    init(reading body: inout JSONObjectReader) {
        var edit = EditUser()
        edit.login = body.string("login")
        edit.email = body.nullableString("email").change
        edit.displayName = body.string("displayName")
        edit.givenName = body.nullableString("givenName").change
        edit.familyName = body.nullableString("familyName").change
        edit.roles = body.strings("roles").map(Set.init)
        edit.isEnabled = body.bool("enabled")
        edit.organization = body.string("organization").map(OrganizationID.init(rawValue:))
        edit.tenant = body.string("tenant").map(TenantID.init(rawValue:))
        edit.groups = body.groups()
        edit.isEmailVerified = body.bool("emailVerified")
        edit.profile = body.nullableString("profile").change
        edit.trial = body.trial()
        edit.validUntil = body.moment("validUntil")
        edit.defaultWorkspace = body.workspace("defaultWorkspace")
        self = edit
    }
}

extension JSONObjectReader.Presence where Value == String {
    var text: String? {
        if case .value(let text) = self { text } else { nil }
    }

    var change: Change<String> {
        switch self {
        case .absent: .keep
        case .null: .clear
        case .value(let text): .set(text)
        }
    }
}
