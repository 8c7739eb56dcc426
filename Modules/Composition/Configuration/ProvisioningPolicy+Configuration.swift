package import IdentityCore
package import JSONText

extension ProvisioningPolicy {
    /// What holds for a source whose configuration says nothing. A directory mostly locks people out by itself, which
    /// nobody may bring about from here (CVE-2025-31947): so few wrong passwords lie below most locks.
    static func standard(for kind: SourceKind) -> Self {
        Self(failuresPassedOn: kind.rawValue == "ldap" ? 5 : nil)
    }

    /// The `policy` section of a source.
    static func read(_ section: inout JSONObjectReader, of kind: SourceKind) -> Self {
        var policy = standard(for: kind)
        policy.createsOnFirstLogin = section.bool("createsOnFirstLogin") ?? policy.createsOnFirstLogin
        policy.refreshesOnLogin = section.bool("refreshesOnLogin") ?? policy.refreshesOnLogin
        policy.mapsGroups = section.bool("mapsGroups") ?? policy.mapsGroups
        policy.leaving = section.choice("leaving", as: LeavingPolicy.self) ?? policy.leaving
        policy.readPlace(&section)
        policy.profile = profile("profile", in: &section)
        policy.profileRules = profileRules(&section)
        policy.loginRules = loginRules(&section)
        policy.signsInThrough = section.string("signsInThrough").map(SourceID.init(rawValue:))
        policy.readFailures(&section)
        section.object("sync") { sync in
            policy.syncInterval = sync.integer("everyMinutes", in: 1...43_200)
            if let percent = sync.integer("guardPercent", in: 0...100) { policy.guardedShare = Double(percent) / 100 }
        }
        return policy
    }

    /// `null` passes any number on.
    private mutating func readFailures(_ section: inout JSONObjectReader) {
        if section.value("failuresPassedOn")?.isNull ?? false {
            failuresPassedOn = nil
        } else {
            failuresPassedOn = section.integer("failuresPassedOn", in: 1...1_000) ?? failuresPassedOn
        }
        failurePause = section.integer("failurePauseSeconds", in: 1...86_400) ?? failurePause
    }

    private mutating func readPlace(_ section: inout JSONObjectReader) {
        func id(_ key: String) -> String? {
            guard let text = section.string(key) else { return nil }
            if let problem = NameRules.problem(inID: text, field: section.path(of: key)) {
                section.report(key, .badChoice, problem.message)
            }
            return text
        }
        if let text = id("organization") {
            organization = OrganizationID(rawValue: text)
            tenant = TenantID(rawValue: text)
        }
        if let text = id("tenant") { tenant = TenantID(rawValue: text) }
    }

    private static func profile(
        _ key: String, in section: inout JSONObjectReader, required: Bool = false
    ) -> String? {
        guard let name = section.string(key, required: required) else { return nil }
        guard !name.isEmpty, name.utf8.count <= NameRules.maximumBytes, NameRules.isPlain(name) else {
            section.report(key, .badChoice, "\(section.path(of: key)) is no name of a profile.")
            return nil
        }
        return name
    }

    private static func profileRules(_ section: inout JSONObjectReader) -> [ProfileRule] {
        let rules = section.objects("profileRules") { rule in
            let group = rule.string("externalGroup", required: true) ?? ""
            return ProfileRule(externalGroup: group, profile: profile("profile", in: &rule, required: true) ?? "")
        }
        return rules ?? []
    }

    private static func loginRules(_ section: inout JSONObjectReader) -> [LoginRule] {
        let rules = section.objects("loginRules") { section in
            let from = section.string("from", required: true), to = section.string("to", required: true)
            let rule = LoginRule(from: from ?? "", to: to ?? "")
            if from != nil, to != nil, let problem = rule.problem { section.report("from", .badChoice, problem) }
            return rule
        }
        return rules ?? []
    }

    package var shown: JSONValue {
        [
            "createsOnFirstLogin": .bool(createsOnFirstLogin), "refreshesOnLogin": .bool(refreshesOnLogin),
            "mapsGroups": .bool(mapsGroups), "leaving": .string(leaving.rawValue),
            "organization": .string(organization.rawValue), "tenant": .string(tenant.rawValue),
            "profile": profile.map(JSONValue.string) ?? .null,
            "profileRules": .array(
                profileRules.map {
                    ["externalGroup": .string($0.externalGroup), "profile": .string($0.profile)]
                }),
            "loginRules": .array(loginRules.map { ["from": .string($0.from), "to": .string($0.to)] }),
            "signsInThrough": signsInThrough.map { .string($0.rawValue) } ?? .null,
            "failuresPassedOn": Self.number(failuresPassedOn), "failurePauseSeconds": Self.number(failurePause),
            "sync": [
                "everyMinutes": Self.number(syncInterval),
                "guardPercent": Self.number(Int((guardedShare * 100).rounded())),
            ],
        ]
    }

    private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
}

extension [SourceEntry] {
    /// Who checks passwords for another source is there, and checks them itself.
    func reportWays(to reader: inout JSONObjectReader) {
        for (index, entry) in enumerated() {
            guard let checker = entry.policy.signsInThrough else { continue }
            let found = first { $0.id == checker }
            let problem: String? =
                if entry.id == .local {
                    "The people of the source \"local\" have their passwords here."
                } else if checker == entry.id {
                    "A source that checks its own passwords signs in through no other; leave signsInThrough out."
                } else if checker == .local {
                    "The source \"local\" knows only its own people."
                } else if found == nil {
                    "No source is called \(checker)."
                } else if found?.policy.signsInThrough != nil {
                    "The source \(checker) checks no passwords itself."
                } else {
                    nil
                }
            if let problem { reader.report("sources[\(index)].policy.signsInThrough", .badChoice, problem) }
        }
    }
}
