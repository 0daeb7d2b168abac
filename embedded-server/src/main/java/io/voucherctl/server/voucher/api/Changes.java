package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.store.KeptAnswers;
import io.voucherctl.server.voucher.store.KeptAnswers.Kept;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.VoucherStore;
import io.voucherctl.server.voucher.store.Work;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the changes that requests ask for. A request with an {@code Idempotency-Key} is carried out
 * once: sent again within a day it gets the same answer and changes nothing. The answer is kept in
 * the transaction of the change, so that neither is there without the other. A request that was
 * refused without a trace is tried anew.
 */
final class Changes {
  private static final String KEY = "idempotency-key";
  private static final int KEY_LENGTH = 255;
  private static final Duration KEPT = Duration.ofDays(1);

  private final VoucherStore store;
  private final InstantSource clock;

  Changes(VoucherStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Runs one unit of work and words its answer. */
  <T> Response run(String tenant, Request request, Work<T> work, Function<T, Response> answer) {
    String key = key(request);
    if (key == null) {
      return answer.apply(store.write(tenant, work));
    }
    String digest = digest(request);
    return store.write(tenant, sql -> once(sql, tenant, key, digest, work, answer));
  }

  /**
   * The answer that was kept for this request; null when it is to be carried out. For work of many
   * units, of which the last one goes through {@link #run}.
   */
  @Nullable Response before(String tenant, Request request) {
    String key = key(request);
    if (key == null) {
      return null;
    }
    Instant oldest = clock.instant().minus(KEPT);
    return store
        .read(sql -> Optional.ofNullable(KeptAnswers.find(sql, tenant, key, oldest)))
        .map(kept -> again(kept, digest(request)))
        .orElse(null);
  }

  /** Whether the answer to this request is kept. */
  boolean keeps(Request request) {
    return key(request) != null;
  }

  private static @Nullable String key(Request request) {
    String key = request.header(KEY);
    if (key != null && (key.isBlank() || key.length() > KEY_LENGTH || !Text.isStorable(key))) {
      throw Refusal.INVALID_PAYLOAD.because(
          "an Idempotency-Key has 1 to " + KEY_LENGTH + " characters");
    }
    return key;
  }

  private <T> Response once(
      Sql sql, String tenant, String key, String digest, Work<T> work, Function<T, Response> answer)
      throws SQLException {
    Instant now = clock.instant();
    Instant oldest = now.minus(KEPT);
    Kept kept = KeptAnswers.find(sql, tenant, key, oldest);
    if (kept != null) {
      return again(kept, digest);
    }
    Response response = answer.apply(work.run(sql));
    Kept fresh = new Kept(digest, response.status(), text(response));
    KeptAnswers.keep(sql, tenant, key, fresh, now, oldest);
    return response;
  }

  private static Response again(Kept kept, String digest) {
    if (!kept.requestDigest().equals(digest)) {
      throw Refusal.IDEMPOTENCY_KEY_REUSED.because("the key came with another request before");
    }
    Response response =
        kept.body().isEmpty()
            ? Response.empty(kept.status())
            : Response.json(kept.status(), kept.body().getBytes(StandardCharsets.UTF_8));
    return response.with("idempotent-replayed", "true");
  }

  private static String text(Response response) {
    return response.body() instanceof Response.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }

  private static String digest(Request request) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head = request.method() + " " + request.head().rawTarget() + "\n";
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(request.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
