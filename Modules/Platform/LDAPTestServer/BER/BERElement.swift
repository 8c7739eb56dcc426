import CLDAP

/// One element of a message: its tag, and its content as it came.
struct BERElement {
    let tag: BERTag
    private let content: berval
    private let buffer: BERBuffer

    init(tag: BERTag, content: berval, buffer: BERBuffer) {
        self.tag = tag
        self.content = content
        self.buffer = buffer
    }

    var bytes: [UInt8] {
        withExtendedLifetime(buffer) {
            UnsafeBufferPointer(start: content.bv_val, count: Int(content.bv_len)).map { UInt8(bitPattern: $0) }
        }
    }

    /// What must be UTF-8 (RFC 4511 section 4.1.2).
    func text() throws(BERProblem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw BERProblem("a text is not UTF-8") }
        return text
    }

    /// An INTEGER, ENUMERATED or BOOLEAN of up to four bytes.
    func integer() throws(BERProblem) -> Int32 {
        var content = content, number: ber_int_t = 0
        let result = withExtendedLifetime(buffer) { ber_decode_int(&content, &number) }
        guard content.bv_len > 0, result >= 0 else { throw BERProblem("a number is empty or too long") }
        return number
    }

    /// The elements inside.
    func elements() -> BERReader { BERReader(content, of: buffer) }

    /// The same element, when it has the tag that has to be here.
    func expecting(_ tag: BERTag) throws(BERProblem) -> BERElement {
        guard self.tag == tag else { throw BERProblem("an element has another type than belongs here") }
        return self
    }
}
