/**
 * The SQL store: a single writer with group commit, a bounded pool of readers, the tables. Knows no
 * HTTP; a statement answers rows, never decisions.
 */
@NullMarked
package io.voucherctl.server.voucher.store;

import org.jspecify.annotations.NullMarked;
