import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct PasswordResetJourneyTests {
    private static let own = "a quiet green harbour"

    private static func redemption(_ code: String, _ password: String = own) -> JSONValue {
        ["code": .string(code), "newPassword": .string(password)]
    }

    /// A user with an address.
    private func person(_ login: String, in house: Gatehouse, madeBy admin: Person) async throws -> Person {
        let person = try await house.person(login, madeBy: admin)
        let edited = try await house.patch(
            "users/\(person.id)", admin, ["email": .string("\(login)@example.org")])
        #expect(edited.status == 200)
        return person
    }

    @Test func whoHasLostThePasswordSetsAnotherWithTheCodeFromTheMail() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings(["publicAddress": "https://id.example.org"])) { house, admin in
            let ada = try await person("ada", in: house, madeBy: admin)
            let asked = try await house.post("password-resets", nil, ["login": "ADA@example.org"])
            #expect(asked.status == 202 && asked.text == "{}")
            let letter = try await post.letter(to: "ada@example.org")
            let code = try #require(letter.code)
            #expect(letter.text.contains("https://id.example.org/password-reset#code=\(code)\n"))
            #expect(try await house.get("me", ada).status == 200, "asking ends nothing")
            #expect(try await house.post("password-resets/redemption", nil, Self.redemption(code)).status == 204)
            #expect(try await house.get("me", ada).status == 401)
            #expect(try await house.signIn("ada", ada.password).status == 401)
            _ = try await house.signedIn("ada", Self.own)
            let again = try await house.post(
                "password-resets/redemption", nil, Self.redemption(code, "something else 4"))
            #expect(again.status == 400 && again.isProblem)
            #expect(!house.log.contains(code))
        }
    }

    @Test func i02_ofTwentyRedemptionsAtOnceExactlyOneWins() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings()) { house, admin in
            _ = try await person("ada", in: house, madeBy: admin)
            #expect(try await house.post("password-resets", nil, ["login": "ada"]).status == 202)
            let code = try #require(try await post.letter(to: "ada@example.org").code)
            let answers = try await house.send(
                all: (0..<20).map { number in
                    Request(
                        "POST", "password-resets/redemption",
                        json: Self.redemption(code, "quiet harbour number \(number)"))
                })
            #expect(answers.filter { $0.status == 204 }.count == 1)
            #expect(answers.allSatisfy { [204, 400, 429].contains($0.status) })
            let winner = try #require(answers.firstIndex { $0.status == 204 })
            _ = try await house.signedIn("ada", "quiet harbour number \(winner)")
        }
    }

    /// The tenth that nothing on the machine disturbed: what comes from outside only adds.
    private static func best(_ times: [Duration]) -> Duration { times.sorted()[times.count / 10] }

    /// Whether nobody can tell one from the other. Where work of the machine's own moves the best times apart, the
    /// slower of each pair is now the one, now the other; a leak makes it the same one nearly always.
    private static func isAlike(_ left: [Duration], _ right: [Duration]) -> Bool {
        let slower = zip(left, right).count { $0 > $1 }
        let isEven = (left.count / 5...left.count * 4 / 5).contains(slower)
        let difference = best(left) > best(right) ? best(left) - best(right) : best(right) - best(left)
        return isEven || difference < max(.milliseconds(1), max(best(left), best(right)) / 20)
    }

    @Test func i02_knownAndUnknownAreAnsweredAlikeAndInTheSameTime() async throws {
        let post = try MailPost()
        let limits: JSONValue = ["failuresPerAccountAndAddress": 1_000, "failuresPerAddress": 10_000]
        try await withGatehouse(post.settings(["signIn": limits])) { house, admin in
            _ = try await person("ada", in: house, madeBy: admin)
            let clock = ContinuousClock()
            var times: [String: [Duration]] = [:], shapes: Set<[String]> = []
            for number in 0..<100 {
                // In turns, the first of each pair changing, so that neither always comes behind the other.
                for name in number.isMultiple(of: 2) ? ["ada", "eve"] : ["eve", "ada"] {
                    let began = clock.now
                    let answer = try await house.post("password-resets", nil, ["login": .string(name)])
                    times[name, default: []].append(clock.now - began)
                    let changing: Set<String> = ["date", "x-request-id"]
                    let fields = answer.fields.filter { !changing.contains($0.name.lowercased()) }
                    shapes.insert(["\(answer.status)", answer.text] + fields.map { "\($0.name): \($0.value)" })
                }
            }
            #expect(shapes.count == 1 && shapes.first?.first == "202")
            let known = try #require(times["ada"]), unknown = try #require(times["eve"])
            #expect(Self.isAlike(known, unknown), "\(Self.best(known)) and \(Self.best(unknown))")
            #expect(try await post.letter(to: "ada@example.org").code != nil)
            #expect(try post.letters().count == 1, "the letter box is not filled")
        }
    }

    @Test func a05_aCodeOpensNoAccountThatWasDisabledMeanwhile() async throws {
        let post = try MailPost()
        try await withGatehouse(post.settings()) { house, admin in
            let ada = try await person("ada", in: house, madeBy: admin)
            #expect(try await house.post("users/\(ada.id)/password-reset", admin).status == 204)
            let code = try #require(try await post.letter(to: "ada@example.org").code)
            #expect(try await house.patch("users/\(ada.id)", admin, ["enabled": false]).status == 200)
            #expect(try await house.post("password-resets/redemption", nil, Self.redemption(code)).status == 400)
            #expect(try await house.post("users/\(ada.id)/password-reset", admin).problem == "unsupported")
            #expect(try await house.signIn("ada", Self.own).status == 401)
        }
    }

    @Test func withoutAMailServerEverybodyIsToldTheSame() async throws {
        try await withGatehouse { house, admin in
            _ = try await person("ada", in: house, madeBy: admin)
            let known = try await house.post("password-resets", nil, ["login": "ada"])
            let unknown = try await house.post("password-resets", nil, ["login": "eve"])
            #expect(known.status == 409 && unknown.status == 409)
            #expect(known.string("detail") == unknown.string("detail"))
            for body: JSONValue in [[:], ["login": ""], ["login": 1], ["user": "ada"]] {
                #expect(try await house.post("password-resets", nil, body).status >= 400)
            }
        }
    }
}

extension Gatehouse {
    /// Without a body.
    fileprivate func post(_ path: String, _ person: Person) async throws -> Answer {
        try await send(Request("POST", path, token: person.token))
    }
}
