import FoundationEssentials
import Glibc

/// Runs a command of the shell and returns what it wrote.
func shell(_ command: String) -> String {
    guard let stream = popen(command, "r") else { return "" }
    defer { pclose(stream) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    return String(decoding: output, as: UTF8.self)
}

/// A self-signed certificate and its key in a folder of their own, which goes with this object.
final class CertificateFiles: Sendable {
    let folder: String
    var certificate: String { folder + "/certificate.pem" }
    var key: String { folder + "/key.pem" }

    init(name: String) {
        folder = FileManager.default.temporaryDirectory.path + "/gatehouse-tls-\(UUID().uuidString)"
        mkdir(folder, 0o700)
        make(name: name)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts another certificate and key in place.
    func make(name: String) {
        _ = shell(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name) "
                + "-keyout \(key) -out \(certificate) 2>&1")
    }

    func spoil(_ path: String) {
        guard let file = fopen(path, "w") else { return }
        fputs("no certificate\n", file)
        fclose(file)
    }
}
