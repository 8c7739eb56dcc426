import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing
import TokenSigning

@Suite struct RotationTests {
    @Test func anOldKeyChecksUntilItsEndAndThenNoMore() async throws {
        let house = SigningHouse()
        let old = try await house.rotate(), token = try await house.signer.sign(house.claims(lasts: 9_999))
        let new = try await house.rotate(to: .edDSA, overlap: 600)
        #expect(try await house.signer.publicKeys().map(\.id) == [new, old])
        // What it signed ends with the key at the latest.
        let end = house.clock.now().addingTimeInterval(600)
        #expect(try await house.verify(token)?.expiresAt == end)
        house.clock.advance(by: 599)
        #expect(try await house.verify(token) != nil)
        house.clock.advance(by: 1)
        #expect(try await house.verify(token) == nil)
        #expect(try await house.signer.publicKeys().map(\.id) == [new])
        #expect(try await house.keys.list(as: TestHouse.operator).map(\.state) == [.current, .retired])
    }

    @Test func anotherServerSeesARotationAtItsNextToken() async throws {
        let house = SigningHouse(), other = house.another()
        let old = try await house.rotate()
        let before = try await other.sign(house.claims())
        let new = try await house.rotate()
        let after = try await house.signer.sign(house.claims())
        #expect(try await other.verify(after, as: [.access], at: house.clock.now()) != nil)
        #expect(try await house.verify(before) != nil)
        #expect(try await other.publicKeys().map(\.id) == [new, old])
    }

    @Test func aRetiredKeyChecksNothingFromTheNextTokenOn() async throws {
        let house = SigningHouse(), other = house.another(), old = try await house.rotate()
        let token = try await house.signer.sign(house.claims())
        _ = try await house.rotate()
        #expect(try await other.verify(token, as: [.access], at: house.clock.now()) != nil)
        let retired = try await house.keys.retire(old, as: TestHouse.operator)
        #expect(retired.state == .retired)
        #expect(try await house.verify(token) == nil)
        #expect(try await other.verify(token, as: [.access], at: house.clock.now()) == nil)
        // Again, and nothing changes.
        #expect(try await house.keys.retire(old, as: TestHouse.operator) == retired)
    }

    @Test func aRotationWithoutOverlapMakesEverythingVoidAtOnce() async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        let token = try await house.signer.sign(house.claims())
        _ = try await house.rotate(overlap: 0)
        #expect(try await house.verify(token) == nil)
    }

    @Test func theCurrentKeyIsNotRetiredAndAnUnknownOneNotFound() async throws {
        let house = SigningHouse(), current = try await house.rotate()
        await #expect(throws: ServiceError.self) { try await house.keys.retire(current, as: TestHouse.operator) }
        #expect(try await house.keys.list(as: TestHouse.operator).map(\.state) == [.current])
        await #expect(throws: ServiceError.notFound(.signingKey)) {
            try await house.keys.retire(SigningKeyID(rawValue: "x"), as: TestHouse.operator)
        }
        for overlap in [-1, SigningKeyService.maximumOverlap + 1] {
            await #expect(throws: ServiceError.self) { try await house.rotate(overlap: overlap) }
        }
    }

    @Test func aRotationKeepsTheAlgorithmUnlessToldAndTheSigningHalfOfNoOldKey() async throws {
        let house = SigningHouse()
        _ = try await house.rotate(to: .edDSA)
        let kept = try await house.keys.rotate(as: TestHouse.operator)
        #expect(kept.algorithm == .edDSA)
        let stored = try await house.storage.read(.point) { try $0.signingKeys.list() }
        #expect(stored.map { $0.sealed != nil } == [true, false])
    }

    @Test func everyChangeOfTheKeysIsOnRecord() async throws {
        let house = SigningHouse()
        _ = try await house.signer.publicKeys()
        let old = try await house.keys.list(as: TestHouse.operator)[0].id
        let new = try await house.rotate()
        _ = try await house.keys.retire(old, as: TestHouse.operator)
        let records = try await house.storage.read(.scan) { try $0.audit.list(AuditQuery(limit: 9)) }.records.map(
            \.entry)
        #expect(records.map(\.action) == [.signingKeyRetired, .signingKeyRotated, .signingKeyCreated])
        #expect(records.map { $0.object?.id } == [old.rawValue, new.rawValue, old.rawValue])
        #expect(records.map(\.actor) == [.operator("tester"), .operator("tester"), .system])
    }
}
