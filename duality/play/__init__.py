"""The local playground: type a problem, see its page; a server on 127.0.0.1 for one person."""
