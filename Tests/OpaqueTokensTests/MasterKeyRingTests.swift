import Cryptography
import IdentityCore
import OpaqueTokens
import Testing

@Suite struct MasterKeyRingTests {
    private let first = MasterKey.generate(from: FixedRandom(first: 1))
    private let second = MasterKey.generate(from: FixedRandom(first: 2))

    private func ring(_ text: String) -> MasterKeyRing? { MasterKeyRing(fileContents: Secret(text)) }
    private func line(_ key: MasterKey) -> String { key.fileContents.reveal { $0 } }

    @Test func aFileOfOneLineStaysValidByteForByte() {
        let ring = ring(line(first))
        #expect(ring?.keys.map(\.id) == [first.id])
        #expect(ring?.fileContents.reveal { $0 } == line(first))
    }

    @Test func theFirstLineIsTheCurrentKey() throws {
        let read = ring(line(second) + line(first))
        let ring = try #require(read)
        #expect(ring.current.id == second.id)
        #expect(ring.keys.map(\.id) == [second.id, first.id])
        #expect(ring.fileContents.reveal { $0 } == line(second) + line(first))
        #expect(ring.currentAlone.keys.map(\.id) == [second.id])
        #expect(MasterKeyRing(first).adding(second)?.keys.map(\.id) == [second.id, first.id])
    }

    /// Computed with Python's standard library: what is sealed names its key by it.
    @Test func theIdOfAKeyStaysAsItIs() {
        let key = MasterKey.generate(from: FixedRandom())
        #expect(key.id.rawValue == "e51d91b7adcac8ca")
    }

    @Test func everyOtherFileIsRefused() {
        let one = line(first), two = line(second)
        let many = (0..<9).map { line(MasterKey.generate(from: FixedRandom(first: $0))) }.joined()
        let others: [String] = [
            "", "\n", one + one, one + "\n" + two, one + two + "\n", "\n" + one, one + " " + two, one + "# old\n" + two,
            one + String(two.dropLast(2)), many, one + String(repeating: "\n", count: 1_000_000),
        ]
        for text in others { #expect(ring(text) == nil, "\(text.utf8.count) bytes") }
        #expect(MasterKeyRing(first).adding(first) == nil)
    }

    @Test func aSessionGoesOnUntilItsKeyIsGone() throws {
        let random = FixedRandom()
        let (token, digest) = SessionTokens(keys: MasterKeyRing(first), random: random).mint()
        let both = SessionTokens(keys: try #require(MasterKeyRing(first).adding(second)), random: random)
        #expect(both.digests(of: token).contains(digest))
        #expect(both.digests(of: token).first == both.mint().digest)
        #expect(both.mint().digest != digest)
        #expect(!SessionTokens(keys: MasterKeyRing(second), random: random).digests(of: token).contains(digest))
    }

    @Test func aTagGoesOnUntilItsKeyIsGone() throws {
        let tag = KeyedTags(keys: MasterKeyRing(first)).tag(for: [1], purpose: "users")
        let both = KeyedTags(keys: try #require(MasterKeyRing(first).adding(second)))
        #expect(both.verify(tag, for: [1], purpose: "users"))
        #expect(!both.verify(tag, for: [2], purpose: "users"))
        #expect(
            both.tag(for: [1], purpose: "users")
                == KeyedTags(keys: MasterKeyRing(second)).tag(for: [1], purpose: "users"))
        #expect(!KeyedTags(keys: MasterKeyRing(second)).verify(tag, for: [1], purpose: "users"))
    }
}
