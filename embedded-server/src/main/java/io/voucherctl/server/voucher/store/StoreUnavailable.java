package io.voucherctl.server.voucher.store;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot do it now: too much queued, closed, its disk failed, or the database is away.
 * Nothing was written, unless the connection broke while it was: then nobody knows. Without a stack
 * trace of its own, because it is cheapest to refuse when there is too much to do.
 */
@SuppressWarnings("serial") // never serialised
public final class StoreUnavailable extends RuntimeException {
  StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
