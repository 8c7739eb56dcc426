import IdentityCore

/// Digits and letters, in the order of ASCII.
enum Base62 {
    private static let symbols = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    static func contains(_ symbol: UInt8) -> Bool { symbols.contains(symbol) }

    /// Characters that are all equally likely: 5.95 bits each.
    static func characters(_ count: Int, from random: any RandomSource) -> [UInt8] {
        // A byte beyond the last whole round of 62 would make the first symbols likelier, and is drawn again.
        let limit = UInt8(256 / symbols.count * symbols.count)
        var characters: [UInt8] = []
        while characters.count < count {
            let drawn = random.bytes(count * 2).filter { $0 < limit }.map { symbols[Int($0) % symbols.count] }
            characters += drawn.prefix(count - characters.count)
        }
        return characters
    }

    /// The highest digit first, with zeros in front. Six hold any 32 bits.
    static func digits(of number: UInt32, count: Int) -> [UInt8] {
        var rest = number, digits: [UInt8] = []
        for _ in 0..<count {
            digits.append(symbols[Int(rest) % symbols.count])
            rest /= UInt32(symbols.count)
        }
        return digits.reversed()
    }
}
