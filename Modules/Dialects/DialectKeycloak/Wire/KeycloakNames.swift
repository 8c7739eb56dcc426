/// The members that Keycloak's representations have: any other is refused, as there.
enum KeycloakNames {
    static let user: Set<String> = [
        "id", "username", "email", "firstName", "lastName", "enabled", "emailVerified", "attributes",
        "requiredActions", "credentials", "groups", "realmRoles", "clientRoles", "applicationRoles", "self", "origin",
        "createdTimestamp", "totp", "disableableCredentialTypes", "notBefore", "access", "federationLink",
        "federatedIdentities", "serviceAccountClientId", "userProfileMetadata", "socialLinks", "clientConsents",
    ]
    static let credential: Set<String> = [
        "id", "type", "value", "temporary", "userLabel", "createdDate", "secretData", "credentialData", "priority",
        "device", "hashedSaltedValue", "salt", "hashIterations", "counter", "algorithm", "digits", "period", "config",
        "federationLink",
    ]
    static let group: Set<String> = [
        "id", "name", "description", "path", "parentId", "subGroupCount", "subGroups", "attributes", "realmRoles",
        "clientRoles", "access",
    ]
    static let role: Set<String> = [
        "id", "name", "description", "composite", "composites", "clientRole", "containerId", "attributes",
        "scopeParamRequired",
    ]
    static let client: Set<String> = [
        "id", "clientId", "name", "description", "type", "rootUrl", "adminUrl", "baseUrl", "surrogateAuthRequired",
        "enabled", "alwaysDisplayInConsole", "clientAuthenticatorType", "secret", "registrationAccessToken",
        "defaultRoles", "redirectUris", "webOrigins", "notBefore", "bearerOnly", "consentRequired",
        "standardFlowEnabled", "implicitFlowEnabled", "directAccessGrantsEnabled", "serviceAccountsEnabled",
        "authorizationServicesEnabled", "directGrantsOnly", "publicClient", "frontchannelLogout", "protocol",
        "attributes", "authenticationFlowBindingOverrides", "fullScopeAllowed", "nodeReRegistrationTimeout",
        "registeredNodes", "protocolMappers", "clientTemplate", "useTemplateConfig", "useTemplateScope",
        "useTemplateMappers", "defaultClientScopes", "optionalClientScopes", "authorizationSettings", "access",
        "origin",
    ]
    static let mapper: Set<String> = [
        "id", "name", "protocol", "protocolMapper", "consentRequired", "consentText", "config",
    ]
    static let component: Set<String> = [
        "id", "name", "providerId", "providerType", "parentId", "subType", "config",
    ]
    /// Those of a realm that it has no choice of here; see `RealmRepresentation` for the others.
    static let realm: Set<String> = [
        "defaultSignatureAlgorithm", "accessTokenLifespan", "accessTokenLifespanForImplicitFlow",
        "ssoSessionIdleTimeout", "ssoSessionMaxLifespan", "ssoSessionIdleTimeoutRememberMe",
        "ssoSessionMaxLifespanRememberMe", "offlineSessionIdleTimeout", "offlineSessionMaxLifespanEnabled",
        "offlineSessionMaxLifespan", "clientSessionIdleTimeout", "clientSessionMaxLifespan", "accessCodeLifespan",
        "accessCodeLifespanUserAction", "accessCodeLifespanLogin", "actionTokenGeneratedByAdminLifespan",
        "actionTokenGeneratedByUserLifespan", "oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval",
        "passwordPolicy", "otpPolicyType", "otpPolicyAlgorithm", "otpPolicyInitialCounter", "otpPolicyDigits",
        "otpPolicyLookAheadWindow", "otpPolicyPeriod", "maxFailureWaitSeconds", "minimumQuickLoginWaitSeconds",
        "waitIncrementSeconds", "quickLoginCheckMilliSeconds", "maxDeltaTimeSeconds", "failureFactor", "smtpServer",
        "browserFlow", "registrationFlow", "directGrantFlow", "resetCredentialsFlow", "clientAuthenticationFlow",
        "dockerAuthenticationFlow", "firstBrokerLoginFlow", "eventsExpiration", "eventsListeners",
        "enabledEventTypes", "adminEventsDetailsEnabled", "identityProviders", "identityProviderMappers", "users",
        "groups", "roles", "clients", "clientScopes", "components", "requiredActions", "authenticationFlows",
        "browserSecurityHeaders", "defaultRoles", "defaultGroups", "requiredCredentials", "scopeMappings",
        "clientScopeMappings", "authenticatorConfig", "keycloakVersion", "webAuthnPolicyRpEntityName",
    ]
}
