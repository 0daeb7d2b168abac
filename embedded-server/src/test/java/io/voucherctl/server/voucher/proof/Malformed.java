package io.voucherctl.server.voucher.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.http.Wire;
import io.voucherctl.server.voucher.proof.Api.Door;
import io.voucherctl.server.voucher.proof.MalformedRequests.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sends what a careless or hostile client might, to the API itself and through a gateway, and
 * prints what each got.
 *
 * <p>Arguments: launcher, working directory.
 */
public final class Malformed {
  private static final Pattern REQUEST_ID = Pattern.compile("v-[0-9a-f]{18}");

  private int wrong;

  private Malformed() {}

  /** Ends with 1 when an answer is not in the contract's error shape, or says it is our fault. */
  public static void main(String[] arguments) throws Exception {
    Malformed malformed = new Malformed();
    Path directory = Path.of(arguments[1]);
    try (Region region = Region.start(arguments[0], directory, 1, List.of(), Map.of())) {
      Map<String, Door> doors = new LinkedHashMap<>();
      doors.put("api", region.api());
      doors.put("gateway", region.gateways().getFirst());
      malformed.run(doors);
    }
    System.exit(malformed.wrong == 0 ? 0 : 1);
  }

  private void run(Map<String, Door> doors) throws IOException {
    try (Api api = doors.get("api").open()) {
      api.post("/v1/vouchers/A", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":5}}").sure();
    }
    List<Sent> all = MalformedRequests.all();
    System.out.printf("%-46s %-7s %s  %-20s %s%n", "SENT", "TO", "GOT", "KEY", "DETAILS");
    for (Sent sent : all) {
      doors.forEach((name, door) -> row(sent, name, door));
    }
    try (Api api = doors.get("gateway").open()) {
      api.post("/v1/vouchers/A/validate", "{}").sure();
    }
    System.out.printf(
        "verdict: %s: %d requests to %d doors, and both still serve%n",
        wrong == 0 ? "every answer is the contract's" : wrong + " WRONG", all.size(), doors.size());
  }

  private void row(Sent sent, String name, Door door) {
    List<String> faults = new ArrayList<>();
    Wire.Answer answer = null;
    JsonNode body = null;
    try (Wire wire = new Wire(door.port())) {
      answer = send(wire, sent.bytes(door.credentials()));
      body = Api.json(answer.body());
      faults.addAll(faults(sent, answer, body));
    } catch (IOException e) {
      faults.add("no answer: " + e.getMessage());
    }
    System.out.printf(
        "%-46s %-7s %s  %-20s %s%n",
        sent.what(),
        name,
        answer == null ? "---" : Integer.toString(answer.status()),
        body == null ? "" : body.path("key").asText(),
        body == null ? "" : cut(body.path("details").asText()));
    faults.forEach(fault -> System.out.println("  WRONG: " + fault));
    wrong += faults.size();
  }

  /** The server may refuse, and close, before all is sent: its answer counts. */
  private static Wire.Answer send(Wire wire, byte[] bytes) throws IOException {
    try {
      wire.send(bytes);
    } catch (IOException refusedEarly) {
      return wire.answer();
    }
    return wire.answer();
  }

  private static List<String> faults(Sent sent, Wire.Answer answer, JsonNode body) {
    List<String> faults = new ArrayList<>();
    if (answer.status() != sent.status()) {
      faults.add("the status is not " + sent.status());
    }
    if (sent.status() < 400) {
      return faults;
    }
    if (!body.path("key").asText().equals(sent.key())) {
      faults.add("the key is not " + sent.key());
    }
    if (!answer.header("content-type").equals("application/json; charset=utf-8")) {
      faults.add("the content type is '" + answer.header("content-type") + "'");
    }
    if (body.path("code").asInt() != answer.status()) {
      faults.add("the code is " + body.path("code"));
    }
    for (String field : List.of("message", "key", "details")) {
      if (!body.path(field).isTextual() || body.path(field).asText().isEmpty()) {
        faults.add("the " + field + " is " + body.path(field));
      }
    }
    if (!REQUEST_ID.matcher(body.path("request_id").asText()).matches()) {
      faults.add("the request_id is " + body.path("request_id"));
    }
    return faults;
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 70 ? line : line.substring(0, 67) + "...";
  }
}
