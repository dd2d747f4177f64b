"""``python -m tarspay``: the verbs of the command ``tarspay``, with the same arguments, exit codes and JSON.

Exit codes: 0 done (or verified, or valid); 1 does not verify (or not valid); 2 the input can't be used.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import tarspay
from tarspay import catalog

KEY_VARIABLE = "TARSPAY_PRIVATE_KEY"
LONGEST = (1 << 20) + 1  # One byte more than is read, so that the library's own limit speaks.


class Failure(Exception):
    """The input can't be used, for a reason outside the library."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.field, self.message = code, None, message


Outcome = tuple[bool, dict[str, Any], str]
"""Whether all is well, the JSON, and the text."""


def keygen(args: argparse.Namespace) -> Outcome:
    with tarspay.PrivateKey.generate() as key:
        public = str(key.public_key)
        if args.out is None:
            secret = key.expose_hex()
            warning = "Keep the private key secret: whoever has it can move your money."
            text = f"private key  {secret}\npublic key   {public}\n\n{warning}"
            return True, {"privateKey": secret, "publicKey": public}, text
        try:
            with open(os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(key.expose_hex() + "\n")
        except OSError as error:
            raise Failure("file_unwritable", f"{args.out} can't be written: {error.strerror}") from error
    return (
        True,
        {"privateKeyFile": args.out, "publicKey": public},
        f"private key  written to {args.out}\npublic key   {public}",
    )


def sign(args: argparse.Namespace) -> Outcome:
    with tarspay.Signer(private_key(args)) as signer:
        request = signer.sign(args.method, args.path, read(args.body), args.nonce)
    headers, body = request.headers, request.body.decode()
    lines = [f"{request.method} {request.path}", *(f"{name}: {value}" for name, value in headers.items()), "", body]
    lines += ["", "string to sign", request.string_to_sign]
    found = {"method": request.method, "path": request.path, "headers": headers, "body": body}
    return True, found | {"stringToSign": request.string_to_sign}, "\n".join(lines)


def string_to_sign(args: argparse.Namespace) -> Outcome:
    body = read(args.body)
    request = tarspay.UnsignedRequest(args.method, args.path, body, args.nonce)
    # The nonce is not among the members.
    stages = tarspay.explain_request(args.method, args.path, args.nonce or "", body).to_dict()
    members = [[member["name"], member["text"]] for member in stages["signedMembers"]]
    text = request.string_to_sign
    return True, {"stringToSign": text, "members": members, "digest": request.signing_digest.hex()}, text


def verify(args: argparse.Namespace) -> Outcome:
    form = None
    try:
        if args.what == "callback":
            keys = public_keys(args.public_key) or None
            callback = tarspay.Verifier(keys).verify_callback(read(args.body), args.signature)
            key, form = callback.matched_key, callback.matched_form
            paid = f"{callback.pay_amount} of {callback.order_amount} {callback.currency}"
            details = [f"matched form  {form}", f"replay key    {callback.replay_key}", f"paid          {paid}"]
            details += [
                f"order         {callback.mch_order_no}",
                f"state         {callback.state_name or callback.state}",
            ]
        elif args.what == "request":
            verified = tarspay.Verifier(tarspay.PublicKey(args.api_key)).verify_request(
                args.method,
                args.path,
                read(args.body),
                api_key=args.api_key,
                nonce=args.nonce,
                signature=args.signature,
            )
            key, details = verified.api_key, [f"string to sign  {verified.string_to_sign}"]
        else:
            key = tarspay.Verifier(public_keys(args.public_key)).verify_text(read(args.text), args.signature)
            details = []
    except tarspay.SignatureMismatch as error:
        failed: dict[str, Any] = {"verified": False, "code": error.code, "matchedForm": None, "publicKey": None}
        return (
            False,
            failed | {"field": error.field, "message": error.message},
            f"NOT verified\ncode  {error.code}\nwhy   {error.message}",
        )
    report = {"verified": True, "code": None, "matchedForm": form, "publicKey": str(key)}
    return True, report, "\n".join(["verified", f"public key  {key}", *details])


def explain(args: argparse.Namespace) -> Outcome:
    body, other_keys = read(args.body), public_keys(args.other_key)
    secret = private_key(args) if args.key_file else None
    if args.what == "callback":
        explanation = tarspay.explain_callback(
            body,
            args.signature,
            keys=[key_text(key) for key in args.public_key] or None,
            private_key=secret,
            other_keys=other_keys,
            path=args.path,
            nonce=args.nonce,
        )
    else:
        explanation = tarspay.explain_request(
            args.method,
            args.path,
            args.nonce,
            body,
            api_key=args.api_key and key_text(args.api_key),
            private_key=secret,
            signature=args.signature,
            other_keys=other_keys,
            other_nonces=args.other_nonce,
        )
    stages = explanation.to_dict()
    good = explanation.verdict == "valid" if explanation.verdict else not stages["faults"]
    return good, stages, str(explanation)


def validate(args: argparse.Namespace) -> Outcome:
    known = {endpoint["name"].replace("_", ""): endpoint["name"] for endpoint in catalog.endpoints()}
    endpoint = known.get(re.sub("[^a-z0-9]", "", args.endpoint.lower()))
    if endpoint is None:
        names = ", ".join(name.replace("_", "-") for name in known.values())
        raise Failure("argument_invalid", f"no such endpoint; there are {names}")
    market = args.market and market_of(args.market)["country"]
    problems = tarspay.validate(
        endpoint, read(args.body), market=market, strict=args.strict, allow_test_hosts=args.allow_test_hosts
    )
    valid = all(problem.severity == "warning" for problem in problems)
    found = [
        {
            "severity": p.severity,
            "member": p.member,
            "code": p.code,
            "gatewayCode": p.gateway_code,
            "message": p.message,
        }
        for p in problems
    ]
    lines = [f"{p.severity:<8} {p.member} [{p.code}] {p.message}" for p in problems] + [
        f"valid {endpoint} request"
    ] * valid
    return valid, {"valid": valid, "endpoint": endpoint, "market": market, "problems": found}, "\n".join(lines)


def show_catalog(args: argparse.Namespace) -> Outcome:
    if args.market is None:
        lines = [
            f"{market['country']}  {market['name']:<12} {market['currency'] or '?'}" for market in catalog.markets()
        ]
        return True, {"markets": catalog.markets()}, "\n".join(lines)
    market = market_of(args.market)
    ways = [("deposit", way) for way in market["deposit"]["wayCodes"]] + [
        ("withdraw", way) for way in market["withdraw"]["wayCodes"]
    ]
    lines = [f"{direction:<9} {way['code']:<44} {way['name']}" for direction, way in ways]
    return (
        True,
        {**market},
        "\n".join([f"{market['name']} ({market['country']}), {market['currency'] or 'currency not printed'}", *lines]),
    )


def market_of(country: str) -> catalog.Market:
    market = catalog.market(country)
    if market is None:
        countries = ", ".join(each["country"] for each in catalog.markets())
        raise Failure("argument_invalid", f"no such market; there are {countries}")
    return market


def read(path: str) -> bytes:
    """A file, or standard input for ``-``."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(LONGEST)
        with Path(path).open("rb") as file:
            return file.read(LONGEST)
    except (OSError, ValueError) as error:
        raise Failure("file_unreadable", f"{path} can't be read: {error}") from error


def private_key(args: argparse.Namespace) -> tarspay.PrivateKey:
    if args.key_file is None:
        text = os.environ.get(KEY_VARIABLE)
        if text is None:
            raise Failure("argument_invalid", f"no private key: name a file with --key-file, or set {KEY_VARIABLE}")
    elif args.key_file == args.body == "-":
        raise Failure("argument_invalid", "standard input can be the key or the body, not both")
    else:
        try:
            text = read(args.key_file).decode()
        except UnicodeDecodeError:
            raise Failure(
                "private_key_malformed", "the key file is not text: it must hold 64 hex digits or PEM"
            ) from None
    return tarspay.PrivateKey(text.rstrip("\r\n"))


def key_text(text: str) -> str:
    return read(text).decode("utf-8", "replace").rstrip() if Path(text).is_file() else text


def public_keys(texts: Sequence[str]) -> list[tarspay.PublicKey]:
    return [tarspay.PublicKey(key_text(text)) for text in texts]


def holds_key(text: str) -> bool:
    """Whether a text could hold a private key. Public keys and signatures are longer."""
    runs = re.findall(r"[0-9a-fA-F]{60,}", text)
    return "-----BEGIN" in text or any(len(run) <= 66 and not re.fullmatch("0[23].{64}", run) for run in runs)


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Failure("argument_invalid", " ".join(message.split()))


def parser() -> Parser:
    top = Parser(prog="python -m tarspay", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"tarspay {tarspay.__version__}")
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object")
    verbs = top.add_subparsers(required=True, metavar="VERB")

    def verb(
        of: Any, name: str, run: Callable[[argparse.Namespace], Outcome], text: str, *options: str, **defaults: Any
    ) -> argparse.ArgumentParser:
        added = of.add_parser(name, help=text, description=text, parents=[everywhere], allow_abbrev=False)
        assert isinstance(added, argparse.ArgumentParser)
        added.set_defaults(run=run, **defaults)
        for option in options:
            flag, kind, help_text = option.split("|")
            kinds: dict[str, dict[str, Any]] = {
                "!": {"required": True},
                "?": {},
                "*": {"action": "append", "default": []},
                "+": {"action": "append", "required": True},
                "POST": {"default": "POST"},
                "on": {"action": "store_true"},
            }
            added.add_argument(flag, help=help_text, **kinds[kind])
        return added

    body = "--body|!|file with the JSON body, byte for byte; - for standard input"
    method, path = "--method|POST|HTTP method", "--path|!|path as called, without host and query"
    now = "--nonce|?|Unix time in milliseconds, 13 digits; now if left out"
    key = f"--key-file|?|file with the private key, hex or PEM; {KEY_VARIABLE} if left out"
    trusted = "--public-key|*|trusted public key, hex or file; the gateway's published key if left out"
    suspects = ("--other-key|*|another public key that may have signed", "--key-file|?|file with a private key")

    verb(verbs, "keygen", keygen, "Make a key pair.", "--out|?|write the private key to this new file")
    verb(verbs, "sign", sign, "Sign a request.", method, path, now, body, key)
    verb(verbs, "string-to-sign", string_to_sign, "Show what would be signed.", method, path, now, body)

    whats = verb(verbs, "verify", verify, "Check a signature.").add_subparsers(dest="what", required=True)
    header = "--signature|!|the header with the signature"
    received = (method, path, "--nonce|!|X-API-NONCE", "--api-key|!|X-API-KEY", header, body)
    verb(whats, "callback", verify, "A callback of the gateway.", body, header, trusted)
    verb(whats, "request", verify, "A request, as the gateway would check it.", *received)
    text = ("--text|!|file with the text; - for standard input", "--public-key|+|public key, hex or file", header)
    verb(whats, "text", verify, "Any text.", *text)

    whats = verb(verbs, "explain", explain, "Name the mistake behind a signature.").add_subparsers(
        dest="what", required=True
    )
    given = ("--signature|?|the signature, in whatever form it came", body, *suspects)
    verb(
        whats,
        "callback",
        explain,
        "A callback.",
        trusted,
        "--path|?|path, if signed",
        "--nonce|?|nonce, if signed",
        *given,
    )
    sent = (method, path, "--nonce|!|X-API-NONCE", "--api-key|?|X-API-KEY", "--other-nonce|*|another nonce", *given)
    verb(whats, "request", explain, "A request.", *sent)

    options = (
        "--market|?|country code",
        "--strict|on|count warnings as errors",
        "--allow-test-hosts|on|allow local hosts",
    )
    verb(verbs, "validate", validate, "Find everything that is wrong with a request.", body, *options).add_argument(
        "endpoint"
    )
    verb(verbs, "catalog", show_catalog, "List markets and way codes.").add_argument("market", nargs="?")
    return top


def main(arguments: Sequence[str]) -> int:
    """Runs the command and gives its exit code."""
    as_json = "--json" in arguments
    try:
        if any(holds_key(argument) for argument in arguments):
            raise Failure(
                "argument_invalid", "an argument looks like a private key; pass a file's name with --key-file"
            )
        args = parser().parse_args([argument for argument in arguments if argument != "--json"])
        good, found, text = args.run(args)
    except (Failure, tarspay.TarsPayError) as error:
        if as_json:
            print(json.dumps({"error": {"code": error.code, "field": error.field, "message": error.message}}))
        else:
            where = f"{error.field}: " if error.field else ""
            print(f"error[{error.code}]: {where}{error.message}", file=sys.stderr)
        return 2
    print(json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=str) if as_json else text)
    return 0 if good else 1


def _entry() -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale: bodies are UTF-8.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough. What is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    _entry()
