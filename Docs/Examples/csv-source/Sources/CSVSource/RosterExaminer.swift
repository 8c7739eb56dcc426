import IdentityCore

/// Goes the way of a sign-in, step by step, and says what it sees: `gatehouse source check` shows it.
struct RosterExaminer: SourceExamining {
    let source: SourceID
    let roster: Roster
    let passwords: RosterPasswords

    func examine(_ login: ExaminedLogin?) async -> SourceReport {
        var walk = Walk(report: SourceReport(source: source, kind: CSVSource.kind, verdict: .usable, steps: []))
        guard let contents = walk.read(roster), let login else { return walk.report }
        guard let person = walk.find(login.login, in: contents) else { return walk.report }
        if let password = login.password { await walk.check(password, of: person, with: passwords) }
        walk.showGroups(of: person.identity)
        return walk.report
    }
}

private struct Walk {
    private static let shownDefects = 5

    var report: SourceReport
    private var began = ContinuousClock.now

    init(report: SourceReport) { self.report = report }

    mutating func read(_ roster: Roster) -> RosterContents? {
        let contents: RosterContents
        do throws(SourceFailure) { contents = try roster.contents() } catch {
            step(error.step, .failed, error.words, advice: "Mend the file, or name another one in peopleFile.")
            report.verdict = SourceVerdict(error.kind)
            return nil
        }
        let facts = [SourceStep.Fact("file", roster.path), SourceStep.Fact("people", "\(contents.people.count)")]
        if contents.isOpenToOthers {
            step(
                .configuration, .warning, "Other users of this machine can read the hashes in the file.",
                advice: "Make it readable by the user of the server only.")
        }
        let defects = contents.defects.prefix(Self.shownDefects).map { SourceStep.Fact($0.entry, $0.words) }
        if contents.defects.isEmpty {
            step(.configuration, .ok, "The file was read.", facts: facts)
        } else {
            step(
                .configuration, .warning, "The file was read, but for \(contents.defects.count) of its lines.",
                facts: facts + defects, advice: "Mend the lines: whoever stands there can't sign in.")
        }
        return contents
    }

    mutating func find(_ login: String, in contents: RosterContents) -> RosterPerson? {
        let found: RosterPerson?
        do throws(SourceFailure) { found = try contents.person(login) } catch {
            step(error.step, .failed, error.words, advice: "Give every person a login and an id of their own.")
            report.verdict = SourceVerdict(error.kind)
            return nil
        }
        guard let person = found else {
            step(.userSearch, .failed, "Nobody in the file has this login.", facts: [.init("login", login)])
            report.verdict = .unknown
            return nil
        }
        report.identity = person.identity
        step(
            .userSearch, .ok, "The person is in the file.",
            facts: [.init("id", person.identity.externalID), .init("line", "\(person.line)")])
        if !person.identity.isActive { step(.attributes, .warning, "The account is closed in the file.") }
        return person
    }

    mutating func check(_ password: Secret, of person: RosterPerson, with passwords: RosterPasswords) async {
        do throws(ServiceError) {
            switch try await passwords.check(password, of: person) {
            case .verified:
                step(.userBind, .ok, "The password is right.")
                report.verdict = .verified
            case .rejected(let refusal):
                let advice = person.hash == nil ? "Give the person a password_hash." : nil
                step(.userBind, .failed, "The person is not let in: \(refusal.rawValue).", advice: advice)
                report.verdict = .rejected
                report.refusal = refusal
            case .unknownSubject, .failed: break
            }
        } catch {
            step(.userBind, .failed, "The password could not be checked: too much is waiting. Try again.")
            report.verdict = .unavailable
        }
    }

    mutating func showGroups(of person: ExternalIdentity) {
        guard let groups = person.groups else {
            return step(.groups, .skipped, "The file has no column groups.")
        }
        step(
            .groups, .ok, "The person is in \(groups.count) groups.", facts: groups.sorted().map { .init("group", $0) })
    }

    private mutating func step(
        _ name: SourceStep.Name, _ result: SourceStep.Result, _ words: String, facts: [SourceStep.Fact] = [],
        advice: String? = nil
    ) {
        let now = ContinuousClock.now
        report.steps.append(SourceStep(name, result, in: now - began, words, facts: facts, advice: advice))
        began = now
    }
}
