"""Audits stored callbacks with Spark: which of them did the gateway really sign?

    python audit.py CALLBACKS.parquet VERDICTS.parquet [--key PUBLICKEY]...

The table needs the columns ``id``, ``body`` (the raw body, binary or text) and ``signature`` (the header
X-RESP-SIGNATURE). The verdicts have the ``id`` and a ``verdict``: ``verified``, or the error's code,
``signature_mismatch`` for a forgery.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
import tarspay
from pyspark.sql import DataFrame, SparkSession


def verdicts_of(verifier: tarspay.Verifier, batch: pa.RecordBatch) -> pa.RecordBatch:
    # One thread: Spark shares the cores among its tasks already.
    results = verifier.verify_callbacks(batch.column("body"), batch.column("signature"), threads=1)
    verdicts = ["verified" if isinstance(result, tarspay.Callback) else code_of(result) for result in results]
    return pa.RecordBatch.from_arrays([batch.column("id"), pa.array(verdicts, pa.string())], names=["id", "verdict"])


def code_of(error: object) -> str:
    return error.code if isinstance(error, tarspay.TarsPayError) else "argument_invalid"


def auditor(keys: list[str]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def audit(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # One verifier for each partition: its tables are made once and used for all of its rows.
        verifier = tarspay.Verifier(keys=keys) if keys else tarspay.Verifier()
        for batch in batches:
            yield verdicts_of(verifier, batch)

    return audit


def audited(callbacks: DataFrame, keys: list[str]) -> DataFrame:
    id_type = callbacks.schema["id"].dataType.simpleString()
    columns = callbacks.select("id", "body", "signature")
    return columns.mapInArrow(auditor(keys), f"id {id_type}, verdict string")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Audits stored callbacks with Spark.")
    arguments.add_argument("callbacks")
    arguments.add_argument("verdicts")
    arguments.add_argument("--key", action="append", default=[], help="a trusted key; the gateway's if left out")
    given = arguments.parse_args()
    spark = SparkSession.builder.appName("tarspay audit").getOrCreate()
    audited(spark.read.parquet(given.callbacks), given.key).write.mode("overwrite").parquet(given.verdicts)
    spark.read.parquet(given.verdicts).groupBy("verdict").count().orderBy("verdict").show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
