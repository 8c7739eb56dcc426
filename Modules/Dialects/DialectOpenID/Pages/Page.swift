import HTTPCore

/// A page of ours: no script, nothing from elsewhere, one style sheet.
struct Page: Sendable {
    var title: String
    var body: String
    var status = 200
    /// Where a form of the page may lead in the end: browsers hold redirects after a form to it as well.
    var formTarget: String?

    func response(in realm: Realm, fields: [(name: String, value: String)] = []) -> HTTPResponse {
        let html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(HTML.text(title))</title>
            <link rel="stylesheet" href="\(HTML.text(realm.path))/login-pages/style.css">
            </head>
            <body>
            <main>
            <p class="brand">Gatehouse</p>
            <h1>\(HTML.text(title))</h1>
            \(body)
            </main>
            </body>
            </html>

            """
        return HTTPResponse(
            status: status,
            fields: [
                ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("Pragma", "no-cache"),
                ("Content-Security-Policy", policy), ("X-Frame-Options", "DENY"),
                ("X-Content-Type-Options", "nosniff"),
                // Without any referrer a browser would not say either which site sent the page's form (Fetch standard,
                // "append a request Origin header").
                ("Referrer-Policy", "same-origin"),
            ] + fields, body: Array(html.utf8))
    }

    private var policy: String {
        "default-src 'none'; style-src 'self'; form-action 'self'\(formTarget.map { " \($0)" } ?? ""); "
            + "frame-ancestors 'none'; base-uri 'none'"
    }
}

enum HTML {
    /// For text and for values between quotation marks.
    static func text(_ raw: String) -> String {
        var text = ""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// Where a browser may be sent: what a Content-Security-Policy takes for the address.
enum FormTarget {
    static func of(_ address: String) -> String? {
        if let origin = WebOrigins.origin(of: address) { return isPlain(origin) ? origin : nil }
        guard let colon = address.firstIndex(of: ":") else { return nil }
        let scheme = String(address[...colon])
        return isPlain(scheme) ? scheme : nil
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C && $0 != 0x27 }
    }
}
