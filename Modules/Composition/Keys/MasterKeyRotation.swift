package import IdentityCore
import OpaqueTokens

/// A new master key in the place of the old one, in three steps. Each can be the last before the power goes: run again,
/// the rotation goes on where it was. A ring of more than one key is a rotation that is not finished.
package struct MasterKeyRotation: Sendable {
    /// Values in one transaction: few enough to keep others waiting for milliseconds only.
    package static let batch = 200

    let file: MasterKeyFile
    let random: any RandomSource
    let sealing: any Sealing
    let stores: [any SealedStore]

    package init(
        file: MasterKeyFile, random: any RandomSource, sealing: any Sealing, stores: [any SealedStore]
    ) {
        self.file = file
        self.random = random
        self.sealing = sealing
        self.stores = stores
    }

    /// Puts a new key in front, unless a rotation was begun before.
    /// - Returns: the new key's id; `nil` when there was nothing to add.
    package func addKey() throws(StartProblem) -> SealingKeyID? {
        let ring = try file.load()
        guard ring.keys.count == 1 else { return nil }
        let key = MasterKey.generate(from: random)
        guard let grown = ring.adding(key) else { throw .masterKey("The random generator repeats itself.") }
        try file.replace(with: grown)
        return key.id
    }

    /// Seals everything anew that is not under the current key.
    /// - Parameter progress: told how many values are done, and how many there are.
    /// - Returns: how many were sealed anew.
    package func reseal(_ progress: (_ done: Int, _ total: Int) -> Void) async throws(ServiceError) -> Int {
        let current = sealing.currentKey
        var total = 0, done = 0
        for store in stores {
            try await store.admit(only: current)
            total += try await store.count(exceptUnder: current)
        }
        for store in stores {
            var last: Int
            repeat {
                last = try await store.reseal(batch: Self.batch, with: sealing)
                done += last
                progress(done, total)
            } while last > 0
        }
        return done
    }

    /// Removes every key but the current one, if nothing hangs on them any more.
    /// - Returns: the ids of those that went.
    package func removeOldKeys() async throws -> [SealingKeyID] {
        let ring = try file.load()
        for store in stores {
            let left = try await store.count(exceptUnder: ring.current.id)
            guard left == 0 else {
                throw StartProblem.masterKey("\(left) values are still under an old key, which stays. Run it again.")
            }
        }
        guard ring.keys.count > 1 else { return [] }
        try file.replace(with: ring.currentAlone)
        return ring.keys.dropFirst().map(\.id)
    }
}
