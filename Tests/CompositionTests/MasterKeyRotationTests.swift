import Composition
import Foundation
import Glibc
import IdentityCore
import OpaqueTokens
import Testing

@Suite struct MasterKeyRotationTests {
    private static let count = 450

    private let folder: KeyFolder
    private let shelf = SealedShelf()
    private let sealing: MasterKeySealing
    private let rotation: MasterKeyRotation

    init() throws {
        folder = try KeyFolder()
        sealing = Self.sealing(try folder.watched())
        rotation = MasterKeyRotation(
            file: folder.file, random: SystemRandomSource(), sealing: sealing, stores: [shelf])
        for number in 0..<Self.count { try put("secret \(number)") }
    }

    private static func sealing(_ keys: any MasterKeySource) -> MasterKeySealing {
        let random = SystemRandomSource()
        return MasterKeySealing(
            keys: keys, random: random, ids: SystemIDs(clock: SystemClock(), random: random), report: { _, _ in })
    }

    private func put(_ text: String) throws {
        let binding = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: text)
        #expect(shelf.put(try sealing.seal(Secret(text), for: binding), for: binding))
    }

    private var texts: [String] { (0..<Self.count).map { "secret \($0)" } }

    /// All three steps, as the command takes them.
    private func run() async throws -> (added: SealingKeyID?, resealed: Int, removed: [SealingKeyID]) {
        (try rotation.addKey(), try await rotation.reseal { _, _ in }, try await rotation.removeOldKeys())
    }

    @Test func everythingIsSealedAnewInBatchesAndTheOldKeyGoes() async throws {
        let added = try rotation.addKey()
        #expect(try folder.ids() == [try #require(added), folder.first.id])
        var steps: [[Int]] = []
        #expect(try await rotation.reseal { steps.append([$0, $1]) } == Self.count)
        #expect(steps == [[200, 450], [400, 450], [450, 450], [450, 450]])
        #expect(try await rotation.removeOldKeys() == [folder.first.id])
        #expect(try folder.ids() == [try #require(added)])
        // With what is on disk alone, as after a new start.
        #expect(try shelf.opened(with: Self.sealing(try folder.file.load())) == texts)
    }

    @Test(arguments: 0...4)
    func r01_aRotationThatBrokeOffIsFinishedByTheNext(batches: Int) async throws {
        let added = try rotation.addKey()
        shelf.stop(afterBatches: batches)
        if batches < 4 {
            await #expect(throws: ServiceError.unavailable(.storage)) { try await rotation.reseal { _, _ in } }
        } else {
            _ = try await rotation.reseal { _, _ in }
        }
        // Whatever stands where: everything opens, for whoever starts now and for whoever has been running.
        #expect(try shelf.opened(with: Self.sealing(try folder.file.load())) == texts)
        #expect(try shelf.opened(with: sealing) == texts)
        shelf.stop(afterBatches: .max)
        let done = try await run()
        #expect(done.added == nil)
        #expect(done.resealed == max(0, Self.count - batches * MasterKeyRotation.batch))
        #expect(done.removed == [folder.first.id])
        #expect(try folder.ids() == [try #require(added)])
        #expect(try shelf.opened(with: Self.sealing(try folder.file.load())) == texts)
    }

    @Test func aValueThatWasSealedUnderTheOldKeyMeanwhileIsNotStored() async throws {
        let binding = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "late")
        let late = try sealing.seal(Secret("late"), for: binding)
        _ = try rotation.addKey()
        _ = try await rotation.reseal { _, _ in }
        #expect(!shelf.put(late, for: binding))
        #expect(shelf.put(try sealing.seal(Secret("late"), for: binding), for: binding))
        _ = try await rotation.removeOldKeys()
        #expect(try shelf.opened(with: sealing) == texts + ["late"])
    }

    @Test func aKeyThatSomethingStillHangsOnStays() async throws {
        _ = try rotation.addKey()
        await #expect { try await rotation.removeOldKeys() } throws: { "\($0)".contains("450 values") }
        #expect(try folder.ids().count == 2)
    }

    @Test func aValueThatDoesNotOpenStopsTheRotationAndTheOldKeyStays() async throws {
        let binding = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "mail")
        let moved = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "mail")
        #expect(shelf.put(try sealing.seal(Secret("x"), for: binding), for: moved))
        await #expect(throws: ServiceError.self) { try await run() }
        #expect(try folder.ids().count == 2)
    }

    @Test func withNothingSealedARotationIsSimplyDone() async throws {
        let empty = MasterKeyRotation(file: folder.file, random: SystemRandomSource(), sealing: sealing, stores: [])
        let added = try empty.addKey()
        #expect(try await empty.reseal { _, _ in } == 0)
        #expect(try await empty.removeOldKeys() == [folder.first.id])
        #expect(try folder.ids() == [try #require(added)])
    }
}
