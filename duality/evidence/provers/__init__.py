"""One file a prover, which proposes evidence; `duality.evidence.provers.order` lists them by cost."""
