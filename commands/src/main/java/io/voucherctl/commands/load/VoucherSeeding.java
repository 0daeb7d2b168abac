package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues the vouchers of a load through the API, as the tenant itself, and waits until they are
 * there. A tenant over its quota is asked to wait, and does, within a deadline.
 */
final class VoucherSeeding {
  static final int BATCH = 500;

  /** For a target that is there and says "not now" (429). */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For a target that breaks connections or answers 5xx: it may be starting. */
  static final Duration SHORT_PATIENCE = Duration.ofMillis(1_500);

  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

  /** How a thread waits; {@link Thread#sleep(Duration)} is one. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  @FunctionalInterface
  private interface Call {
    VoucherCalls.Answer run() throws IOException;
  }

  private final URI target;
  private final VoucherCalls calls;
  private final Ticker ticker;
  private final Pause pause;
  private final InterruptSignal interrupts;

  VoucherSeeding(
      URI target, VoucherCalls calls, Ticker ticker, Pause pause, InterruptSignal interrupts) {
    this.target = target;
    this.calls = calls;
    this.ticker = ticker;
    this.pause = pause;
    this.interrupts = interrupts;
  }

  /** Returns when the last code validates, or early when the person wants to stop. */
  void seed(Tenant tenant, List<String> codes) {
    for (int from = 0; from < codes.size(); from += BATCH) {
      List<String> batch = codes.subList(from, Math.min(codes.size(), from + BATCH));
      // 200 and 202: the contract says accepted, an implementation may be done at once.
      insist(tenant, "import vouchers", 202, () -> calls.importVouchers(tenant, batch));
    }
    if (!codes.isEmpty()) {
      insist(tenant, "find its voucher", 200, () -> calls.validate(tenant, codes.getLast()));
    }
  }

  private void insist(Tenant tenant, String what, int expected, Call call) {
    long start = ticker.nanos();
    while (interrupts.raised() == null) {
      String problem;
      Duration wait = LEAST_PAUSE;
      Duration patience = SHORT_PATIENCE;
      try {
        VoucherCalls.Answer answer = call.run();
        if (answer.status() == expected || answer.status() == 200) {
          return;
        }
        requireUsable(tenant, what, answer.status());
        problem = "answers " + answer.status();
        if (answer.status() == 429) {
          wait = Duration.ofSeconds(Math.max(1, answer.retryAfterSeconds()));
          patience = PATIENCE;
        } else if (answer.status() == 404) {
          patience = PATIENCE;
        }
      } catch (ConnectException e) {
        throw unreachable("refuses connections", e);
      } catch (IOException e) {
        problem = "does not answer (" + e.getMessage() + ")";
      }
      long spent = ticker.nanos() - start;
      if (spent + wait.toNanos() > patience.toNanos()) {
        throw gaveUp(tenant, what, problem);
      }
      sleep(wait);
    }
  }

  private void requireUsable(Tenant tenant, String what, int status) {
    if (status == 401 || status == 403) {
      throw new Failure.Unreachable(
          target + " refuses the keys of tenant " + tenant.id() + " (" + status + ")",
          "check that --tenants names the tenants file of this target",
          null);
    }
    if (status < 500 && status != 404 && status != 429) {
      throw new Failure.Broken(
          "tenant " + tenant.id() + " cannot " + what + ": " + target + " answers " + status,
          null,
          null);
    }
  }

  private Failure gaveUp(Tenant tenant, String what, String problem) {
    return problem.startsWith("answers 4")
        ? new Failure.Broken(
            "tenant " + tenant.id() + " cannot " + what + ": " + target + " still " + problem,
            null,
            null)
        : unreachable(problem, null);
  }

  private Failure.Unreachable unreachable(String problem, @Nullable Exception cause) {
    return new Failure.Unreachable(
        target + " " + problem, "start a region with 'voucherctl serve'", cause);
  }

  private void sleep(Duration wait) {
    try {
      pause.pause(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Broken("interrupted while preparing vouchers", null, e);
    }
  }
}
