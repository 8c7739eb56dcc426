import Composition
import Foundation
import IdentityCore
import JSONText
import Testing

@Suite final class PolicyConfigurationTests {
    private let folder = NSTemporaryDirectory() + "policy-configuration-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static let local = #"{ id: "local", kind: "local" }"#

    private func load(_ text: String) throws -> GatehouseConfiguration {
        let file = "\(folder)/gatehouse.json5"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return try ConfigurationFile.load(file)
    }

    private func problems(_ sources: String...) -> [String] {
        do { _ = try load("{ sources: [\(sources.joined(separator: ", "))] }") } catch StartProblem.configuration(
            _, let problems)
        {
            return problems.map(\.path).sorted()
        } catch {
            Issue.record("\(error)")
        }
        return []
    }

    private func corp(_ policy: String) -> String { #"{ id: "corp", kind: "local", policy: { \#(policy) } }"# }

    @Test func aPolicyIsReadAndShownAsItIsWritten() throws {
        let policy = """
            createsOnFirstLogin: true, refreshesOnLogin: false, mapsGroups: false, leaving: "delete",
            organization: "acme", tenant: "acme-labs", profile: "reader",
            profileRules: [{ externalGroup: "cn=a", profile: "designer" }],
            loginRules: [{ from: "*@corp.example", to: "*" }, { from: "boss", to: "ann" }],
            signsInThrough: "idp", failuresPassedOn: 5, failurePauseSeconds: 600,
            sync: { everyMinutes: 60, guardPercent: 35 }
            """
        let written = try load("{ sources: [\(Self.local), \(corp(policy)), { id: \"idp\", kind: \"local\" }] }")
        #expect(
            written.sources[1].policy
                == ProvisioningPolicy(
                    createsOnFirstLogin: true, refreshesOnLogin: false, mapsGroups: false, leaving: .delete,
                    organization: OrganizationID(rawValue: "acme"), tenant: TenantID(rawValue: "acme-labs"),
                    profile: "reader", profileRules: [ProfileRule(externalGroup: "cn=a", profile: "designer")],
                    loginRules: [
                        LoginRule(from: "*@corp.example", to: "*"), LoginRule(from: "boss", to: "ann"),
                    ], signsInThrough: SourceID(rawValue: "idp"), failuresPassedOn: 5, failurePause: 600,
                    syncInterval: 60, guardedShare: 0.35))
        let shown = try #require(written.shown.objectValue?["sources"]?.arrayValue?[1].objectValue?["policy"])
        let again = try load(
            "{ sources: [\(Self.local), { id: \"corp\", kind: \"local\", policy: \(String(decoding: shown.encoded(), as: UTF8.self)) }, "
                + "{ id: \"idp\", kind: \"local\" }] }")
        #expect(again.sources[1].policy == written.sources[1].policy)
    }

    @Test func aPolicyThatSaysNothingIsTheStandardOneAndATenantBearsItsOrganizationsName() throws {
        let silent = try load("{ sources: [\(Self.local), \(corp(""))] }")
        #expect(silent.sources[1].policy == ProvisioningPolicy())
        let placed = try load("{ sources: [\(Self.local), \(corp("organization: \"acme\""))] }")
        #expect(placed.sources[1].policy.tenant.rawValue == "acme")
    }

    @Test func a07_aDirectoryIsPassedOnlyFiveWrongPasswordsUnlessTheConfigurationSaysOtherwise() throws {
        for (policy, limit) in [
            ("", 5), (", policy: {}", 5), (", policy: { failuresPassedOn: 3 }", 3),
            (", policy: { failuresPassedOn: null }", nil),
        ] as [(String, Int?)] {
            let read = try load("{ sources: [\(Self.local), { id: \"corp\", kind: \"ldap\"\(policy) }] }")
            #expect(read.sources[1].policy.failuresPassedOn == limit, "\(policy)")
            #expect(read.sources[0].policy.failuresPassedOn == nil)
        }
    }

    @Test func everythingThatIsWrongWithAPolicyIsToldWithItsPlace() {
        let policy = """
            createsOnFirstLogin: "yes", leaving: "explode", organization: "a b", tenant: "", profile: "",
            profileRules: [{ externalGroup: "cn=a" }], loginRules: [{ from: "*", to: "guest" }, { from: "x" }],
            failuresPassedOn: 0, failurePauseSeconds: 0, sync: { everyMinutes: 0, guardPercent: 101, extra: 1 },
            extra: 1
            """
        #expect(
            problems(Self.local, corp(policy)) == [
                "sources[1].policy.createsOnFirstLogin", "sources[1].policy.extra",
                "sources[1].policy.failurePauseSeconds", "sources[1].policy.failuresPassedOn",
                "sources[1].policy.leaving", "sources[1].policy.loginRules[0].from",
                "sources[1].policy.loginRules[1].to", "sources[1].policy.organization", "sources[1].policy.profile",
                "sources[1].policy.profileRules[0].profile", "sources[1].policy.sync.everyMinutes",
                "sources[1].policy.sync.extra", "sources[1].policy.sync.guardPercent", "sources[1].policy.tenant",
            ])
    }

    @Test func whoChecksPasswordsForAnotherSourceIsThereAndDoesItItself() {
        let place = ["sources[1].policy.signsInThrough"]
        for checker in ["nobody", "corp", "local"] {
            #expect(problems(Self.local, corp("signsInThrough: \"\(checker)\"")) == place, "\(checker)")
        }
        let idp = #"{ id: "idp", kind: "local", policy: { signsInThrough: "third" } }"#
        let third = #"{ id: "third", kind: "local" }"#
        #expect(problems(Self.local, corp(#"signsInThrough: "idp""#), idp, third) == place)
        #expect(problems(Self.local, corp(#"signsInThrough: "third""#), third) == [])
        #expect(
            problems(#"{ id: "local", kind: "local", policy: { signsInThrough: "third" } }"#, third) == [
                "sources[0].policy.signsInThrough"
            ])
    }
}
