import FoundationEssentials
import Glibc
import JSONText

/// The file `gatehouse.json5`: JSON with comments and trailing commas.
package enum ConfigurationFile {
    /// Reads and checks the file; unknown keys and all other problems are reported at once.
    /// - Parameter path: relative paths inside the file are relative to its folder.
    package static func load(_ path: String) throws(StartProblem) -> GatehouseConfiguration {
        try parse(try contents(of: path), folder: folder(of: path), name: path)
    }

    static func parse(
        _ bytes: [UInt8], folder: String, name: String
    ) throws(StartProblem) -> GatehouseConfiguration {
        let (configuration, problems) = read(bytes, folder: folder)
        guard let configuration, problems.isEmpty else { throw .configuration(file: name, problems) }
        return configuration
    }

    /// - Returns: the configuration as far as it could be read, `nil` when nothing could, and what is wrong with it.
    static func read(
        _ bytes: [UInt8], folder: String
    ) -> (configuration: GatehouseConfiguration?, problems: [JSONProblem]) {
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes, options: .json5) } catch {
            return (nil, [JSONProblem(path: "", kind: .wrongType, message: "\(error)")])
        }
        guard case .object(let object) = value else {
            return (nil, [JSONProblem(path: "", kind: .wrongType, message: "The file holds no object.")])
        }
        var reading = ConfigurationReading(folder: folder)
        let problems = reading.read(object)
        return (reading.configuration, problems)
    }

    static func contents(of path: String) throws(StartProblem) -> [UInt8] {
        if let data = FileManager.default.contents(atPath: path) { return Array(data) }
        if Glibc.access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
            throw .missing("There is no \(path). Make a data folder with: gatehouse init --data DIR")
        }
        throw .file("\(path) can't be read; look at its owner and mode.")
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
