import FoundationEssentials
import IdentityCore

extension PasswordPolicy {
    /// The built-in list of common passwords and, if named, the operator's own.
    init(_ configuration: GatehouseConfiguration.Passwords) throws(StartProblem) {
        var blocked = CommonPasswords.words
        if let path = configuration.blockListFile {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw .file("The block list \(path) can't be read.")
            }
            let text = SystemTextNormalizer()
            for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
                blocked.insert(text.comparisonKey(String(line)))
            }
        }
        self.init(minimumLength: configuration.minimumLength, blocked: blocked)
    }
}
