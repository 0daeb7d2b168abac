/** Programs for the proofs of the load generator in {@code commands/proof}. */
package io.voucherctl.commands.load.proof;
