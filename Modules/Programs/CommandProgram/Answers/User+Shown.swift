import CommandParsing
import FoundationEssentials
import IdentityCore
import JSONText

/// How a user is shown: never with a password or a hash. The JSON has the members that the native API gives.
extension User {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [
            ("LOGIN", .left), ("NAME", .left), ("EMAIL", .left), ("ENABLED", .left), ("ROLES", .left),
            ("SOURCE", .left), ("ID", .left),
        ]
    }

    var cells: [String] {
        [
            login.display, displayName.display, email?.display ?? "-", isEnabled ? "yes" : "no", shownRoles,
            source.rawValue, id.description,
        ]
    }

    /// - Parameter now: decides what a trial is worth.
    func sheet(at now: Date) -> String {
        Sheet.text([
            ("id", id.description), ("login", login.display), ("display name", displayName.display),
            ("given name", givenName), ("family name", familyName), ("email", email?.display),
            ("email verified", isEmailVerified ? "yes" : "no"), ("enabled", isEnabled ? "yes" : "no"),
            ("organization", organization.rawValue), ("tenant", tenant.rawValue), ("profile", profile),
            ("trial", shownTrial(at: now)), ("valid until", validUntil?.shown),
            ("default workspace", defaultWorkspace?.description), ("roles", shownRoles), ("source", source.rawValue),
            (
                "has to do",
                requiredActions.isEmpty ? nil : requiredActions.sorted().map(\.rawValue).joined(separator: ", ")
            ),
            ("created", createdAt.shown), ("changed", updatedAt.shown), ("last sign-in", lastLoginAt?.shown),
            ("last wrong password", lastFailedLoginAt?.shown), ("last use", lastActivityAt?.shown),
            ("wrong in a row", String(failedLogins)),
            ("version", String(version)),
        ])
    }

    /// - Parameter now: decides what a trial is worth.
    func object(at now: Date) -> JSONObject {
        [
            "id": .string(id.description), "login": .string(login.display), "email": .text(email?.display),
            "displayName": .string(displayName.display), "givenName": .text(givenName),
            "familyName": .text(familyName), "enabled": .bool(isEnabled), "source": .string(source.rawValue),
            "organization": .string(organization.rawValue), "tenant": .string(tenant.rawValue),
            "emailVerified": .bool(isEmailVerified), "profile": .text(profile), "trial": trialObject(at: now),
            "validUntil": .text(validUntil?.shown), "defaultWorkspace": .text(defaultWorkspace?.description),
            "roles": .array(roles.sorted().map { .string($0.rawValue) }),
            "requiredActions": .array(requiredActions.sorted().map { .string($0.rawValue) }),
            "createdAt": .string(createdAt.shown), "updatedAt": .string(updatedAt.shown),
            "lastLoginAt": .text(lastLoginAt?.shown), "lastFailedLoginAt": .text(lastFailedLoginAt?.shown),
            "lastActivityAt": .text(lastActivityAt?.shown),
            "failedLogins": .integer(Int64(failedLogins)), "version": .integer(Int64(version)),
        ]
    }

    private func trialObject(at now: Date) -> JSONValue {
        [
            "exists": .bool(trial != nil), "valid": .bool(trial.map { $0.isValid(at: now) } ?? false),
            "expired": .bool(trial.map { $0.expiresOn <= now } ?? false), "grantedOn": .text(trial?.grantedOn.shown),
            "expiresOn": .text(trial?.expiresOn.shown),
        ]
    }

    private func shownTrial(at now: Date) -> String? {
        trial.map {
            "\($0.grantedOn.shown) to \($0.expiresOn.shown)\($0.expiresOn <= now ? ", over" : "")"
        }
    }

    private var shownRoles: String { roles.isEmpty ? "-" : roles.sorted().map(\.rawValue).joined(separator: ",") }
}
