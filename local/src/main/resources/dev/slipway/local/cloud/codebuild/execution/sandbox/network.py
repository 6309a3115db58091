"""Runs a program in a network of its own, in which only some ports of this machine's loopback answer.

usage: network.py [--port PORT]... [--way-out PROGRAM] -- PROGRAM ARGUMENT...

  --port     a port of 127.0.0.1 that leads to the same port of this machine
  --way-out  slirp4netns: with it the program reaches what this machine reaches, except its loopback

The listening sockets are made inside the network and served from outside, so that nothing of this runs where the program could see it.
"""

import ctypes
import fcntl
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 1
CHUNK = 1 << 18
PATIENCE_SECONDS = 20

LIBC = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    if getattr(LIBC, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def die_with(parent):
    call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags | IFF_UP))


def own_network():
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        call("unshare", CLONE_NEWNET)
    else:
        # Whoever is not root may do so in a user namespace only, and is root in it.
        call("unshare", CLONE_NEWUSER | CLONE_NEWNET)
        for file, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            with open(f"/proc/self/{file}", "w") as settings:
                settings.write(text)
    loopback_up()


def inside(channel, ports, program, parent):
    """In the child: makes the network and its listeners, hands these over, and becomes the program once all is ready."""
    die_with(parent)
    own_network()
    listeners = []
    for port in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
        listeners.append(listener)
    socket.send_fds(channel, [b"ready"], [listener.fileno() for listener in listeners])
    for listener in listeners:
        listener.close()
    if channel.recv(2) != b"go":
        sys.exit("the network was given up")
    channel.close()
    os.execvp(program[0], program)


def way_out(program, child):
    """Starts slirp4netns, which ends with this process, and waits until it is ready."""
    ready, tell_ready = os.pipe()
    ended, _held = os.pipe()
    arguments = [program, "--configure", "--mtu=65520", "--disable-host-loopback", f"--ready-fd={tell_ready}", f"--exit-fd={ended}"]
    if os.geteuid() != 0:
        arguments.append(f"--userns-path=/proc/{child}/ns/user")
    arguments += ["--netns-type=path", f"/proc/{child}/ns/net", "tap0"]
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, pass_fds=(tell_ready, ended))
    os.close(tell_ready)
    os.close(ended)
    with selectors.DefaultSelector() as selector:
        selector.register(ready, selectors.EVENT_READ)
        if not selector.select(PATIENCE_SECONDS) or not os.read(ready, 1):
            process.kill()
            raise OSError(f"{program} gave no network: " + process.stderr.read().decode(errors="replace").strip())
    os.close(ready)


class Relay:
    """Carries bytes between the connections of the program and this machine's ports, one thread for all."""

    def __init__(self, listeners, ports):
        self.selector = selectors.DefaultSelector()
        self.waiting = {}  # a connection: what is to be written to it
        self.peers = {}  # a connection: the one at the other end
        self.ended = set()  # connections whose other end has said all
        for listener, port in zip(listeners, ports):
            listener.setblocking(False)
            self.selector.register(listener, selectors.EVENT_READ, port)

    def watch(self, descriptor):
        self.selector.register(descriptor, selectors.EVENT_READ, "end")

    def serve(self):
        """Until a watched descriptor is readable."""
        while True:
            for key, events in self.selector.select():
                if key.data == "end":
                    return
                if key.data is not None:
                    self.accept(key.fileobj, key.data)
                    continue
                if events & selectors.EVENT_WRITE:
                    self.write(key.fileobj)
                if events & selectors.EVENT_READ and key.fileobj in self.peers:
                    self.read(key.fileobj)

    def accept(self, listener, port):
        try:
            near, _ = listener.accept()
        except OSError:
            return
        far = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            # On loopback a connection is there or refused at once.
            far.connect(("127.0.0.1", port))
        except OSError:
            near.close()
            far.close()
            return
        for one, other in ((near, far), (far, near)):
            one.setblocking(False)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.peers[one] = other
            self.waiting[one] = b""
            self.selector.register(one, selectors.EVENT_READ)

    def read(self, one):
        try:
            data = one.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            self.drop(one)
            return
        other = self.peers[one]
        if data:
            self.waiting[other] += data
            self.write(other)
        else:
            self.ended.add(other)
            self.write(other)

    def write(self, one):
        data = self.waiting[one]
        try:
            sent = one.send(data) if data else 0
        except BlockingIOError:
            sent = 0
        except OSError:
            self.drop(one)
            return
        self.waiting[one] = data = data[sent:]
        if not data and one in self.ended:
            try:
                one.shutdown(socket.SHUT_WR)
            except OSError:
                self.drop(one)
                return
            if self.peers[one] in self.ended and not self.waiting[self.peers[one]]:
                self.drop(one)
                return
        self.interest(one)
        self.interest(self.peers[one])

    def interest(self, one):
        """Nothing more is read for a peer that has not yet taken what is there."""
        events = selectors.EVENT_WRITE if self.waiting[one] else 0
        if self.peers[one] not in self.ended and not self.waiting[self.peers[one]]:
            events |= selectors.EVENT_READ
        registered = one in self.selector.get_map()
        if not events:
            if registered:
                self.selector.unregister(one)
        elif registered:
            self.selector.modify(one, events)
        else:
            self.selector.register(one, events)

    def drop(self, one):
        for each in (one, self.peers.get(one)):
            if each is None or each not in self.peers:
                continue
            del self.peers[each], self.waiting[each]
            self.ended.discard(each)
            if each in self.selector.get_map():
                self.selector.unregister(each)
            each.close()


def arguments(words):
    ports, slirp = [], None
    while words and words[0] != "--":
        option, value, words = words[0], words[1], words[2:]
        if option == "--port":
            ports.append(int(value))
        elif option == "--way-out":
            slirp = value
        else:
            sys.exit(f"unknown option {option}")
    return ports, slirp, words[1:]


def main():
    ports, slirp, program = arguments(sys.argv[1:])
    here, there = socket.socketpair()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        here.close()
        inside(there, ports, program, parent)
    there.close()
    # The program alone speaks for this process: its output ends when it has ended.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    message, descriptors, _, _ = socket.recv_fds(here, 5, len(ports))
    if message != b"ready":
        os.waitpid(child, 0)
        sys.exit("this machine gives no network of its own")
    if slirp:
        way_out(slirp, child)
    relay = Relay([socket.socket(fileno=one) for one in descriptors], ports)
    # Readable when the child has ended.
    relay.watch(os.pidfd_open(child))
    here.send(b"go")
    os.dup2(nothing, 2)
    relay.serve()
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)


if __name__ == "__main__":
    main()
