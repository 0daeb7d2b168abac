package io.voucherctl.server.voucher.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What no client should send, and what it must get for it. */
final class MalformedRequests {
  /**
   * One request.
   *
   * @param what in a few words
   * @param status of the answer
   * @param key of the answer; empty for an answer that is no refusal
   * @param line method and target
   * @param headers complete lines, besides Host and credentials
   * @param body one character per byte
   */
  record Sent(String what, int status, String key, String line, String headers, String body) {
    byte[] bytes(String credentials) {
      String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + credentials + headers + "\r\n";
      return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static final String VALIDATE = "POST /v1/vouchers/A/validate";
  private static final String REDEEM = "POST /v1/vouchers/A/redemption";
  private static final String CREATE = "POST /v1/vouchers";
  private static final String ORDER = "POST /v1/orders";
  private static final String CUSTOMER = "POST /v1/customers";
  private static final String PAYLOAD = "invalid_payload";
  private static final String AMOUNT = "invalid_amount";
  private static final String VOUCHER = "invalid_voucher";
  private static final String QUERY = "invalid_query_params";

  private final List<Sent> all = new ArrayList<>();

  private MalformedRequests() {}

  static List<Sent> all() {
    MalformedRequests requests = new MalformedRequests();
    requests.json();
    requests.values();
    requests.targets();
    requests.framing();
    requests.odd();
    return requests.all;
  }

  private void json() {
    body("JSON cut short", PAYLOAD, VALIDATE, "{\"order\":{\"amount\":1");
    body("JSON with a comma too many", PAYLOAD, VALIDATE, "{\"metadata\":{},}");
    body("two JSON documents", PAYLOAD, VALIDATE, "{} {}");
    body("not JSON at all", PAYLOAD, REDEEM, "amount=100&code=A");
    body("an array for an object", PAYLOAD, VALIDATE, "[]");
    body("an object for an array", PAYLOAD, "POST /v1/vouchers/import", "{}");
    body("null", PAYLOAD, VALIDATE, "null");
    body("bad UTF-8", PAYLOAD, VALIDATE, "{\"metadata\":{\"a\":\"\u00ff\u00fe\"}}");
    body("overlong UTF-8", PAYLOAD, VALIDATE, "{\"metadata\":{\"a\":\"\u00c0\u0080\"}}");
    body("half a surrogate pair", PAYLOAD, CUSTOMER, "{\"name\":\"\\ud800\"}");
    body("NUL in a text", PAYLOAD, CUSTOMER, "{\"name\":\"a\\u0000b\"}");
    body("a raw control character in a text", PAYLOAD, CUSTOMER, "{\"name\":\"a\u0001b\"}");
    body("10,000 arrays in each other", PAYLOAD, VALIDATE, "{\"metadata\":" + "[".repeat(10_000));
    body("10,000 objects in each other", PAYLOAD, VALIDATE, "{\"a\":".repeat(10_000));
    body(
        "a number of 100,000 digits",
        PAYLOAD,
        VALIDATE,
        "{\"metadata\":{\"a\":" + "9".repeat(100_000) + "}}");
  }

  private void values() {
    body("a text for an object", PAYLOAD, VALIDATE, "{\"order\":\"big\"}");
    body("a number for a text", PAYLOAD, CUSTOMER, "{\"source_id\":7}");
    body("a negative amount", AMOUNT, VALIDATE, "{\"order\":{\"amount\":-1}}");
    body("half a cent", AMOUNT, VALIDATE, "{\"order\":{\"amount\":0.5}}");
    body(
        "an amount beyond all money",
        AMOUNT,
        VALIDATE,
        "{\"order\":{\"amount\":9223372036854775808}}");
    body("an amount of 1e400", AMOUNT, VALIDATE, "{\"order\":{\"amount\":1e400}}");
    body(
        "items whose sum is too large",
        AMOUNT,
        ORDER,
        "{\"items\":[{\"price\":9007199254740991,\"quantity\":9}]}");
    body("an unknown order status", PAYLOAD, ORDER, "{\"status\":\"LOST\"}");
    body(
        "501 items",
        PAYLOAD,
        ORDER,
        "{\"items\":[" + "{\"price\":1},".repeat(500) + "{\"price\":1}]}");
    body("no discount", VOUCHER, "POST /v1/vouchers/NEW", "{}");
    body("a discount of an unknown type", VOUCHER, CREATE, "{\"discount\":{\"type\":\"FREE\"}}");
    body(
        "more than 100 percent",
        VOUCHER,
        CREATE,
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":101}}");
    body(
        "a pattern without a place",
        "invalid_code_config",
        CREATE,
        "{\"gift\":{\"amount\":1},\"code_config\":{\"pattern\":\"X\"}}");
    body(
        "a date that is none",
        PAYLOAD,
        CREATE,
        "{\"gift\":{\"amount\":1},\"start_date\":\"soon\"}");
    body(
        "the eighth day of the week",
        PAYLOAD,
        CREATE,
        "{\"gift\":{\"amount\":1},\"validity_day_of_week\":[7]}");
    framed(
        "a taken code",
        409,
        "duplicate_found",
        "POST /v1/vouchers/A",
        "Content-Length: 21\r\n",
        "{\"gift\":{\"amount\":1}}");
    body(
        "nothing to publish",
        "missing_vouchers",
        "POST /v1/publications",
        "{\"customer\":{\"source_id\":\"k\"}}");
    body("nothing to redeem", PAYLOAD, "POST /v1/redemptions", "{}");
    body(
        "the same redeemable twice",
        "duplicated_redeemables",
        "POST /v1/validations",
        "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"A\"},{\"object\":\"voucher\",\"id\":\"A\"}]}");
    body(
        "31 redeemables",
        PAYLOAD,
        "POST /v1/validations",
        "{\"redeemables\":[" + "{\"object\":\"voucher\",\"id\":\"A\"},".repeat(30) + "{}]}");
  }

  private void targets() {
    bare("an unknown path", 404, "not_found", "GET /v1/nothing");
    bare("an unknown voucher", 404, "not_found", "GET /v1/vouchers/NOBODYS");
    bare("an unknown redemption", 404, "not_found", "POST /v1/redemptions/r_none/rollback");
    bare("a wrong method", 405, "method_not_allowed", "DELETE /v1/publications");
    bare("an unknown method", 405, "method_not_allowed", "BREW /v1/vouchers/A");
    bare("a lone percent sign", 400, PAYLOAD, "GET /v1/vouchers/50%");
    bare("percent and no hex", 400, PAYLOAD, "GET /v1/vouchers/%zz");
    bare("percent-encoded bytes that are no UTF-8", 400, PAYLOAD, "GET /v1/vouchers/%ff");
    bare("a percent-encoded NUL", 400, PAYLOAD, "GET /v1/vouchers/%00");
    bare("a path out of the tree", 404, "not_found", "GET /v1/vouchers/../../etc/passwd");
    bare("bad percent-encoding in the query", 400, PAYLOAD, "GET /v1/vouchers?category=%zz");
    bare("a page that is no number", 400, QUERY, "GET /v1/vouchers?page=first");
    bare("page 0", 400, QUERY, "GET /v1/vouchers?page=0");
    bare("page 100", 400, "page_over_limit", "GET /v1/vouchers?page=100");
    bare("limit 101", 400, QUERY, "GET /v1/vouchers?limit=101");
    bare("limit -1", 400, QUERY, "GET /v1/redemptions?limit=-1");
    bare("an unknown order", 400, QUERY, "GET /v1/vouchers?order=luck");
    bare("an unknown result", 400, QUERY, "GET /v1/redemptions?result=PERHAPS");
    bare("a date that is none in the query", 400, QUERY, "GET /v1/vouchers?created_at[after]=soon");
    bare("an unknown filter", 400, QUERY, "GET /v1/vouchers?filters[luck][conditions][$is][0]=1");
    bare("a target of 20,000 characters", 414, PAYLOAD, "GET /v1/vouchers/" + "x".repeat(20_000));
    bare("a space in the target", 400, PAYLOAD, "GET /v1/vouchers/A B");
  }

  private void framing() {
    framed("no body where one is needed", 400, VOUCHER, CREATE, "Content-Length: 0\r\n", "");
    framed(
        "a huge body, announced",
        413,
        "payload_too_large",
        VALIDATE,
        "Content-Length: 11000000\r\n",
        "");
    framed(
        "a huge body, sent",
        413,
        "payload_too_large",
        VALIDATE,
        "Content-Length: 11000000\r\n",
        " ".repeat(11_000_000));
    framed(
        "a huge body, in chunks",
        413,
        "payload_too_large",
        VALIDATE,
        "Transfer-Encoding: chunked\r\n",
        ("80000\r\n" + " ".repeat(0x80000) + "\r\n").repeat(22) + "0\r\n\r\n");
    framed(
        "two lengths", 400, PAYLOAD, VALIDATE, "Content-Length: 2\r\nContent-Length: 3\r\n", "{}");
    framed("a negative length", 400, PAYLOAD, VALIDATE, "Content-Length: -2\r\n", "{}");
    framed("a length that is no number", 400, PAYLOAD, VALIDATE, "Content-Length: two\r\n", "{}");
    framed(
        "a length and chunks",
        400,
        PAYLOAD,
        VALIDATE,
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\n");
    framed(
        "a chunk of bad size",
        400,
        PAYLOAD,
        VALIDATE,
        "Transfer-Encoding: chunked\r\n",
        "zz\r\n{}\r\n0\r\n\r\n");
    framed(
        "a header without a colon",
        400,
        PAYLOAD,
        VALIDATE,
        "no colon\r\nContent-Length: 2\r\n",
        "{}");
    framed(
        "a header of 40,000 characters",
        431,
        PAYLOAD,
        VALIDATE,
        "X: " + "x".repeat(40_000) + "\r\n",
        "");
    framed("two hosts", 400, PAYLOAD, VALIDATE, "Host: elsewhere\r\nContent-Length: 2\r\n", "{}");
  }

  /** What looks odd and is allowed: RFC 8259 leaves it to the reader. */
  private void odd() {
    json("the same name twice", 200, "", VALIDATE, "{\"order\":{\"amount\":1,\"amount\":2}}");
    json("1e999999999 as metadata", 200, "", CUSTOMER, "{\"metadata\":{\"a\":1e999999999}}");
    json("an unknown property", 200, "", VALIDATE, "{\"no_such\":[{}]}");
    bare(
        "100 brackets in an unknown name",
        200,
        "",
        "GET /v1/vouchers?a" + "[b]".repeat(100) + "=1");
    framed("no body where none is needed", 200, "", REDEEM, "", "");
  }

  private void body(String what, String key, String line, String body) {
    json(what, 400, key, line, body);
  }

  private void json(String what, int status, String key, String line, String body) {
    String type = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
    framed(what, status, key, line, type, body);
  }

  private void bare(String what, int status, String key, String line) {
    framed(what, status, key, line, "", "");
  }

  private void framed(
      String what, int status, String key, String line, String headers, String body) {
    all.add(new Sent(what, status, key, line, headers, body));
  }
}
