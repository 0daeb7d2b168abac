package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.AsyncAction;
import io.voucherctl.server.voucher.domain.AsyncAction.Status;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.AsyncActions;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.work.VoucherCreation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports arrays of vouchers, some at a time. The action that reports on an import is stored with
 * its last units, so an answer means that everything is on disk; an import that breaks off can be
 * sent again, and what it made counts as duplicates then.
 */
final class VoucherImport {
  /** Few enough that an import does not keep other writers waiting. */
  private static final int AT_ONCE = 200;

  private static final int MOST_REPORTED = 100;
  private static final String TYPE = "VOUCHERS_IMPORT";

  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final VoucherCreation creation;
  private final Ids ids;
  private final InstantSource clock;

  VoucherImport(
      Json json,
      VoucherStore store,
      Changes changes,
      VoucherCreation creation,
      Ids ids,
      InstantSource clock) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.creation = creation;
    this.ids = ids;
    this.clock = clock;
  }

  /** Everything is read once before anything is written: an array with a fault changes nothing. */
  Response run(String tenant, Request request) {
    Response before = changes.before(tenant, request);
    if (before != null) {
      return before;
    }
    Instant begun = clock.instant();
    json.eachObject(request.body(), body -> checkCode(VoucherBody.read(body)));
    Progress progress = new Progress(tenant);
    json.eachObject(request.body(), body -> progress.add(VoucherBody.read(body)));
    progress.write();
    return changes.run(
        tenant,
        request,
        sql -> {
          AsyncAction action =
              new AsyncAction(
                  ids.asyncAction(), TYPE, Status.DONE, progress.result(), begun, clock.instant());
          AsyncActions.insert(sql, tenant, action);
          return action.id();
        },
        id -> AsyncActionJson.accepted(json, id));
  }

  private static void checkCode(VoucherDraft draft) {
    if (draft.code() == null) {
      throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
    }
  }

  /** How far one import is. */
  private final class Progress {
    private final String tenant;
    private final List<VoucherDraft> waiting = new ArrayList<>(AT_ONCE);
    private final List<String> duplicates = new ArrayList<>();
    private long total;
    private long refused;

    Progress(String tenant) {
      this.tenant = tenant;
    }

    void add(VoucherDraft draft) {
      waiting.add(draft);
      if (waiting.size() == AT_ONCE) {
        write();
      }
    }

    void write() {
      if (waiting.isEmpty()) {
        return;
      }
      List<VoucherDraft> now = List.copyOf(waiting);
      waiting.clear();
      List<String> taken = store.write(tenant, sql -> creation.importAll(sql, tenant, now));
      total += now.size();
      refused += taken.size();
      int room = MOST_REPORTED - duplicates.size();
      duplicates.addAll(taken.subList(0, Math.min(room, taken.size())));
    }

    /** How many were asked for, made and skipped; the first of the codes that were skipped. */
    String result() {
      ArrayNode codes = json.array();
      duplicates.forEach(codes::add);
      ObjectNode result = codes.objectNode();
      result.put("total", total);
      result.put("done_count", total - refused);
      result.put("failed_count", refused);
      result.set("duplicates", codes);
      return json.text(result);
    }
  }
}
