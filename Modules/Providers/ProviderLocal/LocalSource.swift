package import IdentityCore

/// The source of kind `local`: passwords are kept and changed here.
package enum LocalSource: IdentitySourceKind {
    /// There is nothing to set yet.
    package struct Configuration: SourceConfiguration {
        package static let knownKeys: Set<String> = []
        package var problems: [FieldProblem] { [] }

        package init() {}
    }

    package static let kind = SourceKind(rawValue: "local")

    package static func open(
        _ configuration: Configuration, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        IdentitySource(
            id: id, kind: kind, policy: policy, keepsPasswordsHere: true,
            password: LocalAuthenticator(source: id, hasher: environment.hasher))
    }
}
