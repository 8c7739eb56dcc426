import FoundationEssentials
import IdentityCore

/// What is accepted from outside.
enum ClientRules {
    static let maximumAddresses = 100
    /// Of one address, in UTF-8.
    static let maximumAddressBytes = 2_048
    static let maximumAttributes = 200
    static let maximumMappers = 100
    /// Of an attribute, in UTF-8.
    static let maximumAttributeBytes = 8_192
    /// In seconds.
    static let lifetimes = 30...86_400
    static let secretBytes = 8...255

    static func check(about: String) throws(ServiceError) {
        guard about.utf8.count > Client.maximumAboutBytes else { return }
        throw .invalidInput([
            FieldProblem("about", .outOfRange, "about has at most \(Client.maximumAboutBytes) bytes.")
        ])
    }

    static func check(_ settings: ClientSettings) throws(ServiceError) {
        var problems: [FieldProblem] = []
        problems += addresses(settings.redirectURIs, field: "redirectURIs")
        problems += addresses(settings.postLogoutRedirectURIs, field: "postLogoutRedirectURIs")
        problems += addresses(settings.webOrigins, field: "webOrigins")
        if let lifetime = settings.accessTokenLifetime, !lifetimes.contains(lifetime) {
            problems.append(
                FieldProblem(
                    "accessTokenLifetime", .outOfRange,
                    "An access token lasts from \(lifetimes.lowerBound) to \(lifetimes.upperBound) seconds."))
        }
        if settings.isPublic, settings.grants.contains(.clientCredentials) {
            problems.append(
                FieldProblem("grants", .malformed, "A public client has no secret to sign in as itself with."))
        }
        let texts = settings.attributes.map { ($0.key, $0.value) } + settings.mappers.flatMap { $0.settings }
        if settings.attributes.count > maximumAttributes || settings.mappers.count > maximumMappers
            || texts.contains(where: { $0.0.utf8.count + $0.1.utf8.count > maximumAttributeBytes })
        {
            problems.append(FieldProblem("attributes", .outOfRange, "There are too many attributes, or too long ones."))
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    static func check(_ secret: Secret) throws(ServiceError) {
        let isFit = secret.reveal { text in
            secretBytes.contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
        guard !isFit else { return }
        throw .invalidInput([
            FieldProblem(
                "secret", .weak,
                "A secret has from \(secretBytes.lowerBound) to \(secretBytes.upperBound) visible characters of ASCII.")
        ])
    }

    private static func addresses(_ addresses: [String], field: String) -> [FieldProblem] {
        guard addresses.count <= maximumAddresses else {
            return [FieldProblem(field, .outOfRange, "\(field) has at most \(maximumAddresses) addresses.")]
        }
        return addresses.enumerated().compactMap { index, address in
            let isFit =
                (1...maximumAddressBytes).contains(address.utf8.count)
                && address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !address.contains("#")
            return isFit
                ? nil
                : FieldProblem(
                    "\(field)[\(index)]", .malformed,
                    "An address is visible ASCII without a fragment, of at most \(maximumAddressBytes) bytes.")
        }
    }
}
