#!/usr/bin/python3
"""A receiver of syslog on 127.0.0.1 over TCP or TLS: prints its port, reads records framed by octet counting
(RFC 6587, 3.4.1; RFC 5425, 4.3) strictly, and notes each connection as a line of JSON in RECORD. It ends with
its standard input.

    log.py RECORD [--certificate FILE] [--way FAILURE]
"""

import argparse
import json
import os
import re
import socket
import ssl
import struct
import sys
import threading
import time


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--certificate")
    parser.add_argument("--way", choices=["silent", "reset", "close"])
    return parser.parse_args()


def read_to_end(connection):
    """All bytes, and whether the end was said as it should be."""
    read = b""
    try:
        while piece := connection.recv(65536):
            read += piece
    except (ssl.SSLError, ConnectionError):
        return read, False
    return read, True


def records_of(read):
    records = []
    while read:
        framed = re.match(rb"([1-9][0-9]*) ", read)
        if not framed or len(read) < framed.end() + int(framed[1]):
            return records, False
        end = framed.end() + int(framed[1])
        records.append(read[framed.end() : end].decode("utf-8"))
        read = read[end:]
    return records, True


def receive(connection, options, context):
    if options.way == "silent":
        time.sleep(60)
    if options.way == "reset":
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return
    if context:
        try:
            connection = context.wrap_socket(connection, server_side=True, suppress_ragged_eofs=False)
        except (ssl.SSLError, ConnectionError):
            return
    if options.way == "close":
        connection.close()
        return
    read, ended = read_to_end(connection)
    records, whole = records_of(read)
    if not read:
        return
    # noted before the sender learns that all was read
    with open(options.record, "a", encoding="utf-8") as file:
        file.write(json.dumps({"records": records, "whole": whole, "ended": ended}) + "\n")
    connection.close()


def main():
    options = parse_arguments()
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)

    def accept():
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=receive, args=(connection, options, context), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
