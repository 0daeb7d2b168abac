package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.store.StoreUnavailable;

/**
 * Handles calls of a known tenant, and words what is refused on the way. Credentials come first:
 * nothing of a call is read before it is known whose it is.
 *
 * @param side which kind of keys opens the route
 */
record Tenanted(Errors errors, Access access, ApiSide side, Call call) implements Handler {

  /** Answers one call of one tenant. */
  @FunctionalInterface
  interface Call {
    Response answer(String tenant, Request request);
  }

  @Override
  public Response handle(Request request) {
    String tenant = access.tenantOf(side, request.head());
    if (tenant == null) {
      return errors.of(Refusal.UNAUTHORIZED.because(access.lacking()));
    }
    try {
      return call.answer(tenant, request);
    } catch (Refused e) {
      return errors.of(e);
    } catch (StoreUnavailable e) {
      return errors.of(Refusal.SERVICE_UNAVAILABLE.because("try again later"));
    }
  }
}
