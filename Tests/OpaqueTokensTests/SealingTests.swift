import Cryptography
import FoundationEssentials
import IdentityCore
import OpaqueTokens
import Testing
import Threading

@Suite struct SealingTests {
    private struct TrueRandom: RandomSource {
        func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
    }

    private struct OneID: IDGenerator {
        func uuid() -> UUID { UUID(uuidString: "01A1FC44-E596-78CB-B95A-BFAD63F91A8D")! }
    }

    private final class Causes: Sendable {
        let all = Locked<[String]>([])
        func add(_ incident: String, _ cause: String) { all.withLock { $0.append(cause) } }
    }

    private let first = MasterKey.generate(from: FixedRandom(first: 1))
    private let second = MasterKey.generate(from: FixedRandom(first: 2))
    private let causes = Causes()
    private let ada = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "mail")
    private let text = "pass phrase — Grüße"

    private func sealing(_ keys: any MasterKeySource) -> MasterKeySealing {
        MasterKeySealing(keys: keys, random: TrueRandom(), ids: OneID(), report: causes.add)
    }

    private func isRefused(_ sealed: SealedSecret, for binding: SealBinding, by sealing: MasterKeySealing) -> Bool {
        do throws(ServiceError) {
            _ = try sealing.open(sealed, for: binding)
            return false
        } catch { return error == .internalFailure(incident: "01a1fc44-e596-78cb-b95a-bfad63f91a8d") }
    }

    @Test func aSecretComesBackForItsBinding() throws {
        let sealing = sealing(MasterKeyRing(first))
        for text in [text, "", String(repeating: "x", count: 100_000), "e\u{301}", "\0"] {
            let sealed = try sealing.seal(Secret(text), for: ada)
            #expect(sealed.key == first.id)
            #expect(try sealing.open(sealed, for: ada).reveal { Array($0.utf8) } == Array(text.utf8))
        }
        #expect(try sealing.seal(Secret(text), for: ada) != sealing.seal(Secret(text), for: ada))
    }

    @Test func whatWasSealedForAnotherUserNameOrPurposeDoesNotOpen() throws {
        let sealing = sealing(MasterKeyRing(first))
        let sealed = try sealing.seal(Secret(text), for: ada)
        let others = [
            SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "mail"),
            SealBinding(purpose: .userSecret, user: ada.user, name: "Mail"),
            SealBinding(purpose: .userSecret, user: ada.user, name: "mail\0"),
            SealBinding(purpose: .userSecret, user: ada.user, name: ""),
            SealBinding(purpose: .connectionCredential, user: ada.user, name: "mail"),
        ]
        for other in others { #expect(isRefused(sealed, for: other, by: sealing)) }
        #expect(causes.all.withLock { $0 }.allSatisfy { $0.contains("does not open") && !$0.contains("phrase") })
    }

    @Test func aValueThatWasTamperedWithDoesNotOpen() throws {
        let sealing = sealing(try #require(MasterKeyRing(first).adding(second)))
        let sealed = try sealing.seal(Secret(text), for: ada)
        for position in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[position] ^= 1
            guard let changed = SealedSecret(bytes: bytes) else { continue }
            #expect(isRefused(changed, for: ada, by: sealing))
        }
        // A key of the ring, but not the one.
        let moved = SealedSecret(key: first.id, nonce: sealed.nonce, box: sealed.box)
        #expect(isRefused(moved, for: ada, by: sealing))
    }

    @Test func aValueUnderAKeyThatIsGoneSaysWhichAndWhatToDo() throws {
        let sealed = try sealing(MasterKeyRing(first)).seal(Secret(text), for: ada)
        #expect(isRefused(sealed, for: ada, by: sealing(MasterKeyRing(second))))
        let cause = try #require(causes.all.withLock(\.last))
        #expect(cause.contains(first.id.rawValue))
        #expect(cause.contains("from a backup"))
    }

    @Test func anOlderKeyOpensAndTheCurrentOneSeals() throws {
        let old = try sealing(MasterKeyRing(first)).seal(Secret(text), for: ada)
        let both = sealing(try #require(MasterKeyRing(first).adding(second)))
        #expect(try both.open(old, for: ada).reveal { $0 } == text)
        #expect(try both.seal(Secret(text), for: ada).key == second.id)
        #expect(both.currentKey == second.id)
    }

    @Test func aSealedSecretIsOneRowOfBytesAndPrintsNothing() throws {
        let sealed = try sealing(MasterKeyRing(first)).seal(Secret(text), for: ada)
        #expect(SealedSecret(bytes: sealed.bytes) == sealed)
        #expect(sealed.bytes.count == 2 + 16 + 12 + text.utf8.count + 16)
        for count in 0..<46 { #expect(SealedSecret(bytes: Array(sealed.bytes.prefix(count))) == nil) }
        #expect(SealedSecret(bytes: [2] + sealed.bytes.dropFirst()) == nil)
        #expect(SealedSecret(bytes: [1, 1, 0xFF] + [UInt8](repeating: 0, count: 40)) == nil)
        var dumped = ""
        dump(sealed, to: &dumped)
        for text in ["\(sealed)", String(reflecting: sealed), dumped] { #expect(!text.contains(first.id.rawValue)) }
    }
}
