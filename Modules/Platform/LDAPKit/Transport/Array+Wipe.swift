import Glibc

extension [UInt8] {
    /// Overwrites the bytes; copies made earlier keep theirs.
    mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
        }
    }
}
