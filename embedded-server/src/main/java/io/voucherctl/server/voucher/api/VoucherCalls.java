package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Vouchers;
import io.voucherctl.server.voucher.work.VoucherCreation;
import java.util.ArrayList;
import java.util.List;

/** Calls that make and show vouchers. */
final class VoucherCalls {
  /** Few enough that an import does not keep other writers waiting. */
  private static final int IMPORTED_AT_ONCE = 200;

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final VoucherCreation creation;
  private final Ids ids;

  VoucherCalls(Json json, VoucherStore store, Changes changes, VoucherCreation creation, Ids ids) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.creation = creation;
    this.ids = ids;
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
    return answer(
        store.read(sql -> {
          Voucher found = Vouchers.find(sql, tenant, code);
          if (found == null) {
            throw Refusal.notFound("voucher", code);
          }
          return found;
        }));
  }

  /** Everything is read once before anything is written: an array with a fault changes nothing. */
  Response importAll(String tenant, Request request) {
    json.eachObject(request.body(), body -> checkCode(VoucherBody.read(body)));
    List<VoucherDraft> some = new ArrayList<>(IMPORTED_AT_ONCE);
    json.eachObject(
        request.body(),
        body -> {
          some.add(VoucherBody.read(body));
          if (some.size() == IMPORTED_AT_ONCE) {
            importSome(tenant, some);
          }
        });
    importSome(tenant, some);
    String action = ids.asyncAction();
    return Response.json(
        202,
        json.bytes(out -> {
          out.writeStartObject();
          out.writeStringField("async_action_id", action);
          out.writeEndObject();
        }));
  }

  private static void checkCode(VoucherDraft draft) {
    if (draft.code() == null) {
      throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
    }
  }

  private void importSome(String tenant, List<VoucherDraft> drafts) {
    List<VoucherDraft> now = List.copyOf(drafts);
    drafts.clear();
    if (!now.isEmpty()) {
      store.write(tenant, sql -> creation.importAll(sql, tenant, now));
    }
  }

  private Response answer(Voucher voucher) {
    return Response.json(200, json.bytes(out -> VoucherJson.write(out, voucher)));
  }
}
