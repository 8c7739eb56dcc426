package import IdentityCore
import JSONText
import OutsideTokens
import SourceSettings

/// The settings of a source of kind `sso`. Without any, its people do not sign in here.
package struct SSOSourceConfiguration: SourceConfiguration {
    package static let knownKeys: Set<String> = ["proxies", "secret", "headers", "assertion"]

    /// A signed word of the proxy in one field.
    struct Assertion: Sendable {
        let field: String
        let issuer: IssuerSettings
    }

    package let problems: [FieldProblem]
    let proxies: ProxySettings
    let assertion: Assertion?

    package init(from decoder: any Decoder) throws {
        var reader = JSONObjectReader(try SettingsTree.object(from: decoder))
        var proxies = ProxySettings()
        proxies.readProxies(&reader)
        reader.object("headers") { proxies.readHeaders(&$0) }
        assertion = reader.object("assertion") { section in
            Assertion(
                field: section.fieldName("header", required: true) ?? "", issuer: IssuerSettings(&section))
        }
        if assertion != nil, reader.has("headers") {
            reader.report("headers", .badChoice, "Proxies write headers, or a signed assertion; not both.")
        }
        if proxies.networks.isEmpty, proxies.addresses.isEmpty {
            for key in ["headers", "assertion", "secret"] where reader.has(key) {
                reader.report("proxies", .missing, "\(key) needs proxies: the addresses that are believed.")
            }
        }
        self.proxies = proxies
        problems = reader.problems.map { FieldProblem($0) }
    }

    package var choicesOfTheOperator: [FieldProblem] {
        assertion?.issuer.asksThisMachine.isEmpty ?? true
            ? [] : [FieldProblem("assertion", .unknown, "A draft asks no program of this machine.")]
    }
}
