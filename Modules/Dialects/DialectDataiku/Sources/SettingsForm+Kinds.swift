import IdentityCore
import JSONText

extension SettingsForm {
    private static func document(_ word: String) -> DocumentName { .annotation(of: "\(DataikuDialect.name)-\(word)") }

    static func sso(_ sources: DataikuSources) -> SettingsForm {
        let source = sources.first(ofKind: "sso")
        var fixed: [([String], JSONValue)] = [(["enabled"], .bool(source != nil))]
        if let policy = source?.policy { fixed += provisioning(policy, automatic: "autoProvisionUsersAtLoginTime") }
        return SettingsForm(
            name: document("sso"),
            defaults: [
                "enabled": false, "protocol": "SAML", "spnegoMode": "PREAUTH_KEYTAB", "remappingRules": [],
                "openIDParams": [:], "samlSPParams": [:], "authorizedGroups": [], "groupProfiles": [],
                "autoProvisionUsersAtLoginTime": false, "autoSyncUsersAtLoginTime": false,
                "defaultUserProfile": "READER",
            ], fixed: fixed, secrets: [(["openIDParams", "clientSecret"], false)])
    }

    static func ldap(_ sources: DataikuSources) -> SettingsForm {
        let source = sources.first(ofKind: "ldap")
        var fixed: [([String], JSONValue)] = [(["enabled"], .bool(source != nil))]
        var hasPassword = false
        if let source {
            let bind = source.settings["bind"]?.objectValue
            hasPassword = bind?["dn"] != nil
            fixed += directory(source.settings)
            fixed += provisioning(source.policy, automatic: "autoImportUsers")
        }
        return SettingsForm(
            name: document("ldap"),
            defaults: [
                "enabled": false, "url": "", "useTls": false, "bindDN": "", "userFilter": "", "usernameAttribute": "",
                "displayNameAttribute": "", "emailAttribute": "", "enableGroups": false, "groupFilter": "",
                "groupNameAttribute": "", "groupMembershipAttribute": "", "groupMembershipUserAttribute": "",
                "allGroupsFilter": "", "allUsersFilter": "", "authorizedGroups": [], "authenticationEnabled": true,
                "autoImportUsers": false, "autoSyncUsersAtLoginTime": false, "allowOnDemandUsersSync": true,
                "allowOnDemandUsersProvisioning": true, "defaultUserProfile": "READER", "groupProfiles": [],
                "remappingRules": [],
            ], fixed: fixed, secrets: [(["bindPassword"], hasPassword)])
    }

    /// There is no such source here: nothing of it takes effect, and no secret is kept.
    static var azureAD: SettingsForm {
        SettingsForm(
            name: document("azure-ad"),
            defaults: [
                "enabled": false, "useGlobalProxy": false, "credentialMethod": "OAUTH2_SECRET",
                "credentialsClientId": "",
                "credentialsTenantId": "", "userQueryFilter": "", "groupQueryFilter": "", "groupsLimit": 1_000,
                "loginAttributeRef": "userPrincipalName", "autoProvisionUsersAtLoginTime": false,
                "autoSyncUsersAtLoginTime": false, "allowOnDemandUsersSync": false,
                "allowOnDemandUsersProvisioning": false, "defaultUserProfile": "READER", "groupProfiles": [],
                "authorizedGroups": [], "remappingRules": [],
            ], fixed: [(["enabled"], false)], secrets: [(["credentialsClientSecret"], false)])
    }

    static var general: SettingsForm {
        SettingsForm(
            name: document("general"),
            defaults: ["impersonation": ["enabled": false, "userRules": [], "groupRules": []]], fixed: [], secrets: [])
    }

    private static func provisioning(
        _ policy: ProvisioningPolicy, automatic: String
    ) -> [([String], JSONValue)] {
        [
            ([automatic], .bool(policy.createsOnFirstLogin)),
            (["autoSyncUsersAtLoginTime"], .bool(policy.refreshesOnLogin)),
            (["defaultUserProfile"], .string(policy.profile ?? "")),
            (
                ["groupProfiles"],
                .array(
                    policy.profileRules.map { rule in
                        ["group": .string(rule.externalGroup), "profile": .string(rule.profile)]
                    })
            ),
            (
                ["remappingRules"],
                .array(policy.loginRules.map { ["ruleFrom": .string($0.from), "ruleTo": .string($0.to)] })
            ),
        ]
    }

    /// What the settings of the source say themselves; what they leave to their preset is not shown.
    private static func directory(_ settings: JSONObject) -> [([String], JSONValue)] {
        func inner(_ section: String, _ key: String) -> JSONValue? { settings[section]?.objectValue?[key] }
        func text(_ value: JSONValue?) -> JSONValue? {
            // The first of several attributes is the one that is asked first.
            value?.arrayValue?.first ?? value
        }
        let found: [(String, JSONValue?)] = [
            ("url", text(settings["url"] ?? settings["urls"])), ("useTls", settings["startTLS"]),
            ("bindDN", inner("bind", "dn")), ("userFilter", inner("people", "filter")),
            ("usernameAttribute", text(inner("people", "login"))),
            ("displayNameAttribute", text(inner("attributes", "displayName"))),
            ("emailAttribute", text(inner("attributes", "email"))),
            ("groupFilter", inner("groups", "filter")), ("groupNameAttribute", inner("groups", "nameAttribute")),
            ("groupMembershipAttribute", text(inner("groups", "member"))), ("authorizedGroups", settings["admits"]),
        ]
        let fixed = found.compactMap { key, value in value.map { ([key], $0) } }
        return fixed + [(["enableGroups"], .bool(inner("groups", "via") != "none"))]
    }
}
