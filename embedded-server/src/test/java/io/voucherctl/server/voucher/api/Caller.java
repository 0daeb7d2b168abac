package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.voucher.store.StoreAddress;
import io.voucherctl.server.voucher.store.VoucherStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

  private final VoucherStore store;
  private final VoucherApi api;
  private volatile Instant now = START;

  private Caller(StoreAddress address) throws IOException {
    this.store = VoucherStore.open(address);
    this.api = new VoucherApi(store, () -> now, new Random(7));
  }

  public static Caller inMemory() throws IOException {
    return new Caller(new StoreAddress.Memory());
  }

  public static Caller onFile(Path data) throws IOException {
    return new Caller(new StoreAddress.Directory(data));
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
    try {
      Request request = new Request(new Head(method, target, tenant), Map.of(), Query.NONE, body);
      Response response = api.handler().handle(request);
      return new Answer(
          response.status(), JSON.readTree(((Response.Bytes) response.body()).bytes()));
    } catch (Exception e) {
      throw new AssertionError(method + " " + target + " threw", e);
    }
  }

  /** Makes many calls at once, each on a virtual thread; their answers. */
  public List<Answer> together(int times, Callable<Answer> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  public static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  @Override
  public void close() {
    store.close();
  }

  private record Head(String method, String rawTarget, String tenant) implements RequestHead {
    @Override
    public String header(String name) {
      return name.toLowerCase(Locale.ROOT).equals(Tenant.HEADER) && !tenant.isEmpty()
          ? tenant
          : null;
    }
  }
}
