/// What a claim can hold that the core does not read.
package enum ClaimValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([ClaimValue])
    case members([String: ClaimValue])
}
