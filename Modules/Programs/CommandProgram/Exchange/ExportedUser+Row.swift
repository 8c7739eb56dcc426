import DelimitedText
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension ExportedUser {
    static let columns = UserField.allCases

    static let header = DelimitedLine.text(columns.map(\.rawValue))

    /// With the guard that keeps a spreadsheet from carrying out a name; the import takes it off again.
    var sheetRow: String {
        DelimitedLine.text(Self.columns.map { SpreadsheetText.guarded(Self.cell(value(of: $0))) })
    }

    var object: JSONObject {
        var object = JSONObject()
        for column in Self.columns { object[column.rawValue] = Self.member(value(of: column)) }
        return object
    }

    private func value(of field: UserField) -> UserFieldValue {
        switch field {
        case .login: .text(user.login.display)
        case .email: user.email.map { .text($0.display) } ?? .nothing
        case .displayName: .text(user.displayName.display)
        case .givenName: user.givenName.map { .text($0) } ?? .nothing
        case .familyName: user.familyName.map { .text($0) } ?? .nothing
        case .enabled: .flag(user.isEnabled)
        case .roles: .list(user.roles.sorted().map(\.rawValue))
        case .groups: .list(groups.map { $0.joined(separator: "/") })
        case .organization: .text(user.organization.rawValue)
        case .tenant: .text(user.tenant.rawValue)
        case .source: .text(user.source.rawValue)
        case .externalID: user.externalID.map { .text($0) } ?? .nothing
        case .emailVerified: .flag(user.isEmailVerified)
        case .profile: user.profile.map { .text($0) } ?? .nothing
        case .trialGrantedOn: user.trial.map { .moment($0.grantedOn) } ?? .nothing
        case .trialExpiresOn: user.trial.map { .moment($0.expiresOn) } ?? .nothing
        case .validUntil: user.validUntil.map { .moment($0) } ?? .nothing
        case .passwordHash: hash.map { .text($0.encoded) } ?? .nothing
        case .passwordChangeRequired: .flag(user.requiredActions.contains(.updatePassword))
        }
    }

    private static func cell(_ value: UserFieldValue) -> String {
        switch value {
        case .nothing: ""
        case .text(let text): text
        case .list(let items): CellList.cell(items)
        case .flag(let isSet): isSet ? "true" : "false"
        case .moment(let moment): moment.shown
        }
    }

    private static func member(_ value: UserFieldValue) -> JSONValue {
        switch value {
        case .nothing: .null
        case .text(let text): .string(text)
        case .list(let items): .array(items.map { .string($0) })
        case .flag(let isSet): .bool(isSet)
        case .moment(let moment): .string(moment.shown)
        }
    }
}
