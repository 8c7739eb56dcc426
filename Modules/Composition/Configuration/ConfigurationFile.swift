import FoundationEssentials
import JSONText

/// The file `gatehouse.json5`: JSON with comments and trailing commas.
package enum ConfigurationFile {
    /// Reads and checks the file; unknown keys and all other problems are reported at once.
    /// - Parameter path: relative paths inside the file are relative to its folder.
    package static func load(_ path: String) throws(StartProblem) -> GatehouseConfiguration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .file("\(path) can't be read. Make it with: gatehouse init --data DIR")
        }
        return try parse(Array(data), folder: folder(of: path), name: path)
    }

    static func parse(
        _ bytes: [UInt8], folder: String, name: String
    ) throws(StartProblem) -> GatehouseConfiguration {
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes, options: .json5) } catch {
            throw .configuration(file: name, [JSONProblem(path: "", kind: .wrongType, message: "\(error)")])
        }
        guard case .object(let object) = value else {
            let problem = JSONProblem(path: "", kind: .wrongType, message: "The file holds no object.")
            throw .configuration(file: name, [problem])
        }
        var reading = ConfigurationReading(folder: folder)
        let problems = reading.read(object)
        guard problems.isEmpty else { throw .configuration(file: name, problems) }
        return reading.configuration
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
