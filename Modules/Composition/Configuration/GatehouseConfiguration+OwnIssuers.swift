import IdentityCore
import JSONText

extension GatehouseConfiguration {
    /// Nobody is an outside issuer who is this server: its own tokens end with their sessions, and a source would go on
    /// believing them, for accounts that it makes beside their owners'.
    func reportOwnIssuers(to reader: inout JSONObjectReader) {
        let own = TokenIssuers(below: tokenIssuers.address.lowercased())
        for (index, source) in sources.enumerated() {
            guard case .object(let settings) = source.settings else { continue }
            let places = [
                ("issuer", settings["issuer"]), ("assertion.issuer", settings["assertion"]?.objectValue?["issuer"]),
            ]
            for (place, value) in places {
                guard let issuer = value?.stringValue, own.contain(issuer.lowercased()) else { continue }
                reader.report(
                    "sources[\(index)].settings.\(place)", .badChoice,
                    "\(issuer) is an address of this server itself; its own tokens need no source.")
            }
        }
    }
}
