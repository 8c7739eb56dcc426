import HTTPFetch
package import IdentityCore
import JSONText
import OutsideTokens
import SourceSettings

/// The settings of a source of kind `token`.
package struct TokenSourceConfiguration: SourceConfiguration {
    package static let knownKeys = IssuerSettings.keys.union(["introspection"])
    package static let addressKeys = IssuerSettings.addressKeys.union(["introspection"])

    package let problems: [FieldProblem]
    let issuer: IssuerSettings
    /// `nil` for an issuer whose signatures are checked here.
    let introspection: IntrospectionSettings?

    package init(from decoder: any Decoder) throws {
        var reader = JSONObjectReader(try SettingsTree.object(from: decoder))
        issuer = IssuerSettings(&reader)
        introspection = reader.object("introspection") { IntrospectionSettings(&$0) }
        if introspection != nil, reader.has("keys") {
            reader.report("keys", .badChoice, "An issuer that is asked about each token needs no keys.")
        }
        problems = reader.problems.map { FieldProblem($0) }
    }

    /// What answers on this machine may be meant for nobody but its own programs.
    package var choicesOfTheOperator: [FieldProblem] {
        let words = "A draft asks no program of this machine: look at it with 'gatehouse source check' there."
        var problems = issuer.asksThisMachine.map { FieldProblem($0, .unknown, words) }
        if introspection?.address?.isLoopback == true {
            problems.append(FieldProblem("introspection", .unknown, words))
        }
        return problems
    }
}
