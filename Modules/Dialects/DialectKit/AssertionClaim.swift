package import HTTPCore
package import IdentityCore

extension HTTPRequest {
    /// What stands in the request about whoever sent it, for the sources that believe proxies.
    ///
    /// Here the browser brings no proof that only this house's pages could send along: whatever another site makes it do, the
    /// proxy vouches for. So a request that changes something is nobody's when the browser says that another site made it.
    /// - Parameter names: in lower case.
    package func assertionClaim(_ names: Set<String>) -> CallerClaim {
        let values = fields.values(ofAny: names)
        guard !values.isEmpty else { return .nothing }
        guard isReading || !isMadeByAnotherSite else { return .unreadable }
        return .assertion(
            PresentedAssertion(peer: peer, fields: values.mapValues { texts in texts.map { Secret($0) } }))
    }

    /// The same for a page that opens a session by itself; `nil` without any.
    package func presentedAssertion(_ names: Set<String>) -> PresentedAssertion? {
        if case .assertion(let assertion) = assertionClaim(names) { assertion } else { nil }
    }

    var isReading: Bool {
        switch method {
        case .get, .head, .options: true
        default: false
        }
    }

    /// By what browsers send along and no page can set (Fetch Metadata Request Headers section 2.3; RFC 6454 section 7).
    var isMadeByAnotherSite: Bool {
        if fields.count(of: "sec-fetch-site") > 0 {
            let site = fields[single: "sec-fetch-site"]
            return site != "same-origin" && site != "none"
        }
        guard fields.count(of: "origin") > 0 else { return false }
        guard let origin = fields[single: "origin"], let host = fields[single: "host"] else { return true }
        return origin != "https://\(host)" && origin != "http://\(host)"
    }
}
