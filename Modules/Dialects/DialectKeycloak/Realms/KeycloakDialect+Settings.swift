import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    /// What clients read of a realm's ways, and may only confirm.
    func settingEndpoints(_ table: inout EndpointTable) {
        let dialect = self
        table.on(.get, "/admin/serverinfo", .signedIn, "What the server is", errors: .keycloak) {
            (_: AdminRequest, caller) async throws(ServiceError) in
            _ = try await dialect.services.organizations.read(caller.organization, as: caller)
            return Answer.json(.object(FixedSettings.serverInfo))
        }
        reading(&table, "/users/profile", .object(FixedSettings.userProfile), "The profile of users")
        confirming(&table, "/users/profile", status: 200, FixedSettings.isUserProfile, "Confirm the profile of users")
        reading(
            &table, "/authentication/required-actions", .array([.object(FixedSettings.updatePassword)]),
            "What users may have to do")
        reading(
            &table, "/authentication/required-actions/UPDATE_PASSWORD", .object(FixedSettings.updatePassword),
            "What users may have to do")
        confirming(
            &table, "/authentication/required-actions/UPDATE_PASSWORD", status: 204, FixedSettings.isUpdatePassword,
            "Confirm a required action")
        // Nothing is remembered here that outlives a change.
        for cache in ["keys", "realm", "user"] {
            let path = RoutePattern("/admin/realms/{realm}/clear-\(cache)-cache")
            table.on(.post, path, .signedIn, "Forget what is remembered", errors: .keycloak) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                _ = try await dialect.realm(request, as: caller)
                return Answer.done
            }
        }
    }

    private func reading(_ table: inout EndpointTable, _ path: String, _ value: JSONValue, _ summary: String) {
        let dialect = self
        table.on(.get, RoutePattern("/admin/realms/{realm}\(path)"), .signedIn, summary, errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            _ = try await dialect.realm(request, as: caller)
            return Answer.json(value)
        }
    }

    private func confirming(
        _ table: inout EndpointTable, _ path: String, status: Int, _ isSame: @escaping @Sendable (JSONObject) -> Bool,
        _ summary: String
    ) {
        let dialect = self
        table.on(.put, RoutePattern("/admin/realms/{realm}\(path)"), .signedIn, summary, errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let known = try await dialect.services.organizations.read(realm.organization, as: caller)
            // Whether the caller may change the realm at all, although nothing is changed.
            _ = try await dialect.services.organizations.edit(realm.organization, name: known.name, as: caller)
            let object = try request.object()
            guard isSame(object) else { return Answer.notServed("This is the same in every realm here.") }
            return status == 204 ? .done : .json(.object(object))
        }
    }
}

/// What is the same in every realm.
private enum FixedSettings {
    /// The release whose API this is.
    static let serverInfo: JSONObject = [
        "systemInfo": ["version": "26.0.0"], "profileInfo": ["name": "gatehouse", "disabledFeatures": []],
    ]

    static let updatePassword: JSONObject = [
        "alias": "UPDATE_PASSWORD", "name": "Update Password", "providerId": "UPDATE_PASSWORD", "enabled": true,
        "defaultAction": false, "priority": 30, "config": [:],
    ]

    static let userProfile: JSONObject = [
        "attributes": .array(
            ["username", "email", "firstName", "lastName"].map { name in
                ["name": .string(name), "displayName": .string("${\(name)}"), "multivalued": false]
            }),
        "unmanagedAttributePolicy": "ENABLED",
    ]

    static func isUpdatePassword(_ object: JSONObject) -> Bool {
        object.members.allSatisfy { updatePassword[$0.key] == $0.value }
    }

    /// Undeclared attributes are kept, and the declared ones are those that every user has.
    static func isUserProfile(_ object: JSONObject) -> Bool {
        let names = object["attributes"]?.arrayValue?.map { $0.objectValue?["name"]?.stringValue }
        let known = userProfile["attributes"]?.arrayValue?.map { $0.objectValue?["name"]?.stringValue } ?? []
        let policy = object["unmanagedAttributePolicy"]?.stringValue
        return (names.map { Set($0) == Set(known) } ?? true) && policy.map { $0 == "ENABLED" } ?? false
    }
}
