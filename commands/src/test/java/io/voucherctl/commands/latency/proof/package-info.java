/** Programs for the proofs of recorded latencies in {@code commands/proof}. */
package io.voucherctl.commands.latency.proof;
