import IdentityCore
import JSONText

/// What a new key is called.
struct KeyBody: RequestFields {
    let name: String

    init(reading body: inout JSONObjectReader) { name = body.requiredText("name") }
}

/// Which keys to end.
struct KeyNames: RequestFields {
    let names: Set<String>

    init(reading body: inout JSONObjectReader) {
        let names = body.texts("names")
        if names == nil { body.report("names", .missing, "names is missing.") }
        self.names = Set(names ?? [])
    }
}
