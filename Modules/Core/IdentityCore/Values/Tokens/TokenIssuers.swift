/// Who may stand as the issuer of a token of this house: its address, and every one below it.
package struct TokenIssuers: Hashable, Sendable {
    /// Without a slash at the end.
    package let address: String

    package init(below address: String) { self.address = address }

    package func contain(_ issuer: String) -> Bool { issuer == address || issuer.hasPrefix("\(address)/") }
}
