package io.voucherctl.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers in sending order; framing headers (length, transfer coding, connection, date) are
 *     the server's business
 */
public record Response(int status, Map<String, String> headers, Body body) {
  public static final String JSON = "application/json; charset=utf-8";

  /** What follows the headers. */
  public sealed interface Body {}

  /** A body that is there already. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never shared or compared
  public record Bytes(byte[] bytes) implements Body {}

  /** A body written as it comes, chunked; the handler's virtual thread stays with it to the end. */
  public record Stream(BodyWriter writer) implements Body {}

  /** Writes a streamed body; returning ends it, throwing breaks the connection. */
  @FunctionalInterface
  public interface BodyWriter {
    void write(BodySink sink) throws Exception;
  }

  /** Where a streamed body goes. */
  public interface BodySink {
    /** Sends a chunk; blocks while the client reads too slowly; false once the client has gone. */
    boolean write(byte[] chunk) throws InterruptedException;

    /** Runs {@code action} once the client has gone; at once when it already has. */
    void onClose(Runnable action);
  }

  private static final byte[] NOTHING = {};

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("content-type", contentType), new Bytes(body));
  }

  public static Response json(int status, byte[] body) {
    return of(status, JSON, body);
  }

  public static Response text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** 204. */
  public static Response noContent() {
    return empty(204);
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new Bytes(NOTHING));
  }

  public static Response stream(int status, String contentType, BodyWriter writer) {
    return new Response(status, Map.of("content-type", contentType), new Stream(writer));
  }

  public Response with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Response(status, all, body);
  }

  public Response with(HeaderLines lines) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(lines.entries());
    return new Response(status, all, body);
  }
}
