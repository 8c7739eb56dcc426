import FoundationEssentials
import IdentityCore
package import JSONText

/// Looks at a configuration and at the files it names, without opening anything.
package enum ConfigurationCheck {
    /// Everything that would keep a server from starting with this file, at once.
    /// - Throws: `missing` or `file` when there is nothing to read.
    package static func problems(
        in path: String, registry: SourceRegistry = .standard
    ) throws(StartProblem) -> [JSONProblem] {
        let (configuration, problems) = ConfigurationFile.read(
            try ConfigurationFile.contents(of: path), folder: ConfigurationFile.folder(of: path))
        guard let configuration else { return problems }
        return problems + sourceProblems(configuration, registry) + fileProblems(configuration)
    }

    static func sourceProblems(
        _ configuration: GatehouseConfiguration, _ registry: SourceRegistry
    ) -> [JSONProblem] {
        configuration.sources.enumerated().flatMap { index, source in
            registry.problems(in: source).map { problem in
                let isSetting = problem.field != "kind" && problem.field != "settings"
                let place = "sources[\(index)]." + (isSetting ? "settings." : "") + problem.field
                return JSONProblem(path: place, kind: .badChoice, message: problem.message)
            }
        }
    }

    private static func fileProblems(_ configuration: GatehouseConfiguration) -> [JSONProblem] {
        var problems: [JSONProblem] = []
        func attempt(_ place: String, _ body: () throws(StartProblem) -> Void) {
            do throws(StartProblem) { try body() } catch {
                problems.append(JSONProblem(path: place, kind: .badChoice, message: error.sentence))
            }
        }
        func readable(_ place: String, _ path: String) {
            guard !FileManager.default.isReadableFile(atPath: path) else { return }
            problems.append(JSONProblem(path: place, kind: .badChoice, message: "\(path) can't be read."))
        }
        attempt("masterKey.file") { () throws(StartProblem) in _ = try MasterKeyFile(configuration.masterKeyFile).load()
        }
        if let list = configuration.passwords.blockListFile { readable("passwords.blockListFile", list) }
        if let tls = configuration.tls {
            readable("tls.certificate", tls.certificateFile)
            readable("tls.key", tls.keyFile)
        }
        if let mail = configuration.mail {
            if let file = mail.caFile { readable("mail.caFile", file) }
            attempt("mail.passwordFile") { () throws(StartProblem) in _ = try mail.password() }
        }
        return problems
    }
}
