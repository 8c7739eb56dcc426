import IdentityCore
import JSONText

extension JSONWriter {
    /// One text for each thing held; `*` for every type that is not Gatehouse's own.
    mutating func permissions(_ key: StaticString, _ set: PermissionSet) {
        array(key) { writer in
            for permission in set.listedTexts { writer.value(permission) }
            if set.coversForeignTypes { writer.value("*") }
        }
    }
}
