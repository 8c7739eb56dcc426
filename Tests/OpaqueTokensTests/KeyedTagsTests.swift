import IdentityCore
import OpaqueTokens
import Testing

@Suite struct KeyedTagsTests {
    private func tags(_ first: UInt8 = 0) -> KeyedTags {
        KeyedTags(keys: MasterKeyRing(MasterKey.generate(from: FixedRandom(first: first))))
    }

    @Test func aTagProvesItsBytesForItsPurpose() {
        let tag = tags().tag(for: [1, 2, 3], purpose: "users")
        #expect(tag.count == 16)
        #expect(tags().verify(tag, for: [1, 2, 3], purpose: "users"))
    }

    @Test func aTagIsWorthNothingForAnythingElse() {
        let tag = tags().tag(for: [1, 2, 3], purpose: "users")
        #expect(!tags().verify(tag, for: [1, 2, 4], purpose: "users"))
        #expect(!tags().verify(tag, for: [1, 2, 3], purpose: "audit"))
        #expect(!tags().verify(tag, for: [2, 3], purpose: "users\u{1}"))
        #expect(!tags(1).verify(tag, for: [1, 2, 3], purpose: "users"))
        #expect(!tags().verify(Array(tag.dropLast()), for: [1, 2, 3], purpose: "users"))
        #expect(!tags().verify(tag + [0], for: [1, 2, 3], purpose: "users"))
        #expect(!tags().verify([], for: [1, 2, 3], purpose: "users"))
    }
}
