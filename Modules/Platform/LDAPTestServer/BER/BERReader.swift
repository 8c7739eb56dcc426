import CLDAP

/// Reads the elements of a message one after the other. Bytes of strangers: liblber says where an element ends, and a
/// reader never looks beyond the content it was made for.
final class BERReader {
    private let handle: OpaquePointer
    private let buffer: BERBuffer

    convenience init(_ bytes: [UInt8]) {
        let buffer = BERBuffer(bytes)
        self.init(buffer.whole, of: buffer)
    }

    init(_ content: berval, of buffer: BERBuffer) {
        guard let handle = ber_alloc_t(0) else { preconditionFailure("out of memory") }
        var content = content
        ber_init2(handle, &content, 0)
        self.handle = handle
        self.buffer = buffer
    }

    // The bytes stay the buffer's.
    deinit { ber_free(handle, 0) }

    var isAtEnd: Bool { ber_remaining(handle) == 0 }

    func next() throws(BERProblem) -> BERElement {
        var content = berval()
        let tag = ber_skip_element(handle, &content)
        guard tag != ber_tag_t.max else { throw BERProblem("an element is cut off, or its length is wrong") }
        return BERElement(tag: BERTag(tag), content: content, buffer: buffer)
    }

    /// The next element, when there is one and it has the tag.
    func next(if tag: BERTag) throws(BERProblem) -> BERElement? {
        var content = berval()
        guard !isAtEnd, ber_peek_element(handle, &content) == tag.rawValue else { return nil }
        return try next()
    }

    /// All that is left.
    func rest() throws(BERProblem) -> [BERElement] {
        var elements: [BERElement] = []
        while !isAtEnd { elements.append(try next()) }
        return elements
    }
}
