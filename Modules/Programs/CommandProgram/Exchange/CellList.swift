/// Several texts in one cell: parted by `|`; a `|` or `\` in a text is led by `\`.
enum CellList {
    static func items(_ cell: String) -> [String] {
        var items: [String] = [], item = "", isEscaped = false
        for scalar in cell.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped: isEscaped = true
            case "|" where !isEscaped:
                items.append(item)
                item = ""
            default:
                item.unicodeScalars.append(scalar)
                isEscaped = false
            }
        }
        return items + [item]
    }

    static func cell(_ items: [String]) -> String {
        items.map { $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }.joined(separator: "|")
    }
}
