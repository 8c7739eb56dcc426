import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct SessionEnd: Command {
    static let declaration = CommandDeclaration(
        path: ["session", "end"], summary: "End a session, or all of a user",
        arguments: [Argument("SESSION", "the id that 'session list' shows", required: false)],
        options: [.value("user", "USER", "all sessions of this user: a login or an id")],
        examples: [
            Example("gatehouse session end 019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b", "its token opens nothing any more"),
            Example("gatehouse session end --user ada", "ada is signed out everywhere"),
        ])

    private enum Which { case one(SessionID), all(UserSelector) }
    private let which: Which

    init(_ arguments: ParsedArguments) throws(UsageError) {
        switch (arguments.value("SESSION"), arguments.value("user")) {
        case (let text?, nil):
            guard let id = SessionID(text) else { throw UsageError("SESSION is an id, as 'session list' shows it") }
            which = .one(id)
        case (nil, let user?): which = .all(UserOptions.selector(user))
        default: throw UsageError("give a SESSION or --user USER, and not both")
        }
    }

    func run(in workplace: Workplace) async throws {
        let ended = try await workplace.withHouse { house in
            switch which {
            case .one(let id):
                try await house.sessions.end(id, as: workplace.caller)
                return 1
            case .all(let selector): return try await endAll(of: selector, in: house, as: workplace.caller)
            }
        }
        workplace.answers.give(["ended": .count(ended)], text: Sheet.text([("ended", String(ended))]))
    }

    private func endAll(of selector: UserSelector, in house: House, as caller: Caller) async throws -> Int {
        let owner = try await house.users.read(selector, as: caller).id
        var pages = house.sessions.pages(of: owner, as: caller)
        var ended = 0
        while let page = try await pages.next() {
            for session in page where try await end(session, in: house, as: caller) { ended += 1 }
        }
        return ended
    }

    /// - Returns: `false` when it ended by itself meanwhile.
    private func end(_ session: Session, in house: House, as caller: Caller) async throws(ServiceError) -> Bool {
        do throws(ServiceError) {
            try await house.sessions.end(session.id, as: caller)
            return true
        } catch .notFound {
            return false
        }
    }
}
