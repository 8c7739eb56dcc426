import Foundation
import Testing

@Suite struct SigningKeyCommandTests {
    @Test func aSigningKeyIsPutInPlaceReplacedAndRetired() throws {
        let site = try Site.initialized()
        func states() throws -> [String] {
            try site.run("signing-key", "list", "--json").list().compactMap { $0["state"] as? String }
        }
        #expect(try states().isEmpty)
        let first = try site.run("signing-key", "rotate", "--algorithm", "ES256", "--json").json()
        let id = try #require(first["id"] as? String)
        #expect(first["algorithm"] as? String == "ES256" && first["state"] as? String == "current")
        // The current key is replaced, not retired.
        #expect(try site.run("signing-key", "retire", id).status != 0)
        let second = try site.run("signing-key", "rotate", "--overlap", "1h", "--json").json()
        #expect(second["algorithm"] as? String == "ES256")
        #expect(try states() == ["current", "verifying"])
        let retired = try site.run("signing-key", "retire", id)
        #expect(retired.status == 0 && retired.output.contains("retired"))
        #expect(try states() == ["current", "retired"])
        #expect(try site.run("signing-key", "retire", "nothing").status == 3)
        for words in [["--algorithm", "none"], ["--algorithm", "HS512"], ["--overlap", "soon"]] {
            #expect(try site.run("signing-key", "rotate", words[0], words[1]).status == 2)
        }
        let actions = try site.run("audit", "list", "--action", "signing-key.", "--json").list()
        #expect(
            actions.compactMap { $0["action"] as? String }
                == ["signing-key.retired", "signing-key.rotated", "signing-key.rotated"])
    }

    @Test func aRotationOfTheMasterKeySealsTheSigningKeyAnew() throws {
        let site = try Site.initialized()
        #expect(try site.run("signing-key", "rotate", "--algorithm", "EdDSA").status == 0)
        #expect(try site.run("key", "rotate-master", "--json").json()["resealed"] as? Int == 2)
        #expect(try site.run("key", "rotate-master", "--json").json()["resealed"] as? Int == 2)
        #expect(try site.run("signing-key", "rotate").status == 0)
    }
}
