/// The type of a value on the wire.
package indirect enum ValueType: Sendable {
    case string, boolean, integer, number, uuid, dateTime
    case choice([String])
    case array(ValueType)
    case object(ObjectShape)
    case nullable(ValueType)
}

/// A named JSON object: what a body must be, or what an answer is.
package struct ObjectShape: Sendable {
    package struct Field: Sendable {
        package let name: String
        package let type: ValueType
        package let isRequired: Bool
        package let help: String

        package init(_ name: String, _ type: ValueType, required: Bool = false, _ help: String) {
            self.name = name
            self.type = type
            isRequired = required
            self.help = help
        }
    }

    package let name: String
    package let fields: [Field]
    /// Whether members of any name and value may stand there.
    package let isOpen: Bool

    package init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
        isOpen = false
    }

    /// An object whose members are nobody's business here.
    package init(anyMembersNamed name: String) {
        self.name = name
        fields = []
        isOpen = true
    }
}
