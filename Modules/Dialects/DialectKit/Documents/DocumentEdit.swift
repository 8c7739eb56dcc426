package import IdentityCore
package import IdentityServices
package import JSONText

/// What is to change in a document: some members set, some removed; the others stay.
package struct DocumentEdit: Sendable {
    package let setting: JSONObject
    package let removing: [String]

    package init(setting: JSONObject, removing: [String]) {
        self.setting = setting
        self.removing = removing
    }

    func applied(to text: String?) throws(ServiceError) -> String {
        var object = JSONObject()
        if let text {
            guard let parsed = try? JSONParser.parse(Array(text.utf8), options: .strict), let known = parsed.objectValue
            else { throw .internalFailure(incident: "document") }
            object = known
        }
        for key in removing { object[key] = nil }
        for member in setting.members { object[member.key] = member.value }
        return String(decoding: JSONValue.object(object).encoded(), as: UTF8.self)
    }
}

extension DocumentService {
    /// Of those who change one document at once each try one wins, so this many losses mean a flood.
    private static let tries = 32

    /// Changes some members of a document, or makes it. The use cases read no JSON, so the change is worked out here and
    /// stored only if the document still is what it was worked out from.
    /// - Returns: the whole document as it is then.
    /// - Throws: `limited` when others change it all the time.
    package func edit(
        _ name: DocumentName, of holder: DocumentHolder, _ edit: DocumentEdit, as caller: Caller
    ) async throws(ServiceError) -> String {
        for _ in 0..<Self.tries {
            let before = try await find(name, of: holder, as: caller)?.text
            let after = try edit.applied(to: before)
            if try await replace(name, before, with: after, of: holder, as: caller) { return after }
        }
        throw .limited(retryAfterSeconds: 1)
    }
}
