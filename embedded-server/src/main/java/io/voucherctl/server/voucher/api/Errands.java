package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.AsyncAction;
import io.voucherctl.server.voucher.domain.AsyncAction.Status;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.store.AsyncActions;
import io.voucherctl.server.voucher.store.StoreUnavailable;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs what takes many units of work. The async action is stored before the first of them and tells
 * afterwards how it went: should the process die in between, the action stays in progress and
 * everything that was done is there to be seen.
 */
final class Errands {
  private final Json json;
  private final VoucherStore store;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;

  Errands(Json json, VoucherStore store, Changes changes, Ids ids, InstantSource clock) {
    this.json = json;
    this.store = store;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Answers 202 with the action's id once the errand has ended; a request that is sent again does
   * not run it again.
   *
   * @param aim what the errand is for; refuses what cannot be begun
   * @param errand units of work of its own on that aim
   */
  <T> Response run(
      String tenant, Request request, String type, Work<T> aim, BiConsumer<T, Progress> errand) {
    AtomicReference<Begun<T>> begun = new AtomicReference<>();
    Response answer =
        changes.run(
            tenant,
            request,
            sql -> {
              Progress none = new Progress();
              AsyncAction action =
                  new AsyncAction(
                      ids.asyncAction(), type, Status.IN_PROGRESS, result(none, null), now(), null);
              begun.set(new Begun<>(action, aim.run(sql)));
              AsyncActions.insert(sql, tenant, action);
              return action.id();
            },
            id -> AsyncActionJson.accepted(json, id));
    Begun<T> mine = begun.get();
    if (mine != null) {
      carryOut(tenant, mine, errand);
    }
    return answer;
  }

  private record Begun<T>(AsyncAction action, T aim) {}

  private <T> void carryOut(String tenant, Begun<T> begun, BiConsumer<T, Progress> errand) {
    Progress progress = new Progress();
    try {
      errand.accept(begun.aim, progress);
      end(tenant, begun.action, Status.DONE, result(progress, null));
    } catch (Refused e) {
      end(tenant, begun.action, Status.FAILED, result(progress, e));
    } catch (StoreUnavailable e) {
      Refused why = Refusal.SERVICE_UNAVAILABLE.because("the store did not answer");
      end(tenant, begun.action, Status.FAILED, result(progress, why));
    }
  }

  private void end(String tenant, AsyncAction action, Status status, String result) {
    store.write(
        tenant,
        sql -> {
          AsyncActions.update(sql, tenant, action.id(), status, result, now());
          return status;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private String result(Progress progress, @Nullable Refused why) {
    return json.text(out -> progress.write(out, why));
  }
}
