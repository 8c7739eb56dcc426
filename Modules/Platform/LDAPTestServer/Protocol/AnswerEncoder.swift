/// Encodes what goes back (RFC 4511 section 4.1.1 and following).
enum AnswerEncoder {
    static func result(_ answer: Answer, id: Int32, tag: BERTag) -> [UInt8] {
        message(id, answer.controls) { writer in
            writer.sequence(tag) {
                let result = answer.result
                writer.enumerated(result.code.rawValue)
                writer.text(result.matchedDN)
                writer.text(result.diagnostic)
                if !result.referrals.isEmpty {
                    writer.sequence(.constructed(3)) { for url in result.referrals { writer.text(url) } }
                }
                if let name = answer.responseName { writer.text(name, .context(10)) }
                if let value = answer.responseValue { writer.octets(value, .context(11)) }
            }
        }
    }

    static func entry(_ entry: FoundEntry, id: Int32) -> [UInt8] {
        message(id) { writer in
            writer.sequence(OperationTag.searchEntry) {
                writer.text(entry.dn)
                writer.sequence {
                    for attribute in entry.attributes {
                        writer.sequence {
                            writer.text(attribute.name)
                            writer.sequence(.set) { for value in attribute.values { writer.octets(value) } }
                        }
                    }
                }
            }
        }
    }

    static func reference(_ url: String, id: Int32) -> [UInt8] {
        message(id) { writer in writer.sequence(OperationTag.searchReference) { writer.text(url) } }
    }

    /// The last words on a connection that goes no further (RFC 4511 section 4.4.1).
    static func disconnection(_ code: ResultCode, _ diagnostic: String) -> [UInt8] {
        var answer = Answer(LDAPResult(code, diagnostic))
        answer.responseName = OID.disconnection
        return result(answer, id: 0, tag: OperationTag.extendedResponse)
    }

    private static func message(
        _ id: Int32, _ controls: [LDAPControl] = [], _ operation: (BERWriter) -> Void
    ) -> [UInt8] {
        let writer = BERWriter()
        writer.sequence {
            writer.integer(id)
            operation(writer)
            guard !controls.isEmpty else { return }
            writer.sequence(.constructed(0)) {
                for control in controls {
                    writer.sequence {
                        writer.text(control.oid)
                        if control.isCritical { writer.boolean(true) }
                        if let value = control.value { writer.octets(value) }
                    }
                }
            }
        }
        return writer.bytes
    }
}
