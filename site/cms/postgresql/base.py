"""PostgreSQL, waited for with a patience that ends.

A server that is gone is told of by its connection. One that hangs (a stopped process, a dead switch, a proxy that passes nothing
on) says nothing, and the driver would wait for ever: here whoever takes a connection waits a few seconds, whoever takes one
up again looks first whether it answers, and a web process gives no statement longer than a person waits.
"""

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.abc import RV, PQGen
from psycopg.connection import Connection
from psycopg.errors import ConnectionTimeout

from cms.postgresql import patience
from hub.silence import Silence

LEFT_ALONE = 5.0  # a server that gave no connection is asked for one by one caller in so many seconds

_silence = Silence(LEFT_ALONE)


class Patient(Connection[Any]):
    """`patience`: seconds for each answer of the server; None: as long as it takes."""

    patience: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        limit = self.patience if timeout is None else timeout
        if limit is None:
            return super().wait(gen, interval)
        try:
            return super().wait(gen, interval, limit)
        except psycopg.errors._WaitTimeout as silent:
            self.pgconn.finish()  # in the middle of an answer: nothing can be asked over it any more
            raise psycopg.OperationalError(f"the database did not answer within {limit:g} seconds") from silent


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Patient:
        """As Django's, but for pools and levels of isolation, which the house does not use."""
        if not _silence.may_ask():
            raise psycopg.OperationalError("the database did not answer a moment ago")
        self.isolation_level = IsolationLevel.READ_COMMITTED
        try:
            connection = Patient.connect(**conn_params)
        except ConnectionTimeout:
            _silence.begin()
            raise
        except psycopg.Error:  # it answered
            _silence.end()
            raise
        _silence.end()
        connection.patience = patience.for_a_statement()
        return connection

    def is_usable(self) -> bool:
        connection: Patient | None = self.connection
        if connection is None:
            return False
        connection.patience = patience.GLANCE
        try:
            return super().is_usable()
        finally:
            connection.patience = patience.for_a_statement()
