/**
 * What the voucher API promises, held against a served one from outside: crash, redeemers,
 * malformed requests, benchmark. Started by the scripts in {@code embedded-server/proof}; the
 * programs here use the JDK, Jackson and the databases' drivers only.
 */
@NullMarked
package io.voucherctl.server.voucher.proof;

import org.jspecify.annotations.NullMarked;
