package import IdentityCore
import OpaqueTokens

extension SourceEnvironment {
    /// For a source whose passwords nobody keeps here.
    package static func plain(
        _ clock: any Clock, files: any SourceFiles = NoSourceFiles(),
        healthChanged: @escaping @Sendable (SourceID, SourceHealth) -> Void = { _, _ in }
    ) -> SourceEnvironment {
        SourceEnvironment(
            hasher: PlainHasher(), clock: clock, digests: SHA256Digests(), files: files, healthChanged: healthChanged)
    }
}
