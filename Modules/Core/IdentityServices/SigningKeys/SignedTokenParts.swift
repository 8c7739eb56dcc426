package import IdentityCore

/// What signed tokens are made and recognised with.
package struct SignedTokenParts: Sendable {
    package let signing: any TokenSigning
    package let making: any SigningKeyMaking
    package let issuers: TokenIssuers

    package init(signing: any TokenSigning, making: any SigningKeyMaking, issuers: TokenIssuers) {
        self.signing = signing
        self.making = making
        self.issuers = issuers
    }
}
