import IdentityCore

/// The files that the configuration file names; relative ones lie in its folder.
struct ConfiguredFiles: SourceFiles {
    let folder: String

    func path(_ name: String) throws(ServiceError) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        let path = try path(name)
        guard let contents = SecretFile.contents(of: path) else { throw problem("\(name) can't be read.") }
        guard SecretFile.isItsOwnersOnly(path) else {
            throw problem("\(name) is open to other users of this machine; make it readable by its owner only.")
        }
        let line = contents.reveal { text in Secret(String(text.prefix { !$0.isNewline })) }
        guard !line.isEmpty else { throw problem("\(name) is empty.") }
        return line
    }

    private func problem(_ sentence: String) -> ServiceError {
        .invalidInput([FieldProblem("settings", .malformed, sentence)])
    }
}
