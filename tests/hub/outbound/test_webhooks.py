"""Webhooks as the standard has them; the signature's vector is the standard's own example."""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

from hub.outbound.pauses import MOST_ATTEMPTS, PAUSES, is_last, pause_after
from hub.outbound.webhooks import deliver, new_salt, secret_of, signature
from tests.hub.outbound.receiver import listening


def test_the_signature_is_that_of_the_standard():
    assert (
        signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            id="msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp=1614265330,
            body=b'{"test": 2432232314}',
        )
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_secret_follows_from_the_key_of_the_hub_and_its_salt(settings: Any):
    salt = new_salt()
    secret = secret_of(salt)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert secret_of(salt) == secret
    assert secret_of(new_salt()) != secret
    settings.SECRET_KEY = "another key of the hub"
    assert secret_of(salt) != secret


def test_a_receiver_can_prove_who_sent_it_with_either_secret(settings: Any):
    settings.OUTBOUND_ALLOW = ("127.0.0.1",)
    salts = [new_salt(), new_salt()]
    with listening() as receiver:
        deliver(f"{receiver.url}/in", id="one", timestamp=1700000000, message={"tên": "Vinh"}, salts=salts)

    [heard] = receiver.heard
    assert heard.body == '{"tên":"Vinh"}'.encode()
    assert heard.headers["webhook-id"] == "one"
    assert heard.headers["webhook-timestamp"] == "1700000000"
    assert heard.headers["Content-Type"] == "application/json; charset=utf-8"
    for salt, told in zip(salts, heard.headers["webhook-signature"].split(), strict=True):
        key = base64.b64decode(secret_of(salt).removeprefix("whsec_"))
        proof = hmac.new(key, b"one.1700000000." + heard.body, hashlib.sha256).digest()
        assert told == "v1," + base64.b64encode(proof).decode()


def test_attempts_are_spread_over_a_day():
    assert sum(PAUSES, timedelta()) == timedelta(days=1)
    assert list(PAUSES) == sorted(PAUSES)
    assert [pause_after(attempts) for attempts in (1, 2, len(PAUSES))] == [PAUSES[0], PAUSES[1], PAUSES[-1]]
    assert pause_after(MOST_ATTEMPTS) == PAUSES[-1]
    assert [is_last(MOST_ATTEMPTS - 1), is_last(MOST_ATTEMPTS)] == [False, True]
