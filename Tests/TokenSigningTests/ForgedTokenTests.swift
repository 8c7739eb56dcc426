import Cryptography
import FoundationEssentials
import IdentityCore
import JOSE
import JSONText
import OpaqueTokens
import TestSupport
import Testing
import TokenSigning

@Suite struct ForgedTokenTests {
    /// A good token with another header, and the signature that was made for the old one or by `sign`.
    private func with(
        header: JSONObject, _ token: Secret, sign: (([UInt8]) -> [UInt8])? = nil
    ) -> Secret {
        token.reveal { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let start = "\(Base64.url.encode(JSONValue.object(header).encoded())).\(parts[1])"
            return Secret("\(start).\(sign.map { Base64.url.encode($0(Array(start.utf8))) } ?? parts[2])")
        }
    }

    @Test(arguments: ["none", "None", "nOnE", "", "RS256", "HS256"])
    func t01_anotherAlgorithmInTheHeaderIsRefused(_ algorithm: String) async throws {
        let house = SigningHouse(), id = try await house.rotate(), token = try await house.signer.sign(house.claims())
        let header: JSONObject = ["alg": .string(algorithm), "kid": .string(id.rawValue)]
        #expect(try await house.verify(with(header: header, token)) == nil)
        #expect(try await house.verify(with(header: header, token, sign: { _ in [] })) == nil)
        #expect(try await house.verify(token) != nil)
    }

    @Test func t01_thePublicKeyIsNoSecret() async throws {
        let house = SigningHouse(), id = try await house.rotate(to: .rs256)
        let token = try await house.signer.sign(house.claims())
        let published = try await house.signer.publicKeys()
        let key = try #require(PublicKey(published[0]))
        for name in [id.rawValue, house.master.id.rawValue] {
            for algorithm in ["HS512", "HS256"] {
                let header: JSONObject = ["alg": .string(algorithm), "kid": .string(name)]
                let forged = with(header: header, token) { HMACKey(key.der, .sha512).code(for: $0) }
                #expect(try await house.verify(forged) == nil)
            }
        }
    }

    @Test(arguments: ["", "x", "../../../../dev/null", "x' UNION SELECT 'AAAA", "https://attacker.example/key"])
    func t01_anUnknownKeyIDFindsNoKey(_ id: String) async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        let token = try await house.signer.sign(house.claims())
        #expect(try await house.verify(with(header: ["alg": "ES256", "kid": .string(id)], token)) == nil)
        #expect(try await house.verify(with(header: ["alg": "ES256"], token)) == nil)
    }

    @Test func t01_aKeyThatComesWithTheTokenIsNotUsed() async throws {
        let house = SigningHouse(), id = try await house.rotate(), mine = PrivateKey.generate(.ecdsaP256SHA256)
        let token = try await house.signer.sign(house.claims())
        for id in [id.rawValue, "mine"] {
            let header: JSONObject = [
                "alg": "ES256", "kid": .string(id), "jwk": .object(JWK.object(mine.publicKey.parameters, id: id)),
                "jku": "https://attacker.example/keys", "x5u": "https://attacker.example/cert",
            ]
            #expect(try await house.verify(with(header: header, token, sign: mine.sign)) == nil)
        }
        #expect(
            try await house.verify(with(header: ["alg": "ES256", "kid": .string(id.rawValue), "crit": ["x"]], token))
                == nil)
    }

    @Test func t02_aTokenOfOneKindIsRefusedWhereAnotherIsDue() async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        for kind in TokenClaims.Kind.allCases {
            let token = try await house.signer.sign(house.claims(kind))
            for other in TokenClaims.Kind.allCases {
                let claims = try await house.verify(token, as: [other])
                #expect((claims != nil) == (kind == other), "\(kind) as \(other)")
            }
        }
    }

    /// Whoever may ask for a token that only this house reads gets none for everybody out of its key, nor the other way
    /// round.
    @Test func t02_aKindUnderTheWrongSortOfKeyIsRefused() async throws {
        let house = SigningHouse(), id = try await house.rotate()
        let access = try await house.signer.sign(house.claims())
        let codes = HouseCodes(master: house.master)
        let coded: JSONObject = ["alg": "HS512", "kid": .string(house.master.id.rawValue)]
        #expect(try await house.verify(with(header: coded, access, sign: codes.sign)) == nil)
        let refresh = try await house.signer.sign(house.claims(.refresh))
        #expect(try await house.verify(with(header: coded, refresh, sign: codes.sign), as: [.refresh]) != nil)
        let signed: JSONObject = ["alg": "ES256", "kid": .string(id.rawValue)]
        #expect(try await house.verify(with(header: signed, refresh), as: [.refresh]) == nil)
    }

    @Test func t03_aTokenIsGoodFromItsBeginToItsEnd() async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        let now = house.clock.now()
        for kind in [TokenClaims.Kind.access, .refresh] {
            let token = try await house.signer.sign(house.claims(kind, lasts: 300))
            for (seconds, isGood) in [
                (-61.0, false), (-60, true), (0, true), (299, true), (300, false), (9_999, false),
            ] {
                let claims = try await house.signer.verify(token, as: [kind], at: now.addingTimeInterval(seconds))
                #expect((claims != nil) == isGood, "\(kind) after \(seconds) s")
            }
        }
    }

    @Test func t03_anAccessTokenWithoutEndIsRefused() async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        for kind in [TokenClaims.Kind.access, .identity, .refresh] {
            let token = try await house.signer.sign(house.claims(kind, lasts: nil))
            #expect(try await house.verify(token, as: [kind]) == nil)
        }
    }

    @Test(arguments: SigningAlgorithm.allCases)
    func t04_aTokenThatWasChangedAnywhereIsRefused(_ algorithm: SigningAlgorithm) async throws {
        let house = SigningHouse()
        _ = try await house.rotate(to: algorithm)
        for kind in [TokenClaims.Kind.access, .refresh] {
            let text = try await house.signer.sign(house.claims(kind)).reveal { $0 }
            var changed = [
                text + "=", text + " ", String(text.dropLast(4)), text.replacing(".", with: ".."), "", "eyJ",
            ]
            let symbols = Array(text.utf8)
            for place in stride(from: 0, to: symbols.count, by: 7) {
                var other = symbols
                other[place] = other[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                changed.append(String(decoding: other, as: UTF8.self))
            }
            for wrong in changed { #expect(try await house.verify(Secret(wrong), as: [kind]) == nil) }
            #expect(try await house.verify(Secret(text), as: [kind]) != nil)
        }
    }
}

/// Makes codes as the house does.
private struct HouseCodes {
    let master: MasterKey

    func sign(_ bytes: [UInt8]) -> [UInt8] {
        HouseTokenCodes(MasterKeyRing(master)).code(for: bytes, under: master.id) ?? []
    }
}
