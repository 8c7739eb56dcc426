package import HTTPFetch
import IdentityCore
package import JOSE
import JSONText

/// Where an issuer's keys come from.
package enum KeyOrigin: Sendable {
    /// The issuer's discovery document names their address (OpenID Connect Discovery section 4).
    case discovery
    case address(FetchAddress)
    /// Nobody is asked.
    case pinned(JWKSet)
}

/// Asks an issuer for its keys, once.
package struct KeyFetching: Sendable {
    let issuer: String
    let origin: KeyOrigin
    package let fetcher: HTTPFetcher

    package init(issuer: String, origin: KeyOrigin, fetcher: HTTPFetcher) {
        self.issuer = issuer
        self.origin = origin
        self.fetcher = fetcher
    }

    /// Refuses further fetches.
    package func close() { fetcher.close() }

    package func fetch(_ walk: inout TokenWalk) async throws(TokenSetback) -> JWKSet {
        switch origin {
        case .pinned(let set):
            walk.passed(.keys, "The keys are pinned.", facts: Self.facts(set))
            return set
        case .address(let address): return try await keys(at: address, &walk)
        case .discovery: return try await keys(at: try await discover(&walk), &walk)
        }
    }

    private func discover(_ walk: inout TokenWalk) async throws(TokenSetback) -> FetchAddress {
        func wrong(_ words: String, _ advice: String) -> TokenSetback {
            TokenSetback(.failed(.misconfigured), at: .discovery, words, advice: advice)
        }
        let place = (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
        guard let address = try? FetchAddress(place) else {
            throw wrong("The issuer is no address that could be asked.", "Give keys.address or keys.pinnedFile.")
        }
        let bytes: [UInt8]
        do throws(FetchFailure) { bytes = try await fetcher.fetch(FetchRequest(address)) } catch {
            throw TokenSetback(error, at: .discovery, "The discovery document")
        }
        guard let document = try? JSONParser.parse(bytes).objectValue else {
            throw wrong("\(place) is no JSON object.", "See whether the issuer's address is right.")
        }
        guard document["issuer"]?.stringValue == issuer else {
            throw wrong(
                "The document at \(place) is another issuer's.",
                "Write issuer exactly as the document has it, slash at the end included.")
        }
        guard let text = document["jwks_uri"]?.stringValue, let keys = try? FetchAddress(text),
            keys.isProtected || !address.isProtected
        else {
            throw wrong("The document names no protected address of keys (jwks_uri).", "Give keys.address instead.")
        }
        walk.passed(.discovery, "The issuer says where its keys are.", facts: [.init("keys", keys.text)])
        return keys
    }

    private func keys(at address: FetchAddress, _ walk: inout TokenWalk) async throws(TokenSetback) -> JWKSet {
        let bytes: [UInt8], set: JWKSet
        do throws(FetchFailure) { bytes = try await fetcher.fetch(FetchRequest(address)) } catch {
            throw TokenSetback(error, at: .keys, "The key set")
        }
        do throws(JWKProblem) { set = try JWKSet.parse(bytes) } catch {
            throw TokenSetback(.failed(.misconfigured), at: .keys, "\(address): \(error)")
        }
        let facts = [SourceStep.Fact("address", address.text)] + Self.facts(set)
        guard !set.keys.isEmpty else {
            throw TokenSetback(
                .failed(.misconfigured), at: .keys, "The key set at \(address) has no key that can be used.",
                advice: set.problems.first?.description)
        }
        walk.passed(.keys, "The issuer publishes its keys.", facts: facts)
        return set
    }

    private static func facts(_ set: JWKSet) -> [SourceStep.Fact] {
        set.keys.prefix(20).map { .init("key", "\($0.id ?? "without a name") (\($0.algorithm.rawValue))") }
            + set.problems.prefix(20).map { .init("left out", $0.description) }
    }
}
