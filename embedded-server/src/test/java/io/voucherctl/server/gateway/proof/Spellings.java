package io.voucherctl.server.gateway.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ways to write one request: the validation of a voucher. */
final class Spellings {
  /** What one request says, for a code of its own. */
  @FunctionalInterface
  interface Text {
    String of(String credentials, String code);
  }

  /**
   * One way.
   *
   * @param piped requests go out without waiting for answers
   */
  record Spelling(String what, boolean head, boolean piped, Text text) {
    byte[] bytes(String credentials, String code) {
      return text.of(credentials, code).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final String BODY =
      "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  private final List<Spelling> all = new ArrayList<>();

  private Spellings() {}

  static List<Spelling> all() {
    Spellings spellings = new Spellings();
    spellings.paths();
    spellings.targets();
    spellings.heads();
    spellings.framing();
    return spellings.all;
  }

  private void paths() {
    target("as the documentation writes it", "/v1/vouchers/%s/validate");
    target("a trailing slash", "/v1/vouchers/%s/validate/");
    target("two trailing slashes", "/v1/vouchers/%s/validate//");
    target("repeated slashes", "/v1//vouchers///%s/validate");
    target("a slash too many in front", "//v1/vouchers/%s/validate");
    target("dot segments", "/v1/./vouchers/./%s/validate");
    target("dot-dot segments", "/v1/x/../vouchers/%s/validate");
    target("encoded dot segments", "/v1/%%2e%%2E/v1/vouchers/%s/validate");
    target("above the root", "/../v1/vouchers/%s/validate");
    target("%2F inside the code", "/v1/vouchers/%s%%2FB/validate");
    target("%2F for every slash", "/v1%%2Fvouchers%%2f%s%%2Fvalidate");
    target("%252F, encoded twice", "/v1/vouchers/%s%%252Fvalidate/validate");
    target("an encoded letter", "/v1/vouchers/%s/%%76alidate");
    target("an encoded first segment", "/%%761/vouchers/%s/validate");
    target("upper case", "/V1/VOUCHERS/%s/VALIDATE");
    target("mixed and encoded case", "/v1/Vouchers/%s/%%56alidate");
    target("backslashes", "/v1\\vouchers\\%s\\validate");
    target("a parameter behind the path", "/v1/vouchers/%s/validate;a=1");
    target("a parameter behind the code", "/v1/vouchers/%s;a=1/validate");
    target("a query", "/v1/vouchers/%s/validate?x=/v1/orders");
    target("an encoded question mark", "/v1/vouchers/%s%%3Fx/validate");
    target("an encoded NUL", "/v1/vouchers/%s%%00/validate");
    target("overlong UTF-8", "/v1/vouchers/%s%%c0%%af/validate");
    target("a broken escape", "/v1/vouchers/%s%%zz/validate");
  }

  private void targets() {
    target("an absolute URI", "http://127.0.0.1/v1/vouchers/%s/validate");
    target("an absolute URI, HTTPS, port, user", "HTTPS://u@other:99/v1/vouchers/%s/validate");
    method("HEAD", "HEAD");
    method("GET that asks for an override", "GET", "X-HTTP-Method-Override: POST\r\n");
    method("a method in lower case", "post");
    method("an unknown method", "BREW");
  }

  private void heads() {
    headers("another Host", "Host: other.example\r\n");
    headers("X-Original-URL and X-Rewrite-URL", HOST + "X-Original-URL: /\r\nX-Rewrite-URL: /\r\n");
    headers("somebody else's X-Forwarded-For", HOST + "X-Forwarded-For: 203.0.113.9\r\n");
    headers("another tenant's name", HOST + "x-voucherctl-tenant: other\r\n");
    headers("Connection names the credentials", HOST + "Connection: x-app-id, x-app-token\r\n");
    headers("a connection for each request", HOST + "Connection: close\r\n");
    headers("an offer to upgrade", HOST + "Connection: upgrade\r\nUpgrade: h2c\r\n");
    add(
        "header names in upper case",
        (keys, code) -> line("POST", code) + (HOST + keys + BODY).replace("X-App", "X-APP"));
    add(
        "blanks around the key",
        (keys, code) -> line("POST", code) + HOST + keys.replace(": ", ":  \t ") + BODY);
    add("the credentials twice", (keys, code) -> line("POST", code) + HOST + keys + keys + BODY);
  }

  private void framing() {
    add("HTTP/1.0", (keys, code) -> line("POST", code).replace("1.1", "1.0") + keys + BODY);
    add(
        "HTTP/1.0, kept alive",
        (keys, code) ->
            line("POST", code).replace("1.1", "1.0") + "Connection: keep-alive\r\n" + keys + BODY);
    add(
        "chunks",
        (keys, code) ->
            line("POST", code)
                + HOST
                + keys
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    add("no body", (keys, code) -> line("POST", code) + HOST + keys + "Content-Length: 0\r\n\r\n");
    add("an empty line first", (keys, code) -> "\r\n" + line("POST", code) + HOST + keys + BODY);
    add(
        "lines without carriage returns",
        (keys, code) -> (line("POST", code) + HOST + keys + BODY).replace("\r\n", "\n"));
    add(
        "two blanks in the first line",
        (keys, code) -> line("POST", code).replace(" ", "  ") + HOST + keys + BODY);
    all.add(
        new Spelling(
            "all at once, pipelined",
            false,
            true,
            (keys, code) -> line("POST", code) + HOST + keys + BODY));
  }

  private void target(String what, String target) {
    add(
        what,
        (keys, code) -> "POST " + target.formatted(code) + " HTTP/1.1\r\n" + HOST + keys + BODY);
  }

  private void method(String what, String method, String... more) {
    all.add(
        new Spelling(
            what,
            method.equals("HEAD"),
            false,
            (keys, code) -> line(method, code) + HOST + keys + String.join("", more) + BODY));
  }

  private void headers(String what, String headers) {
    add(what, (keys, code) -> line("POST", code) + headers + keys + BODY);
  }

  private void add(String what, Text text) {
    all.add(new Spelling(what, false, false, text));
  }

  private static String line(String method, String code) {
    return method + " /v1/vouchers/" + code + "/validate HTTP/1.1\r\n";
  }
}
