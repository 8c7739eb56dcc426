"""An SMTP server for tests: aiosmtpd on a port of the system's choice.

The first line on standard output is the port. Everything that arrives is a line of JSON in the journal: raw bytes with
whether they came in clear, and each message that was taken. Runs until it is ended by a signal.
"""

import argparse
import asyncio
import json
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Journal:
    def __init__(self, path):
        self.file = open(path, "w", buffering=1)

    def add(self, **entry):
        self.file.write(json.dumps(entry) + "\n")


class Server(SMTP):
    """Notes what arrives, and is silent from the moment it is told."""

    def __init__(self, *arguments, journal, mute, **options):
        self.journal, self.mute = journal, mute
        super().__init__(*arguments, **options)

    def data_received(self, data):
        isClear = self.transport.get_extra_info("sslcontext") is None
        self.journal.add(kind="bytes", clear=isClear, text=data.decode("latin-1"))
        super().data_received(data)

    async def _handle_client(self):
        if self.mute == "GREETING":
            await asyncio.Event().wait()
        await super()._handle_client()


class Handler:
    def __init__(self, options, journal):
        self.options, self.journal = options, journal

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if address in self.options.refuse_sender:
            return "553 5.7.1 Sender not owned"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.options.refuse:
            return "550 5.1.1 No such mailbox"
        if address in self.options.defer:
            return "450 4.2.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.options.mute == "DATA":
            await asyncio.Event().wait()
        if self.options.refuse_text:
            return "554 5.7.1 This looks like spam"
        self.journal.add(
            kind="message", sender=envelope.mail_from, recipients=envelope.rcpt_tos,
            user=session.auth_data.decode() if session.authenticated else None,
            text=envelope.original_content.decode("latin-1"))
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if self.options.mute == "QUIT":
            await asyncio.Event().wait()
        return "221 Bye"


def authenticator(options):
    def check(server, session, envelope, mechanism, data):
        good = data.login.decode() == options.user and data.password.decode() == options.password
        return AuthResult(success=good, auth_data=data.login, handled=False)

    return check


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", required=True)
    parser.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--refuse", action="append", default=[])
    parser.add_argument("--defer", action="append", default=[])
    parser.add_argument("--refuse-sender", action="append", default=[])
    parser.add_argument("--refuse-text", action="store_true")
    parser.add_argument("--mute", choices=["GREETING", "DATA", "QUIT"])
    return parser.parse_args()


async def main():
    options = parse()
    journal = Journal(options.journal)
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def connection():
        return Server(
            Handler(options, journal), journal=journal, mute=options.mute, hostname="mail.test",
            tls_context=context if options.security == "starttls" else None,
            require_starttls=options.security == "starttls", auth_require_tls=False,
            auth_required=options.user is not None, authenticator=authenticator(options))

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        connection, "127.0.0.1", 0, ssl=context if options.security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
