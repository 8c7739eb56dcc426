/// What a document may be at most; anything above is refused before it is executed. And what an answer may be: one that grows
/// beyond is given up.
package struct GraphQLLimits: Sendable {
    /// Of the document, in UTF-8.
    package var bytes = 32_768
    /// Words, numbers, strings and signs of the document.
    package var tokens = 4_000
    /// Selection sets inside each other; the standard introspection query has 14.
    package var depth = 16
    /// Fields that are asked for, each as often as its fragment is used; the standard introspection query has 300.
    package var fields = 1_000
    /// Fields under a name of their own: each can ask the same again.
    package var aliases = 20
    /// Of the answer: fields of every object in it, and elements of lists.
    package var answerValues = 200_000
    /// Of the answer: names, texts and errors, in UTF-8.
    package var answerBytes = 8_388_608

    package init() {}
}
