import IdentityCore

/// The ring as it is now: a rotation by another process changes it under a running server.
package protocol MasterKeySource: Sendable {
    /// Cheap enough for every request; may be a second behind.
    func recent() -> MasterKeyRing
    /// Not behind: for what is made anew, and for what no recent key fits.
    func latest() -> MasterKeyRing
}

/// A ring that stays as it is.
extension MasterKeyRing: MasterKeySource {
    package func recent() -> MasterKeyRing { self }
    package func latest() -> MasterKeyRing { self }
}
