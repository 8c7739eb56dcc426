package import IdentityCore
package import IdentityServices
import OpaqueTokens
import StorageSQLite

extension GatehouseConfiguration {
    /// The names of the master keys, the current one first.
    package func masterKeyIDs() throws(StartProblem) -> [SealingKeyID] {
        try MasterKeyFile(masterKeyFile).load().keys.map(\.id)
    }
}

extension House {
    package struct Rotation: Hashable, Sendable {
        package let current: SealingKeyID
        /// `nil` when a rotation that was begun before has been finished.
        package let added: SealingKeyID?
        /// Values that were sealed anew.
        package let resealed: Int
        package let removed: [SealingKeyID]
        /// Old keys that stay.
        package let kept: [SealingKeyID]
    }

    /// Whether the file has changed is looked at now, not within the next second.
    package func rereadMasterKeys() { _ = masterKeys.latest() }

    /// Adds a master key as the current one, seals everything anew under it, and removes the old ones. Begun before and
    /// broken off, it is finished instead, without another key.
    /// - Parameters:
    ///   - keepsOld: the old keys stay until the next call, so that sessions opened under them go on.
    ///   - progress: told how many values are done, and how many there are.
    /// - Throws: `StartProblem` about the file, `ServiceError` about the store. What was done stays done.
    package func rotateMasterKey(
        keepsOld: Bool, as caller: Caller, progress: (_ done: Int, _ total: Int) -> Void
    ) async throws -> Rotation {
        try caller.require(.manageServer)
        let file = MasterKeyFile(configuration.masterKeyFile)
        guard let lock = try file.lock() else {
            throw StartProblem.busy("Another rotation of \(file.path) is under way.")
        }
        let rotation = MasterKeyRotation(
            file: file, random: SystemRandomSource(), sealing: sealing, stores: sealedStores)
        // On record before it is done: there is no change of the keys without a record.
        let old = try file.load().keys
        try await record(old.count == 1 ? "a new key in front of \(old[0].id)" : "goes on to \(old[0].id)", caller)
        let added = try rotation.addKey()
        let resealed = try await rotation.reseal(progress)
        if !keepsOld {
            let going = try file.load().keys.dropFirst().map(\.id.rawValue).joined(separator: ", ")
            try await record("without \(going)", caller)
        }
        let removed = keepsOld ? [] : try await rotation.removeOldKeys()
        let left = try file.load().keys.map(\.id)
        _ = consume lock
        return Rotation(
            current: left[0], added: added, resealed: resealed, removed: removed, kept: Array(left.dropFirst()))
    }

    private func record(_ detail: String, _ caller: Caller) async throws(ServiceError) {
        let entry = caller.entry(.masterKeyRotated, on: nil, at: SystemClock().now(), detail: detail)
        try await storage.write { store in try store.auditWrites.append(entry) }
    }
}
