"""`python check.py [ROWS]`: Spark with one and two workers says the same of callbacks as a process without it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import tarspay
from pyspark.sql import SparkSession
from tarspay.testing import TestGateway, sample_callback

import audit

FAULTS = ("none", "none", "high_s", "tampered_amount", "wrong_key", "no_signature")


def stored_callbacks(gateway: TestGateway, rows: int) -> pa.RecordBatch:
    sent = []
    for index in range(rows):
        members = {**sample_callback(), "mchOrderNo": f"ORDER-{index}"}
        sent.append(gateway.callback(members, fault=FAULTS[index % len(FAULTS)]))
    return pa.RecordBatch.from_pydict(
        {
            "id": list(range(rows)),
            "body": [bytes(one.body) for one in sent],
            "signature": [one.signature for one in sent],
        }
    )


def by_spark(cores: int, stored: Path, key: str, rows: int) -> dict[int, str]:
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master(f"local[{cores}]").config(map=settings)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.addPyFile(audit.__file__)
    callbacks = spark.read.parquet(str(stored)).repartition(4)
    audit.audited(callbacks.limit(100), [key]).count()
    begun = time.perf_counter()
    verdicts = {row.id: row.verdict for row in audit.audited(callbacks, [key]).collect()}
    seconds = time.perf_counter() - begun
    spark.stop()
    print(f"local[{cores}]: {rows / seconds:,.0f} callbacks a second")
    return verdicts


def main() -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    gateway = TestGateway()
    key = str(gateway.public_key)
    batch = stored_callbacks(gateway, rows)
    begun = time.perf_counter()
    alone = audit.verdicts_of(tarspay.Verifier(keys=[key]), batch).to_pydict()
    print(f"one process, one thread: {rows / (time.perf_counter() - begun):,.0f} callbacks a second")
    expected = dict(zip(alone["id"], alone["verdict"], strict=True))
    counts = {verdict: list(expected.values()).count(verdict) for verdict in sorted(set(expected.values()))}
    assert set(counts) == {"verified", "signature_mismatch", "signature_missing"}, counts
    with tempfile.TemporaryDirectory() as folder:
        stored = Path(folder, "callbacks.parquet")
        parquet.write_table(pa.Table.from_batches([batch]), stored)
        for cores in (1, 2):
            assert by_spark(cores, stored, key, rows) == expected
    print(f"the same {rows} verdicts each time: {counts}")


if __name__ == "__main__":
    main()
