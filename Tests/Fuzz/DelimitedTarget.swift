/// The entry libFuzzer calls with one input: comma-separated values behind a byte that says in which pieces they come.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let text = Array(input[1...])
    let records = read(text, pieces: text.count)
    // Where the pieces end must not matter.
    precondition(read(text, pieces: Int(input[0] % 7) + 1) == records)
    precondition(records.map(\.line) == records.map(\.line).sorted())
    var again: [UInt8] = []
    let whole = records.compactMap { try? $0.cells.get() }
    for cells in whole {
        again += Array(DelimitedLine.text(cells.map(SpreadsheetText.guarded)).utf8)
    }
    let reread = read(again, pieces: again.count + 1, limit: 16_384).compactMap { try? $0.cells.get() }
    // A mark at the very beginning is taken for a byte order mark.
    if whole.first?.first?.utf8.starts(with: [0xEF, 0xBB, 0xBF]) != true {
        precondition(reread.map { $0.map(SpreadsheetText.unguarded) } == whole)
    }
    return 0
}

private func read(_ bytes: [UInt8], pieces size: Int, limit: Int = 1_024) -> [DelimitedRecord] {
    var rest = bytes[...]
    var reader = DelimitedReader<Never>(limit: limit) { () throws(Never) in
        defer { rest = rest.dropFirst(max(1, size)) }
        return Array(rest.prefix(max(1, size)))
    }
    var records: [DelimitedRecord] = []
    while let record = reader.next() { records.append(record) }
    return records
}
