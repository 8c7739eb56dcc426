import Composition
import DialectDataiku
import JSONText

extension SourceEntry {
    /// The source as a dialect may know it: of whom Gatehouse is there, the name only.
    var described: DataikuSources.Source {
        var shown = settings.objectValue ?? JSONObject()
        if let name = shown["bind"]?.objectValue?["dn"] {
            shown["bind"] = ["dn": name]
        } else {
            shown["bind"] = nil
        }
        return DataikuSources.Source(id: id, kind: kind, settings: shown, policy: policy)
    }
}
