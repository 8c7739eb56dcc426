import FoundationEssentials
import IdentityCore
import IdentityServices

/// One row of an import as it was read.
struct UserRow {
    let line: Int
    /// As it stands there, for the report; empty when there is none.
    let login: String
    let content: Result<ImportedUser, ServiceError>

    init(line: Int, refused problem: FieldProblem) {
        self.line = line
        login = ""
        content = .failure(.invalidInput([problem]))
    }

    /// - Parameter given: what the row speaks of.
    init(line: Int, given: Set<UserField>, values: [(field: UserField, value: UserFieldValue?)]) {
        var builder = UserRowBuilder(given: given)
        for (field, value) in values { builder.set(field, value) }
        self.line = line
        login = builder.login
        content = builder.result
    }
}

/// Puts the fields of a row together and gathers everything that is wrong with them.
private struct UserRowBuilder {
    private var user = CreateUser(login: "")
    private var given: Set<UserField>
    private var trial: (grantedOn: Date?, expiresOn: Date?)
    private var problems: [FieldProblem] = []

    init(given: Set<UserField>) { self.given = given }

    var login: String { user.login }

    var result: Result<ImportedUser, ServiceError> {
        var user = user, problems = problems
        switch trial {
        case (nil, nil): break
        case (let granted?, let expires?): user.trial = Trial(grantedOn: granted, expiresOn: expires)
        default:
            problems.append(
                FieldProblem("trialExpiresOn", .missing, "A trial has both trialGrantedOn and trialExpiresOn."))
        }
        return problems.isEmpty ? .success(ImportedUser(user, given: given)) : .failure(.invalidInput(problems))
    }

    mutating func set(_ field: UserField, _ value: UserFieldValue?) {
        switch value {
        case nil:
            problems.append(FieldProblem(field.rawValue, .malformed, "\(field.rawValue) is \(field.wanted)."))
        case .text(let text): set(field, text)
        case .list(let items): set(field, items)
        case .flag(let isSet): set(field, isSet)
        case .moment(let moment): set(field, moment)
        case .nothing:
            switch field {
            case .roles: user.roles = []
            // Nothing is neither yes nor no.
            case .enabled, .emailVerified, .passwordChangeRequired: given.remove(field)
            default: break
            }
        }
    }

    private mutating func set(_ field: UserField, _ text: String) {
        switch field {
        case .login: user.login = text
        case .email: user.email = text
        case .displayName: user.displayName = text
        case .givenName: user.givenName = text
        case .familyName: user.familyName = text
        case .organization: user.organization = OrganizationID(rawValue: text)
        case .tenant: user.tenant = TenantID(rawValue: text)
        case .source: user.source = SourceID(rawValue: text)
        case .externalID: user.externalID = text
        case .profile: user.profile = text
        case .passwordHash: user.credential = .imported(PasswordHash(encoded: text))
        default: break
        }
    }

    private mutating func set(_ field: UserField, _ items: [String]) {
        if field == .roles { user.roles = Set(items) }
        if field == .groups {
            user.groups = Set(items.map { GroupSelector(path: $0[...]) })
        }
    }

    private mutating func set(_ field: UserField, _ isSet: Bool) {
        switch field {
        case .enabled: user.isEnabled = isSet
        case .emailVerified: user.isEmailVerified = isSet
        case .passwordChangeRequired: user.requiresPasswordChange = isSet
        default: break
        }
    }

    private mutating func set(_ field: UserField, _ moment: Date) {
        switch field {
        case .trialGrantedOn: trial.grantedOn = moment
        case .trialExpiresOn: trial.expiresOn = moment
        case .validUntil: user.validUntil = moment
        default: break
        }
    }
}
