import JSONText

/// The public keys of an issuer (RFC 7517 section 5).
package struct JWKSet: Sendable {
    /// Each key costs a check of its own when it is read.
    package static let maximumKeys = 64

    package let keys: [VerificationKey]
    /// Why the others were left out. Keys that are not understood do no harm (RFC 7517 section 5).
    package let problems: [JWKProblem]

    package init(_ keys: [VerificationKey]) {
        self.keys = keys
        problems = []
    }

    private init(_ keys: [VerificationKey], leftOut problems: [JWKProblem]) {
        self.keys = keys
        self.problems = problems
    }

    /// Keys for something else than checking signatures, and those that can't be used, are left out.
    /// - Throws: `notASet`, `tooMany`.
    package static func parse(_ text: [UInt8]) throws(JWKProblem) -> JWKSet {
        guard let set = (try? JSONParser.parse(text))?.objectValue, let entries = set["keys"]?.arrayValue else {
            throw .notASet
        }
        guard entries.count <= maximumKeys else { throw .tooMany(limit: maximumKeys) }
        var keys: [VerificationKey] = [], problems: [JWKProblem] = []
        for entry in entries {
            do throws(JWKProblem) {
                guard let object = entry.objectValue else { throw .malformed(member: "keys") }
                keys.append(try JWK.key(object))
            } catch {
                problems.append(error)
            }
        }
        return JWKSet(keys, leftOut: problems)
    }

    /// The key that a token names. One that names none is checked only when a single key is of its algorithm.
    /// - Returns: `nil` when there is no such key, or none of the algorithm that the header tells.
    package func key(for header: JWS.Header) -> VerificationKey? {
        let fitting = keys.filter { $0.algorithm.rawValue == header.algorithm }
        if let id = header.keyID { return fitting.first { $0.id == id } }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
