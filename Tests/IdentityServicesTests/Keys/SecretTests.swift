import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct SecretTests {
    @Test func whatAUserKeepsComesBackToTheUserAlone() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        try await house.user("boss", roles: [.superAdmin])
        let ada = try await house.signedIn("ada"), boss = try await house.signedIn("boss")
        let command = KeepSecret(name: "hub", secret: Secret("sesame"), detail: #"{"user":"ada"}"#)
        let item = try await house.secrets.put(command, as: ada)
        #expect(!"\(item)".contains("sesame"))
        #expect(try await house.secrets.reveal("hub", as: ada).secret.reveal { $0 } == "sesame")
        await #expect(throws: ServiceError.notFound(.secret)) { try await house.secrets.reveal("hub", as: boss) }
        await #expect(throws: ServiceError.notFound(.credential)) {
            try await house.secrets.reveal("hub", .connectionCredential, as: ada)
        }
        // An administrator puts another one there, and removes it, without having seen either.
        let new = KeepSecret(name: "hub", secret: Secret("new sesame"))
        _ = try await house.secrets.put(new, of: .user(.login("ada")), as: boss)
        #expect(try await house.secrets.reveal("hub", as: ada).secret.reveal { $0 } == "new sesame")
        #expect(
            try await house.secrets.list(of: .user(.login("ada")), limit: 9, as: boss).map(\.binding.name) == ["hub"])
        try await house.secrets.remove("hub", of: .user(.login("ada")), as: boss)
        await #expect(throws: ServiceError.notFound(.secret)) { try await house.secrets.reveal("hub", as: ada) }
        let records = try await house.records(6)
        #expect(
            records.map(\.action) == [.secretRemoved, .secretRead, .secretKept, .secretRead, .secretKept, .signedIn])
        #expect(records.prefix(5).allSatisfy { $0.object?.kind == .secret && $0.object?.name == "ada: hub" })
        #expect(!"\(records)".contains("sesame"))
    }

    @Test func aSecretIsReadOnlyWithARecordAndOnlyWhileTheSessionLasts() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        _ = try await house.secrets.put(KeepSecret(name: "hub", secret: Secret("sesame")), as: ada)
        try await house.sessions.signOut(as: ada)
        await #expect(throws: ServiceError.unauthenticated) { try await house.secrets.reveal("hub", as: ada) }
        #expect(try await house.records().contains { $0.action == .secretRead } == false)
    }

    @Test func aConnectionsKeyMayHoldNearlyEverything() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        for name in [
            " a ", "pg://u@h/db?x=%2F#y", "\"';--", "раypal/日本", "\u{202E}x", String(repeating: "k", count: 1_024),
        ] {
            let command = KeepSecret(purpose: .connectionCredential, name: name, secret: Secret(name))
            _ = try await house.secrets.put(command, as: ada)
            let read = try await house.secrets.reveal(name, .connectionCredential, as: ada)
            #expect(read.secret.reveal { $0 == name })
        }
        for name in ["", "a\nb", "a\u{0}b", String(repeating: "k", count: 1_025)] {
            await #expect(throws: ServiceError.self) {
                try await house.secrets.put(
                    KeepSecret(purpose: .connectionCredential, name: name, secret: Secret("x")), as: ada)
            }
        }
    }

    @Test func aSecretThatIsEmptyOrTooLongIsRefused() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        for count in [0, 65_537] {
            let command = KeepSecret(name: "hub", secret: Secret(String(repeating: "s", count: count)))
            await #expect(
                throws: ServiceError.invalidInput([
                    FieldProblem("value", .outOfRange, "A secret has from one to 65536 bytes.")
                ])
            ) { try await house.secrets.put(command, as: ada) }
        }
        #expect(try await house.secrets.list(limit: 9, as: ada).isEmpty)
    }

    @Test(arguments: [
        ("postgres://db.example.org/main", "postgres://db.example.org/main"),
        ("postgres://db.example.org/main?password=sesame", "postgres://db.example.org/main…"),
        ("postgres://ada:sesame@db.example.org/main", "postgres…"),
        ("postgres://ada:ses?ame@db.example.org", "postgres…"), ("jdbc:oracle:thin:ada/sesame@//db", "jdbc…"),
        ("Server=db;Password=sesame", "Server…"), ("hub", "hub"),
    ])
    func z12_noPasswordInTheKeyOfAConnectionComesIntoTheAudit(_ key: String, _ shown: String) async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        _ = try await house.secrets.put(
            KeepSecret(purpose: .connectionCredential, name: key, secret: Secret("sesame")), as: ada)
        _ = try await house.secrets.reveal(key, .connectionCredential, as: ada)
        try await house.secrets.remove(key, .connectionCredential, as: ada)
        let records = try await house.records(3)
        #expect(records.map(\.object?.name) == Array(repeating: "ada: \(shown)", count: 3))
        #expect(!"\(records)".contains("ses"))
    }

    @Test func severalAreKeptTogetherOrNotAtAll() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        let good = KeepSecret(name: "good", secret: Secret("one")), bad = KeepSecret(name: "bad", secret: Secret(""))
        await #expect(throws: ServiceError.self) { try await house.secrets.put([good, bad], as: ada) }
        #expect(try await house.secrets.list(limit: 9, as: ada).isEmpty)
        let kept = try await house.secrets.put([good, KeepSecret(name: "more", secret: Secret("two"))], as: ada)
        #expect(kept.map(\.binding.name) == ["good", "more"])
        #expect(try await house.secrets.reveal("more", as: ada).secret.reveal { $0 == "two" })
    }
}
