import IdentityCore
import LDAPKit

extension Examination {
    /// Counting ends here.
    private static let enough = 1_000

    /// - Returns: whether the walk goes on.
    func lookAtBase(over connection: LDAPConnection) -> Bool {
        let isThere: Void? = step(.base) { sight throws(Setback) in
            let people = configuration.people, groups = configuration.groups
            try exists(people.base, "people", over: connection)
            let count = try count(people.everybody(attributes: ["1.1"]), over: connection)
            sight.words = "Below \(people.base) there are \(count) who fit the filter."
            sight.note("people", "\(count)")
            if count.entries == 0 {
                sight.warn("Nobody below \(people.base) fits the filter.", advice: try emptiness(over: connection))
            }
            if groups.via != .none {
                try exists(groups.base, "groups", over: connection)
                let count = try self.count(
                    groups.search(nil, attributes: ["1.1"], pageSize: directory.pageSize), over: connection)
                sight.note("groups", "\(count)")
                if count.entries == 0, sight.result == .ok {
                    sight.warn(
                        "No group below \(groups.base) fits the filter \(groups.filter).",
                        advice: "Correct groups.base or groups.filter, or set groups.via to none.")
                }
            }
            if count.isCutOff {
                sight.warn(
                    "The directory shows this account no more than \(count.entries) entries of an answer.",
                    advice: "Raise the account's limit there, or a sync will never see everybody.")
            }
        }
        return isThere != nil
    }

    private func exists(
        _ base: DistinguishedName, _ what: String, over connection: LDAPConnection
    ) throws(Setback) {
        do throws(LDAPFailure) {
            let search = LDAPSearch(base: base, scope: .base, attributes: ["1.1"])
            guard try connection.search(search).entries.isEmpty else { return }
        } catch {
            guard error.resultCode == .noSuchObject else { throw Setback(error, at: .base) }
            throw Setback(
                .misconfigured, "The base of the \(what), \(base), is not there: \(error).",
                advice: baseAdvice(base, what, matched: error.matchedDN))
        }
        throw Setback(
            .misconfigured, "The base of the \(what), \(base), can't be read.",
            advice: "Give the account of the source the right to read it.")
    }

    private func baseAdvice(_ base: DistinguishedName, _ what: String, matched: String) -> String {
        let held = contexts.map(\.text).joined(separator: "; ")
        if !contexts.isEmpty, !contexts.contains(where: base.isWithin) {
            return "\(base) lies outside of what this server holds: \(held). Write a base below that."
        }
        if !matched.isEmpty {
            return "The deepest entry that exists on the way there is \(matched); correct \(what).base."
        }
        return "Correct \(what).base, or give the account of the source the right to read it"
            + (held.isEmpty ? "." : "; this server holds \(held).")
    }

    private func emptiness(over connection: LDAPConnection) throws(Setback) -> String {
        let people = configuration.people
        let all = LDAPSearch(base: people.base, scope: people.scope, attributes: ["1.1"], pageSize: directory.pageSize)
        let count = try count(all, over: connection)
        return count.entries <= 1
            ? "There is nothing below the base that this account may read: look at its rights, or at people.base."
            : "\(count) entries exist there and none fits \(people.filter): correct people.filter."
    }

    struct Count: CustomStringConvertible {
        var entries = 0
        var isCutOff = false
        var hasMore = false
        var description: String { hasMore || isCutOff ? "\(entries) or more" : "\(entries)" }
    }

    /// No further than what tells an administrator enough.
    func count(_ search: LDAPSearch, over connection: LDAPConnection) throws(Setback) -> Count {
        var search = search, count = Count()
        search.pageSize = min(directory.pageSize, 500)
        do throws(LDAPFailure) {
            let summary = try connection.search(search) { page throws(LDAPFailure) in
                count.entries += page.count
                return count.entries < Self.enough
            }
            if case .cutOff = summary.end { count.isCutOff = true }
            count.hasMore = summary.end == .stopped
        } catch { throw Setback(error, at: .base) }
        return count
    }
}
