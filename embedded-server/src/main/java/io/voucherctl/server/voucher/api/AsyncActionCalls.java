package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.AsyncAction;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.AsyncActions;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.util.Map;

/** Calls that tell what became of async actions. */
final class AsyncActionCalls {
  private static final Map<String, String> SORTS = Map.of("created_at", "created_at");

  private final Json json;
  private final VoucherStore store;

  AsyncActionCalls(Json json, VoucherStore store) {
    this.json = json;
    this.store = store;
  }

  Response show(String tenant, Request request) {
    String id = request.path("id");
    AsyncAction action =
        store.read(sql -> {
          AsyncAction found = AsyncActions.find(sql, tenant, id);
          if (found == null) {
            throw Refusal.notFound("async_action", id);
          }
          return found;
        });
    return Response.json(200, json.bytes(out -> AsyncActionJson.write(out, action)));
  }

  Response list(String tenant, Request request) {
    Listing listing = ListQuery.read(request.query(), SORTS, "-created_at", ListQuery.LAST_PAGE);
    return Lists.answer(
        json,
        "async_actions",
        store.read(sql -> AsyncActions.list(sql, tenant, listing)),
        AsyncActionJson::write);
  }
}
