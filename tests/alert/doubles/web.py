#!/usr/bin/env python3
"""A double of a web service on 127.0.0.1: prints its port, answers as the service's documentation says, and
notes each request as a line of JSON in RECORD. What breaks a documented rule is answered 400 and noted as a
complaint. It ends with its standard input.

    web.py RECORD SERVICE [--fail WAY] [--answer STATUS] [--header LINE]... [--body TEXT] [--tls CERT KEY]
           [--secret TEXT]
"""

import argparse
import json
import os
import socket
import ssl
import sys
import threading
import time

import services

MOST_OF_REQUEST = 8 << 20


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("service", choices=sorted(services.SERVICES))
    parser.add_argument("--fail", choices=sorted(FAILURES))
    parser.add_argument("--answer", type=int)
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--body", default="")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--secret", default="")
    return parser.parse_args()


class Request:
    def __init__(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece or len(head) > MOST_OF_REQUEST:
                raise ConnectionError("no whole request")
            head += piece
        head, self.body = head.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, self.version = lines[0].split(" ")
        self.headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            if name.lower() in self.headers:
                raise ConnectionError(f"the header {name} comes twice")
            self.headers[name.lower()] = value.strip()
        length = int(self.headers.get("content-length", "0"))
        while len(self.body) < length:
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError("half a request")
            self.body += piece


def head_of(status, headers, length):
    lines = [f"HTTP/1.1 {status} Double", *headers, f"Content-Length: {length}", "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer(connection, status, headers, body):
    connection.sendall(head_of(status, headers, len(body)) + body)


def drip(connection, data):
    """A byte now and then, for longer than anybody waits."""
    for byte in data:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def echo(connection, request):
    told = f"{request.method} {request.path} {request.headers} ".encode() + request.body
    answer(connection, 400, [], told.replace(b"\n", b" "))


FAILURES = {
    "nothing": lambda connection, request: None,
    "garbage": lambda connection, request: connection.sendall(os.urandom(512).replace(b"\n", b"") + b"\r\n\r\n"),
    "half head": lambda connection, request: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "half refusal": lambda connection, request: connection.sendall(head_of(403, [], 100) + b"no suc"),
    "half body": lambda connection, request: connection.sendall(head_of(200, [], 100) + b"accept"),
    "slow head": lambda connection, request: drip(connection, head_of(200, ["X-Long: " + "x" * 2000], 0)),
    "slow body": lambda connection, request: (connection.sendall(head_of(200, [], 2000)), drip(connection, b"x" * 2000)),
    "silence": lambda connection, request: time.sleep(60),
    "huge refusal": lambda connection, request: answer(connection, 403, [], b"no\n" + b"x" * (32 << 20)),
    "huge head": lambda connection, request: connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * (1 << 20)),
    "huge": lambda connection, request: answer(connection, 200, [], b"x" * (32 << 20)),
    "echo": echo,
}


class Double:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.service = services.SERVICES[options.service](options.secret)

    def note(self, request, complaints):
        line = json.dumps({
            "method": request.method, "path": request.path, "headers": request.headers,
            "body": request.body.decode("utf-8", "backslashreplace"), "complaints": complaints})
        with self.lock, open(self.options.record, "a", encoding="utf-8") as record:
            record.write(line + "\n")

    def serve(self, connection):
        with connection:
            request = Request(connection)
            complaints = self.service.complaints(request)
            self.note(request, complaints)
            if self.options.fail:
                FAILURES[self.options.fail](connection, request)
            elif self.options.answer:
                answer(connection, self.options.answer, self.options.header, self.options.body.encode())
            elif complaints:
                answer(connection, 400, ["Content-Type: text/plain"], "\n".join(complaints).encode())
            else:
                answer(connection, *self.service.success(request))


def run(double, listener, context):
    def one(connection):
        try:
            connection.settimeout(30)
            double.serve(context.wrap_socket(connection, server_side=True) if context else connection)
        except (OSError, ValueError):
            connection.close()  # the client went, as it may

    while True:
        connection, _ = listener.accept()
        threading.Thread(target=one, args=(connection,), daemon=True).start()


def main():
    options = parse_arguments()
    context = None
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=run, args=(Double(options), listener, context), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
