import Glibc
import HTTPCore

/// The entry libFuzzer calls with one input. The first byte chooses what reads the others: a head or a chunked body;
/// the second says into how many pieces they are cut, because bytes arrive as the network likes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let pieces = Int(input[1] % 8) + 1
    if input[0] & 1 == 0 {
        readHead(Array(input[2...]), pieces)
    } else {
        readChunks(Array(input[2...]), pieces)
    }
    return 0
}

/// Calls `body` with a copy on the heap of exactly that size, so that one byte too far is seen.
private func withExactCopy<Result>(_ bytes: ArraySlice<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
{
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { copy.deallocate() }
    _ = copy.initialize(from: bytes)
    return body(UnsafeBufferPointer(copy))
}

private func readHead(_ bytes: [UInt8], _ pieces: Int) {
    let limits = HTTPLimits()
    // The parser alone must stand whatever bytes it is given.
    withExactCopy(bytes[...]) { buffer in
        if let head = try? HeadParser.parse(buffer, limits: limits) { check(head, limits) }
    }
    var scanner = HeadScanner()
    let step = max(1, bytes.count / pieces)
    var visible = 0
    while visible < bytes.count {
        visible = min(bytes.count, visible + step)
        let isOver = withExactCopy(bytes[..<visible]) { buffer in
            do throws(HTTPRefusal) {
                guard let length = try scanner.scan(buffer, limits: limits) else { return false }
                precondition(length <= visible && length <= limits.headBytes)
                precondition(buffer[length - 1] == 10 && buffer[length - 2] == 13)
                check(try HeadParser.parse(UnsafeBufferPointer(rebasing: buffer[..<length]), limits: limits), limits)
            } catch { precondition(error.status >= 400) }
            return true
        }
        if isOver { return }
    }
}

private func check(_ head: RequestHead, _ limits: HTTPLimits) {
    precondition(head.target.hasPrefix("/") || head.target == "*")
    precondition(head.target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    precondition(head.fields.count <= limits.fieldCount)
    precondition(head.minorVersion == 0 || head.fields.count(of: "host") == 1)
    switch head.framing {
    case .none: precondition(head.fields.count(of: "transfer-encoding") == 0)
    case .length(let length): precondition(length <= limits.bodyBytes && head.fields.count(of: "content-length") == 1)
    case .chunked: precondition(head.fields.count(of: "content-length") == 0)
    }
}

/// Cutting the bytes otherwise must not change what they mean.
private func readChunks(_ bytes: [UInt8], _ pieces: Int) {
    let whole = decode(bytes, step: bytes.count)
    let cut = decode(bytes, step: max(1, bytes.count / pieces))
    precondition(whole == cut)
}

private struct Decoded: Equatable {
    var body: [UInt8] = []
    var used = 0
    var isComplete = false
    var refusal: HTTPRefusal?
}

private func decode(_ bytes: [UInt8], step: Int) -> Decoded {
    let limit = 1_000
    var decoder = ChunkedDecoder(), result = Decoded(), visible = 0
    while visible < bytes.count, !result.isComplete {
        visible = min(bytes.count, visible + step)
        withExactCopy(bytes[result.used..<visible]) { buffer in
            do throws(HTTPRefusal) {
                let used = try decoder.feed(buffer, into: &result.body, limit: limit)
                precondition(used <= buffer.count && result.body.count <= limit)
                result.used += used
            } catch { result.refusal = error }
        }
        // Data before the fault may or may not have been taken, as the cuts fall.
        if let refusal = result.refusal { return Decoded(refusal: refusal) }
        result.isComplete = decoder.isComplete
    }
    return result
}
