package import IdentityCore

/// What nearly every use case is handed: the time, new identifiers, and how to compare names.
package struct ServiceHands: Sendable {
    package let clock: any Clock
    package let ids: any IDGenerator
    package let text: any TextNormalizing

    package init(clock: any Clock, ids: any IDGenerator, text: any TextNormalizing) {
        self.clock = clock
        self.ids = ids
        self.text = text
    }

    func composed(_ password: Secret) -> Secret { text.compatibilityComposed(password) }
}
