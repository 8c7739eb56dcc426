import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

private let nameParameter = ParameterDescription(
    "name", .string,
    "`user-properties`, `admin-properties`, `variables`, `configuration`, or `annotation.` and the name of a dialect.")
private let anyObject = ObjectShape(anyMembersNamed: "Document")

extension RequestReader {
    fileprivate func documentName(at place: Int) throws(ServiceError) -> DocumentName {
        try path(place, as: DocumentNameParameter.self, kind: .document).name
    }

    /// The body as it was sent, every digit of it.
    fileprivate mutating func documentText() -> String {
        body.takeAll()
        return String(decoding: request.body, as: UTF8.self)
    }
}

/// The entity that documents belong to.
struct DocumentHolderInput<Holder: DocumentHolderParameter>: EndpointInput {
    static var description: InputDescription {
        InputDescription(path: [ParameterDescription("id", .string, Holder.help)])
    }
    let holder: DocumentHolder

    init(reading request: inout RequestReader) throws(ServiceError) {
        holder = try request.path(as: Holder.self, kind: Holder.kind).holder
    }
}

struct DocumentInput<Holder: DocumentHolderParameter>: EndpointInput {
    static var description: InputDescription {
        InputDescription(path: [ParameterDescription("id", .string, Holder.help), nameParameter])
    }
    let holder: DocumentHolder
    let name: DocumentName

    init(reading request: inout RequestReader) throws(ServiceError) {
        holder = try request.path(as: Holder.self, kind: Holder.kind).holder
        name = try request.documentName(at: 1)
    }
}

struct PutDocumentBody<Holder: DocumentHolderParameter>: EndpointInput {
    static var description: InputDescription {
        InputDescription(path: DocumentInput<Holder>.description.path, body: anyObject)
    }
    let holder: DocumentHolder
    let name: DocumentName
    let text: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        let place = try DocumentInput<Holder>(reading: &request)
        holder = place.holder
        name = place.name
        text = request.documentText()
    }
}

/// Members of a document to set and to remove, in one change.
struct EditDocumentBody<Holder: DocumentHolderParameter>: EndpointInput {
    static var description: InputDescription {
        InputDescription(path: DocumentInput<Holder>.description.path, body: DocumentEditReading.shape)
    }
    let holder: DocumentHolder
    let name: DocumentName
    let edit: DocumentEdit

    init(reading request: inout RequestReader) throws(ServiceError) {
        let place = try DocumentInput<Holder>(reading: &request)
        holder = place.holder
        name = place.name
        edit = DocumentEditReading.read(&request)
    }
}

enum DocumentEditReading {
    static let shape = ObjectShape(
        "EditDocument",
        [
            .init("set", .object(anyObject), "Members to add or to put in the place of earlier ones."),
            .init("remove", .array(.string), "Names of members to remove; those that are not there are passed over."),
        ])

    static func read(_ request: inout RequestReader) -> DocumentEdit {
        let set = request.body.value("set")
        if let set, set.objectValue == nil {
            request.report(FieldProblem("set", .malformed, "set is \(set.kindName); an object was expected."))
        }
        return DocumentEdit(
            setting: set?.objectValue ?? JSONObject(), removing: request.body.strings("remove") ?? [])
    }
}

/// The same of one's own account.
struct OwnDocumentInput: EndpointInput {
    static let description = InputDescription(path: [nameParameter])
    let name: DocumentName

    init(reading request: inout RequestReader) throws(ServiceError) { name = try request.documentName(at: 0) }
}

struct PutOwnDocumentBody: EndpointInput {
    static let description = InputDescription(path: [nameParameter], body: anyObject)
    let name: DocumentName
    let text: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        name = try request.documentName(at: 0)
        text = request.documentText()
    }
}

struct EditOwnDocumentBody: EndpointInput {
    static let description = InputDescription(path: [nameParameter], body: DocumentEditReading.shape)
    let name: DocumentName
    let edit: DocumentEdit

    init(reading request: inout RequestReader) throws(ServiceError) {
        name = try request.documentName(at: 0)
        edit = DocumentEditReading.read(&request)
    }
}
