package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.voucher.store.StoreAddress;
import io.voucherctl.server.voucher.store.TestStores;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the API's routes directly, at a time that only the test moves. */
public final class Caller implements AutoCloseable {
  /** A Monday. */
  public static final Instant START = Instant.parse("2026-05-04T09:00:00.120Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One answer. */
  public record Answer(int status, JsonNode body) {
    public String text(String pointer) {
      return body.at(pointer).asText();
    }

    public long number(String pointer) {
      return body.at(pointer).asLong(Long.MIN_VALUE);
    }
  }

  /** The same as it is sent; the shared store's callers see there what their tenant is called. */
  public record Reply(int status, Map<String, String> headers, String text) {}

  private static final AtomicInteger CALLERS = new AtomicInteger();

  private final VoucherStore store;
  private final boolean shared;
  private final String suffix;
  private final VoucherApi api;
  private volatile Instant now = START;

  private Caller(VoucherStore store, boolean shared) {
    this.store = store;
    this.shared = shared;
    int number = CALLERS.incrementAndGet();
    this.suffix = shared ? "-" + number : "";
    this.api = new VoucherApi(store, () -> now, new Random(number));
  }

  /**
   * With tenants that nobody has used: SQLite in memory; or the PostgreSQL store that all tests
   * share, on which every caller has tenants of its own under the names that the test says.
   */
  public static Caller inMemory() throws IOException {
    return TestStores.arePostgres()
        ? new Caller(TestStores.sharedPostgres(), true)
        : new Caller(VoucherStore.open(new StoreAddress.Memory()), false);
  }

  /** On the store that belongs to a directory: opened again, it has what was written. */
  public static Caller onFile(Path data) throws IOException {
    return on(TestStores.of(data));
  }

  /** On this store, which it opens and closes. */
  public static Caller on(StoreAddress store) throws IOException {
    return new Caller(VoucherStore.open(store), false);
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  public Answer get(String target) {
    return call("acme", "GET", target, new byte[0]);
  }

  public Answer post(String target, String body) {
    return post("acme", target, body);
  }

  public Answer post(String tenant, String target, String body) {
    return call(tenant, "POST", target, body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer call(String tenant, String method, String target, byte[] body) {
    Reply reply = send(tenant, method, target, body, Map.of());
    String own = own(tenant);
    try {
      JsonNode answer = JSON.readTree(reply.text);
      return new Answer(reply.status, suffix.isEmpty() ? answer : renamed(answer, own, tenant));
    } catch (IOException e) {
      throw new AssertionError(method + " " + target + " answered no JSON", e);
    }
  }

  /**
   * Sends one request.
   *
   * @param headers more of them, by their names in lower case
   */
  public Reply send(
      String tenant, String method, String target, byte[] body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    if (!tenant.isEmpty()) {
      all.put(Tenant.HEADER, own(tenant));
    }
    try {
      Request request = new Request(new Head(method, target, all), Map.of(), Query.NONE, body);
      Response response = api.handler().handle(request);
      byte[] bytes = ((Response.Bytes) response.body()).bytes();
      return new Reply(
          response.status(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError(method + " " + target + " threw", e);
    }
  }

  /** Makes many calls at once, each on a virtual thread; their answers. */
  public <T> List<T> together(int times, Callable<T> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, call))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  public static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** Answers name their tenant as their channel. */
  private static JsonNode renamed(JsonNode answer, String from, String to) throws IOException {
    return JSON.readTree(answer.toString().replace('"' + from + '"', '"' + to + '"'));
  }

  private String own(String tenant) {
    return Tenant.isId(tenant) ? tenant + suffix : tenant;
  }

  @Override
  public void close() {
    if (!shared) {
      store.close();
    }
  }

  private record Head(String method, String rawTarget, Map<String, String> headers)
      implements RequestHead {
    @Override
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }
}
