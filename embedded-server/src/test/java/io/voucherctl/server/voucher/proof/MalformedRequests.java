package io.voucherctl.server.voucher.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What no client should send. All of it must be refused. */
final class MalformedRequests {
  /**
   * One request.
   *
   * @param what in a few words
   * @param line method and target
   * @param headers complete lines, besides Host and credentials
   * @param body one character per byte
   */
  record Sent(String what, String line, String headers, String body) {
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

  private final List<Sent> all = new ArrayList<>();

  private MalformedRequests() {}

  static List<Sent> all() {
    MalformedRequests requests = new MalformedRequests();
    requests.json();
    requests.values();
    requests.targets();
    requests.framing();
    return requests.all;
  }

  private void json() {
    body("JSON cut short", VALIDATE, "{\"order\":{\"amount\":1");
    body("JSON with a comma too many", VALIDATE, "{\"metadata\":{},}");
    body("two JSON documents", VALIDATE, "{} {}");
    body("not JSON at all", REDEEM, "amount=100&code=A");
    body("an array for an object", VALIDATE, "[]");
    body("an object for an array", "POST /v1/vouchers/import", "{}");
    body("null", VALIDATE, "null");
    body("the same name twice", VALIDATE, "{\"order\":{\"amount\":1,\"amount\":2}}");
    body("bad UTF-8", VALIDATE, "{\"metadata\":{\"a\":\"\u00ff\u00fe\"}}");
    body("overlong UTF-8", VALIDATE, "{\"metadata\":{\"a\":\"\u00c0\u0080\"}}");
    body("half a surrogate pair", CUSTOMER, "{\"name\":\"\\ud800\"}");
    body("NUL in a text", CUSTOMER, "{\"name\":\"a\\u0000b\"}");
    body("a raw control character in a text", CUSTOMER, "{\"name\":\"a\u0001b\"}");
    body(
        "UTF-16",
        VALIDATE,
        new String("{}".getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1));
    body("10,000 arrays in each other", VALIDATE, "{\"metadata\":" + "[".repeat(10_000));
    body("10,000 objects in each other", VALIDATE, "{\"a\":".repeat(10_000));
    body(
        "a number of 100,000 digits",
        VALIDATE,
        "{\"metadata\":{\"a\":" + "9".repeat(100_000) + "}}");
    body("1e999999999 as metadata", CUSTOMER, "{\"metadata\":{\"a\":1e999999999}}");
  }

  private void values() {
    body("a text for an object", VALIDATE, "{\"order\":\"big\"}");
    body("a number for a text", CUSTOMER, "{\"source_id\":7}");
    body("a negative amount", VALIDATE, "{\"order\":{\"amount\":-1}}");
    body("half a cent", VALIDATE, "{\"order\":{\"amount\":0.5}}");
    body("an amount beyond all money", VALIDATE, "{\"order\":{\"amount\":9223372036854775808}}");
    body("an amount of 1e400", VALIDATE, "{\"order\":{\"amount\":1e400}}");
    body(
        "items whose sum is too large",
        ORDER,
        "{\"items\":[{\"price\":9007199254740991,\"quantity\":9}]}");
    body("an unknown order status", ORDER, "{\"status\":\"LOST\"}");
    body("501 items", ORDER, "{\"items\":[" + "{\"price\":1},".repeat(500) + "{\"price\":1}]}");
    body("no discount", "POST /v1/vouchers/NEW", "{}");
    body("a discount of an unknown type", CREATE, "{\"discount\":{\"type\":\"FREE\"}}");
    body(
        "more than 100 percent",
        CREATE,
        "{\"discount\":{\"type\":\"PERCENT\",\"percent_off\":101}}");
    body(
        "a pattern without a place",
        CREATE,
        "{\"gift\":{\"amount\":1},\"code_config\":{\"pattern\":\"X\"}}");
    body("a date that is none", CREATE, "{\"gift\":{\"amount\":1},\"start_date\":\"soon\"}");
    body(
        "the eighth day of the week",
        CREATE,
        "{\"gift\":{\"amount\":1},\"validity_day_of_week\":[7]}");
    body("a taken code", "POST /v1/vouchers/A", "{\"gift\":{\"amount\":1}}");
    body("nothing to publish", "POST /v1/publications", "{\"customer\":{\"source_id\":\"k\"}}");
    body("nothing to redeem", "POST /v1/redemptions", "{}");
    body(
        "the same redeemable twice",
        "POST /v1/validations",
        "{\"redeemables\":[{\"object\":\"voucher\",\"id\":\"A\"},{\"object\":\"voucher\",\"id\":\"A\"}]}");
    body(
        "31 redeemables",
        "POST /v1/validations",
        "{\"redeemables\":[" + "{\"object\":\"voucher\",\"id\":\"A\"},".repeat(30) + "{}]}");
  }

  private void targets() {
    bare("an unknown path", "GET /v1/nothing");
    bare("an unknown voucher", "GET /v1/vouchers/NOBODYS");
    bare("an unknown redemption", "POST /v1/redemptions/r_none/rollback");
    bare("a wrong method", "DELETE /v1/publications");
    bare("an unknown method", "BREW /v1/vouchers/A");
    bare("a lone percent sign", "GET /v1/vouchers/50%");
    bare("percent and no hex", "GET /v1/vouchers/%zz");
    bare("percent-encoded bytes that are no UTF-8", "GET /v1/vouchers/%ff");
    bare("a percent-encoded NUL", "GET /v1/vouchers/%00");
    bare("a path out of the tree", "GET /v1/vouchers/../../etc/passwd");
    bare("bad percent-encoding in the query", "GET /v1/vouchers?category=%zz");
    bare("a page that is no number", "GET /v1/vouchers?page=first");
    bare("page 0", "GET /v1/vouchers?page=0");
    bare("page 100", "GET /v1/vouchers?page=100");
    bare("limit 101", "GET /v1/vouchers?limit=101");
    bare("limit -1", "GET /v1/redemptions?limit=-1");
    bare("an unknown order", "GET /v1/vouchers?order=luck");
    bare("an unknown result", "GET /v1/redemptions?result=PERHAPS");
    bare("a date that is none in the query", "GET /v1/vouchers?created_at[after]=soon");
    bare("an unknown filter", "GET /v1/vouchers?filters[luck][conditions][$is][0]=1");
    bare("100 brackets in each other", "GET /v1/vouchers?a" + "[b]".repeat(100) + "=1");
    bare("a target of 20,000 characters", "GET /v1/vouchers/" + "x".repeat(20_000));
    bare("a space in the target", "GET /v1/vouchers/A B");
  }

  private void framing() {
    framed("no body where one is needed", CREATE, "Content-Length: 0\r\n", "");
    framed("a huge body, announced", VALIDATE, "Content-Length: 11000000\r\n", "");
    framed("a huge body, sent", VALIDATE, "Content-Length: 11000000\r\n", " ".repeat(11_000_000));
    framed(
        "a huge body, in chunks",
        VALIDATE,
        "Transfer-Encoding: chunked\r\n",
        ("80000\r\n" + " ".repeat(0x80000) + "\r\n").repeat(22) + "0\r\n\r\n");
    framed("two lengths", VALIDATE, "Content-Length: 2\r\nContent-Length: 3\r\n", "{}");
    framed("a negative length", VALIDATE, "Content-Length: -2\r\n", "{}");
    framed("a length that is no number", VALIDATE, "Content-Length: two\r\n", "{}");
    framed(
        "a length and chunks",
        VALIDATE,
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\n");
    framed(
        "a chunk of bad size", VALIDATE, "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n");
    framed("a header without a colon", VALIDATE, "no colon\r\nContent-Length: 2\r\n", "{}");
    framed("a header of 40,000 characters", VALIDATE, "X: " + "x".repeat(40_000) + "\r\n", "");
    framed("two hosts", VALIDATE, "Host: elsewhere\r\nContent-Length: 2\r\n", "{}");
  }

  private void body(String what, String line, String body) {
    String type = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
    framed(what, line, type, body);
  }

  private void bare(String what, String line) {
    framed(what, line, "", "");
  }

  private void framed(String what, String line, String headers, String body) {
    all.add(new Sent(what, line, headers, body));
  }
}
