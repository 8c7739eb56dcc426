/// What a mistyped word may have meant.
enum Suggestion {
    /// - Returns: nil when nothing is near enough to be worth saying: two slips, or one in a word below five letters.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        guard word.count <= 40 else { return nil }
        let limit = word.count < 5 ? 1 : 2
        let rated = candidates.map { (name: $0, distance: distance(Array(word), Array($0))) }
        let best = rated.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
        return best ?? candidates.first { word.count >= 3 && $0.hasPrefix(word) }
    }

    /// Letters put in, left out, changed or swapped with their neighbour (optimal string alignment).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for i in 0..<left.count {
            var row = [i + 1]
            for j in 0..<right.count {
                let change = rows[i][j] + (left[i] == right[j] ? 0 : 1)
                var best = min(change, rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
