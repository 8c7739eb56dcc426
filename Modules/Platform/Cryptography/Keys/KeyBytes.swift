import COpenSSL

/// A key in memory of its own, wiped when the last reference goes. Arrays are copied and left behind by whoever touches
/// them; this is not. Prints nothing.
// @unchecked: the memory is written in `init` and `deinit` only.
package final class KeyBytes: @unchecked Sendable, CustomStringConvertible, CustomReflectable {
    private let memory: UnsafeMutableRawBufferPointer

    /// Takes the bytes over: the array is wiped and empty afterwards. Copies made of it before are not.
    package convenience init(taking bytes: inout [UInt8]) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
        bytes.wipe()
    }

    init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
        precondition(count > 0, "A key can't be empty")
        memory = .allocate(byteCount: count, alignment: 16)
        fill(memory)
    }

    deinit {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    package var count: Int { memory.count }

    /// An array with the same bytes. Whoever asks for it wipes it.
    package func copied() -> [UInt8] { Array(memory) }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // The memory lives as long as the object, which nothing else keeps alive inside the call.
        withExtendedLifetime(self) { body(UnsafeRawBufferPointer(memory)) }
    }

    package var description: String { "<key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
