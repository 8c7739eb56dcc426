/// The version of both programs; CHANGELOG.md says what each brought.
package enum Version {
    package static let text = "0.1.0"
}
