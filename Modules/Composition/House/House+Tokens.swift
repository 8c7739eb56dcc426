package import IdentityCore

extension GatehouseConfiguration {
    /// Whose tokens are ours: the public address and, without one, the first that the server listens on.
    package var tokenIssuers: TokenIssuers {
        if let publicAddress { return TokenIssuers(below: publicAddress) }
        let scheme = tls == nil ? "http" : "https"
        guard let first = listeners.first else { return TokenIssuers(below: "\(scheme)://localhost") }
        let host = first.host.contains(":") ? "[\(first.host)]" : first.host
        return TokenIssuers(below: "\(scheme)://\(host):\(first.port)")
    }
}

extension House {
    /// Makes signed tokens and recognises them.
    package var tokenSigning: any TokenSigning { signer }
    package var tokenIssuers: TokenIssuers { configuration.tokenIssuers }
}
