"""Writes the golden schedules of proofs anew."""

from test_proof_annex import GOLDEN, golden_path, golden_text

if __name__ == "__main__":
    for key, language in GOLDEN:
        golden_path(key, language).write_text(golden_text(key, language), "utf-8")
