import Cryptography

/// The pieces that hash texts are made of, read strictly: one spelling for each value.
enum HashField {
    static func number(in text: Substring) -> Int? {
        guard (1...9).contains(text.utf8.count), text == "0" || !text.hasPrefix("0"),
            text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        return Int(text)
    }

    /// `m=1,t=2` with exactly these names in this order.
    static func numbers(in text: Substring, named names: [String]) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == names.count else { return nil }
        var numbers: [Int] = []
        for (part, name) in zip(parts, names) {
            guard part.hasPrefix(name + "="), let number = number(in: part.dropFirst(name.count + 1)) else {
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }

    static func bytes(in text: Substring, alphabet: Base64, count: ClosedRange<Int>) -> [UInt8]? {
        alphabet.decode(text).flatMap { count.contains($0.count) ? $0 : nil }
    }
}
