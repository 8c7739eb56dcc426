import JSONText
import Testing

@Suite struct JSONValueTests {
    @Test func anObjectKeepsTheOrderOfItsKeys() {
        var object: JSONObject = ["z": 1, "a": 2]
        object["m"] = 3
        object["z"] = 4
        #expect(object.keys == ["z", "a", "m"])
        #expect(object["z"] == 4)
        object["a"] = nil
        #expect(object.keys == ["z", "m"])
        #expect(object["a"] == nil)
    }

    @Test func aLargeObjectFindsChangesAndForgetsItsMembers() {
        var object = JSONObject((0..<100).map { ("k\($0)", .integer(Int64($0))) })
        #expect(object["k57"] == 57)
        for number in 0..<95 { object["k\(number)"] = nil }
        #expect(object.keys == ["k95", "k96", "k97", "k98", "k99"])
        #expect(object["k97"] == 97)
        #expect(object["k57"] == nil)
        object["k57"] = nil
        object["new"] = true
        #expect(object.keys.last == "new")
    }

    @Test func theOrderOfMembersDoesNotMatterForEquality() {
        let one: JSONObject = ["a": 1, "b": 2]
        let other: JSONObject = ["b": 2, "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1, "b": 3])
        #expect(one != ["a": 1])
    }

    @Test func aValueIsReadOnlyAsWhatItIs() {
        #expect(JSONValue.integer(1).doubleValue == 1)
        #expect(JSONValue.number(1).integerValue == nil)
        #expect(JSONValue.string("1").integerValue == nil)
        #expect(JSONValue.bool(true).integerValue == nil)
        #expect(JSONValue.null.isNull)
    }
}
