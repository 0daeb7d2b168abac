package io.voucherctl.server.voucher.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection to an API or a gateway, as one tenant. For one thread at a time. */
final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One answer; a body that is no JSON is missing. */
  record Answer(int status, JsonNode body) {
    String text(String pointer) {
      return body.at(pointer).asText();
    }

    long number(String pointer) {
      return body.at(pointer).asLong(Long.MIN_VALUE);
    }

    /** Itself when it was a success; anything else ends the proof. */
    Answer sure() {
      if (status >= 300) {
        throw new IllegalStateException("refused with " + status + ": " + body);
      }
      return this;
    }
  }

  /** Where it goes and with which credentials: complete header lines. */
  record Door(int port, String credentials) {
    /** The API itself, as the gateway would call it. */
    static Door api(int port, String tenant) {
      return new Door(port, "X-Voucherctl-Tenant: " + tenant + "\r\n");
    }

    static Door gateway(int port, String appId, String appToken) {
      return new Door(port, "X-App-Id: " + appId + "\r\nX-App-Token: " + appToken + "\r\n");
    }

    Api open() throws IOException {
      return new Api(this);
    }
  }

  private final Wire wire;
  private final String headers;

  private Api(Door door) throws IOException {
    this.wire = new Wire(door.port());
    this.headers = " HTTP/1.1\r\nHost: 127.0.0.1:" + door.port() + "\r\n" + door.credentials();
  }

  Answer get(String target) throws IOException {
    return read(exchange("GET " + target + headers + "\r\n"));
  }

  Answer post(String target, String body) throws IOException {
    return read(exchange(posted(target, body)));
  }

  /** The status only, for callers that must not spend time on JSON. */
  int status(String target, String body) throws IOException {
    return exchange(posted(target, body)).status();
  }

  /** {@code body} is ASCII. */
  private String posted(String target, String body) {
    return "POST "
        + target
        + headers
        + "Content-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private Wire.Answer exchange(String request) throws IOException {
    return wire.send(request.getBytes(StandardCharsets.US_ASCII)).answer();
  }

  private static Answer read(Wire.Answer answer) {
    return new Answer(answer.status(), json(answer.body()));
  }

  static JsonNode json(String latin) {
    try {
      return JSON.readTree(latin.getBytes(StandardCharsets.ISO_8859_1));
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
