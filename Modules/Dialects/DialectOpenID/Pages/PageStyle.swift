import HTTPCore

/// The one style sheet.
enum PageStyle {
    static let response = HTTPResponse(
        status: 200,
        fields: [
            ("Content-Type", "text/css; charset=utf-8"), ("Cache-Control", "public, max-age=3600"),
            ("X-Content-Type-Options", "nosniff"),
        ], body: Array(sheet.utf8))

    private static let sheet = """
        :root { color-scheme: light dark; --ink: #1b2430; --quiet: #5b6776; --paper: #ffffff; --ground: #eef1f5;
          --line: #c9d1db; --edge: #76828f; --accent: #1f5fbf; --accent-ink: #ffffff; --alarm: #a3231d;
          --alarm-ground: #fdecea; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --quiet: #a4b0be; --paper: #1d2530;
          --ground: #12171e; --line: #3a4655; --edge: #7a889b; --accent: #7fb0ff; --accent-ink: #0c1a2e;
          --alarm: #ffb4ad; --alarm-ground: #3a1d1b; } }
        * { box-sizing: border-box; }
        html, body { margin: 0; min-height: 100%; }
        body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI",
          Roboto, "Helvetica Neue", sans-serif; display: flex; justify-content: center; padding: 6vh 16px 32px; }
        main { width: 100%; max-width: 400px; align-self: flex-start; background: var(--paper);
          border: 1px solid var(--line); border-radius: 12px; padding: 32px; box-shadow: 0 8px 30px rgb(0 0 0 / 8%); }
        .brand { margin: 0 0 24px; font-weight: 600; letter-spacing: .04em; color: var(--accent); }
        h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
        p { margin: 0 0 16px; overflow-wrap: anywhere; }
        .quiet { color: var(--quiet); }
        .alarm { background: var(--alarm-ground); color: var(--alarm); border-radius: 8px; padding: 10px 12px; }
        form { margin: 24px 0 0; }
        label { display: block; margin: 0 0 6px; font-weight: 500; }
        input[type=text], input[type=password] { width: 100%; font: inherit; color: inherit; background: transparent;
          border: 1px solid var(--edge); border-radius: 8px; padding: 10px 12px; margin: 0 0 16px; }
        input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
        button, input[type=submit] { width: 100%; font: inherit; font-weight: 600; border: 1px solid var(--accent);
          border-radius: 8px; padding: 11px 16px; margin: 0 0 12px; background: var(--accent);
          color: var(--accent-ink); cursor: pointer; }
        button.second { background: transparent; color: var(--accent); }
        code { font-size: 20px; letter-spacing: .12em; white-space: nowrap; }
        @media (max-width: 480px) { body { padding: 0; } main { border: 0; border-radius: 0; min-height: 100vh; } }

        """
}
