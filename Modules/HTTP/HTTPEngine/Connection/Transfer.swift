/// What came of one attempt to read or write without waiting.
enum Transfer {
    case moved(Int)
    /// Nothing now; epoll will tell.
    case blocked
    /// The other side sends no more.
    case ended
    case failed
}
