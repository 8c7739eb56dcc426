import FoundationEssentials
package import HTTPFetch
package import IdentityCore
import JOSE

/// What is set of one issuer.
package struct IssuerSettings: Sendable {
    package enum KeyPlace: Sendable {
        case discovery
        case address(FetchAddress)
        case file(String)
    }

    package var rules = TokenRules(issuer: "", audiences: [], algorithms: [.rs256, .es256, .edDSA], skew: 30)
    package var keys = KeyPlace.discovery
    package var times = KeyTimes()
    package var claims = ClaimMap()
    package var fetch = FetchSettings()

    package init() {}

    /// The settings by which this machine itself would be asked.
    package var asksThisMachine: [String] {
        switch keys {
        case .discovery: (try? FetchAddress(rules.issuer))?.isLoopback == true ? ["issuer"] : []
        case .address(let address): address.isLoopback ? ["keys"] : []
        case .file: []
        }
    }

    /// With its files found and read.
    package func fetching(named name: String, _ files: any SourceFiles) throws(ServiceError) -> KeyFetching {
        let origin: KeyOrigin
        switch keys {
        case .discovery: origin = .discovery
        case .address(let address): origin = .address(address)
        case .file(let file): origin = .pinned(try Self.pinned(file, files))
        }
        return KeyFetching(issuer: rules.issuer, origin: origin, fetcher: try fetcher(named: name, files))
    }

    package func fetcher(named name: String, _ files: any SourceFiles) throws(ServiceError) -> HTTPFetcher {
        var settings = fetch
        if let file = settings.caFile { settings.caFile = try files.path(file) }
        return HTTPFetcher(settings, name: name)
    }

    private static func pinned(_ file: String, _ files: any SourceFiles) throws(ServiceError) -> JWKSet {
        func problem(_ words: String) -> ServiceError {
            .invalidInput([FieldProblem("keys.pinnedFile", .malformed, words)])
        }
        guard let data = FileManager.default.contents(atPath: try files.path(file)) else {
            throw problem("\(file) can't be read.")
        }
        do throws(JWKProblem) {
            let set = try JWKSet.parse(Array(data))
            if let first = set.problems.first, set.keys.isEmpty { throw first }
            return set
        } catch { throw problem("\(file): \(error)") }
    }
}
