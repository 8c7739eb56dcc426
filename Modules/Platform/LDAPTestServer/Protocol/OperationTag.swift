/// The tags of requests and of the answers to them (RFC 4511 section 4.2 and following).
enum OperationTag {
    static let bind = BERTag.application(0)
    static let unbind = BERTag(0x42)
    static let search = BERTag.application(3)
    static let searchEntry = BERTag.application(4)
    static let searchDone = BERTag.application(5)
    static let searchReference = BERTag.application(19)
    static let modify = BERTag.application(6)
    static let add = BERTag.application(8)
    static let delete = BERTag(0x4A)
    static let modifyDN = BERTag.application(12)
    static let compare = BERTag.application(14)
    static let abandon = BERTag(0x50)
    static let extended = BERTag.application(23)
    static let extendedResponse = BERTag.application(24)

    /// What ends the answer to a request; `nil` for what is not answered.
    static func answer(to request: BERTag) -> BERTag? {
        switch request {
        case bind: .application(1)
        case search: searchDone
        case modify: .application(7)
        case add: .application(9)
        case delete: .application(11)
        case modifyDN: .application(13)
        case compare: .application(15)
        case extended: extendedResponse
        default: nil
        }
    }
}
