extension HTTPRequest {
    /// Whether a proxy, listed or not, says that it handed the request on.
    package var wasForwarded: Bool {
        fields.count(of: "x-forwarded-for") + fields.count(of: "forwarded") + fields.count(of: "x-real-ip")
            + fields.count(of: "via") > 0
    }
}
