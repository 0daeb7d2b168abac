package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherChange;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Vouchers;
import io.voucherctl.server.voucher.work.VoucherCreation;
import io.voucherctl.server.voucher.work.VoucherUpdate;

/** Calls that make, show, change and remove vouchers. */
final class VoucherCalls {
  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final VoucherCreation creation;
  private final VoucherUpdate updates;

  VoucherCalls(
      Json json,
      VoucherStore store,
      Changes changes,
      VoucherCreation creation,
      VoucherUpdate updates) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.creation = creation;
    this.updates = updates;
  }

  Response create(String tenant, Request request) {
    return create(tenant, request, VoucherBody.read(json.object(request.body())));
  }

  /** The code in the path beats one in the body. */
  Response createWithCode(String tenant, Request request) {
    String code = request.path("code");
    if (code.length() > Fields.NAME_LENGTH) {
      throw Refusal.INVALID_PAYLOAD.because(
          "a code has at most " + Fields.NAME_LENGTH + " characters");
    }
    return create(tenant, request, VoucherBody.read(json.object(request.body())).withCode(code));
  }

  private Response create(String tenant, Request request, VoucherDraft draft) {
    return changes.run(tenant, request, sql -> creation.create(sql, tenant, draft), this::answer);
  }

  Response show(String tenant, Request request) {
    String code = request.path("code");
    return answer(store.read(sql -> VoucherUpdate.named(sql, tenant, code)));
  }

  Response list(String tenant, Request request) {
    Listing listing = VoucherLists.read(tenant, request.query());
    return Lists.answer(
        json,
        "vouchers",
        store.read(sql -> Vouchers.list(sql, tenant, listing)),
        VoucherJson::write);
  }

  Response update(String tenant, Request request) {
    return change(tenant, request, VoucherBody.change(json.object(request.body())));
  }

  Response enable(String tenant, Request request) {
    return change(tenant, request, VoucherChange.switching(true));
  }

  Response disable(String tenant, Request request) {
    return change(tenant, request, VoucherChange.switching(false));
  }

  private Response change(String tenant, Request request, VoucherChange change) {
    String code = request.path("code");
    return changes.run(
        tenant, request, sql -> updates.change(sql, tenant, code, change), this::answer);
  }

  /** With force or without: the code is free at once. */
  Response delete(String tenant, Request request) {
    String code = request.path("code");
    return changes.run(
        tenant, request, sql -> updates.delete(sql, tenant, code), _ -> Response.noContent());
  }

  Response addBalance(String tenant, Request request) {
    String code = request.path("code");
    Fields body = json.object(request.body()).refusing(Refusal.INVALID_ADD_BALANCE_PARAMS);
    Long sent = body.change("amount");
    if (sent == null) {
      throw body.wrong("amount", "a whole number");
    }
    long amount = sent;
    return changes.run(
        tenant,
        request,
        sql -> updates.addMoney(sql, tenant, code, amount),
        voucher ->
            Response.json(200, json.bytes(out -> VoucherJson.balance(out, voucher, amount))));
  }

  private Response answer(Voucher voucher) {
    return Response.json(200, json.bytes(out -> VoucherJson.write(out, voucher)));
  }
}
