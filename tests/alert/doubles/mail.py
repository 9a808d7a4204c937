#!/usr/bin/python3
"""A mail server on 127.0.0.1 (aiosmtpd), or one that fails: prints its port, judges each letter as strictly as
Python's email package can, and notes it as a line of JSON in RECORD. It ends with its standard input.

    mail.py RECORD [--tls starttls|implicit] [--certificate FILE] [--login USER PASSWORD]
            [--exclude MECHANISM]... [--refuse WHAT REPLY]... [--way FAILURE]

WHAT is a recipient, or mail or data.
"""

import argparse
import asyncio
import os
import ssl
import sys

import letters
from aiosmtpd.smtp import SMTP, AuthResult


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--tls", choices=["starttls", "implicit"])
    parser.add_argument("--certificate")
    parser.add_argument("--login", nargs=2, metavar=("USER", "PASSWORD"))
    parser.add_argument("--exclude", action="append", default=[], help="a mechanism of AUTH")
    parser.add_argument("--refuse", nargs=2, action="append", default=[], metavar=("WHAT", "REPLY"))
    parser.add_argument("--way", choices=sorted(WAYS))
    return parser.parse_args()


class Mailbox:
    """Takes letters in, but those that are to be refused."""

    def __init__(self, options):
        self.record = options.record
        self.replies = dict(options.refuse)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "mail" in self.replies:
            return self.replies["mail"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "data" in self.replies:
            return self.replies["data"]
        letters.note(
            self.record,
            envelope.original_content,
            {
                "mail_from": envelope.mail_from,
                "rcpt_tos": envelope.rcpt_tos,
                "encrypted": server.transport.get_extra_info("sslcontext") is not None,
                "login": session.auth_data.login.decode() if session.authenticated else None,
            },
        )
        return "250 OK"


def authenticator(options):
    def judge(server, session, envelope, mechanism, data):
        expected = tuple(word.encode() for word in options.login)
        return AuthResult(success=(data.login, data.password) == expected, handled=False, auth_data=data)

    return judge


def mail_server(options):
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)
    more = {}
    if options.login:
        more = {
            "authenticator": authenticator(options),
            "auth_required": True,
            "auth_require_tls": options.tls == "starttls",
            "auth_exclude_mechanism": options.exclude,
        }
    if options.tls == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    mailbox = Mailbox(options)
    return (lambda: SMTP(mailbox, hostname="double", **more)), (context if options.tls == "implicit" else None)


class Failing(asyncio.Protocol):
    """Speaks SMTP from a script: what it says at first, and what it answers to each command."""

    greeting = b"220 double\r\n"
    answers = {}

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.greeting)

    def data_received(self, data):
        for line in data.splitlines(keepends=True):
            verb = line.split()[0].upper() if line.split() else b""
            answer = self.answers.get(verb, b"")
            if answer is None:
                self.transport.abort()
            elif answer:
                self.transport.write(answer)


class Silent(Failing):
    greeting = b""


class Garbage(Failing):
    greeting = b"\x1b[2Jhello\xff, this is no mail server\r\n"


class Busy(Failing):
    greeting = b"421 4.3.2 \x1b[31mcome back later\r\n"


TAKES = {b"EHLO": b"250-double\r\n250 8BITMIME\r\n", b"MAIL": b"250 OK\r\n", b"RCPT": b"250 OK\r\n"}


class DropsInData(Failing):
    answers = TAKES | {b"DATA": b"354 go on\r\n", b"MIME-VERSION:": None}


class DropsBeforeReply(Failing):
    answers = TAKES | {b"DATA": b"354 go on\r\n", b".": None}


class SilentAtQuit(Failing):
    answers = TAKES | {b"DATA": b"354 go on\r\n", b".": b"250 taken\r\n"}


class Repeating(Failing):
    """Says what it was told, the login too."""

    answers = {b"EHLO": b"250-double\r\n250 AUTH PLAIN LOGIN\r\n"}

    def data_received(self, data):
        super().data_received(data)
        if not data.upper().startswith(b"EHLO"):
            self.transport.write(b"535 5.7.8 no: " + data.strip() + b"\r\n")


class Endless(Failing):
    """A reply without an end."""

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"220-" + b"A" * 100 + b"\r\n")
        asyncio.get_running_loop().call_soon(self.go_on)

    def go_on(self):
        if not self.transport.is_closing():
            self.transport.write(b"220-more and more\r\n" * 100)
            asyncio.get_running_loop().call_later(0.001, self.go_on)


WAYS = {
    "silent": Silent,
    "garbage": Garbage,
    "busy": Busy,
    "drops in data": DropsInData,
    "drops before reply": DropsBeforeReply,
    "silent at quit": SilentAtQuit,
    "repeating": Repeating,
    "endless": Endless,
}


async def serve(options):
    loop = asyncio.get_running_loop()
    context = None
    if options.way:
        factory = WAYS[options.way]
        if options.certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(options.certificate)
    else:
        factory, context = mail_server(options)
    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(serve(parse_arguments()))
