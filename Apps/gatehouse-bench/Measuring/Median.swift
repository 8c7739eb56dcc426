extension [Double] {
    /// The middle value; the mean of the two middle ones when their number is even. Zero of nothing.
    var median: Double {
        guard !isEmpty else { return 0 }
        let ordered = sorted()
        let middle = count / 2
        return count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2
    }
}
