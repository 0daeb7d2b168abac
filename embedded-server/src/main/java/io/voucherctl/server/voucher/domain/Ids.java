package io.voucherctl.server.voucher.domain;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Draws the ids of the voucher API: a prefix and letters and digits. They begin with the time, so
 * that new ones stand together in an index and few of its pages change; the other characters are
 * random. Safe for several threads when {@code random} is.
 */
public record Ids(InstantSource clock, RandomGenerator random) {
  /** Enough for the milliseconds of the next fifty years, and in the order of their bytes. */
  private static final int TIME_LENGTH = 7;

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  public String voucher() {
    return draw("v_", 32);
  }

  public String customer() {
    return draw("cust_", 24);
  }

  public String order() {
    return draw("ord_", 24);
  }

  public String redemption() {
    return draw("r_", 24);
  }

  public String failedRedemption() {
    return draw("rf_", 24);
  }

  public String rollback() {
    return draw("rr_", 24);
  }

  public String failedRollback() {
    return draw("rrf_", 24);
  }

  public String publication() {
    return draw("pub_", 32);
  }

  public String campaign() {
    return draw("camp_", 24);
  }

  public String session() {
    return draw("ssn_", 32);
  }

  public String deletion() {
    return draw("del_", 24);
  }

  public String asyncAction() {
    return "aa_" + hex();
  }

  public String request() {
    return "v-" + hex();
  }

  private String hex() {
    byte[] bytes = new byte[9];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String draw(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
    appendTime(id);
    appendRandom(id, prefix.length() + length);
    return id.toString();
  }

  private void appendTime(StringBuilder id) {
    int from = id.length();
    long rest = clock.millis();
    for (int i = 0; i < TIME_LENGTH; i++) {
      id.insert(from, ALPHABET.charAt((int) Math.floorMod(rest, (long) ALPHABET.length())));
      rest /= ALPHABET.length();
    }
  }

  /** Six random bits a character; the two values beyond the alphabet are drawn again. */
  private void appendRandom(StringBuilder id, int whole) {
    byte[] bytes = new byte[whole - id.length() + 8];
    while (id.length() < whole) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && id.length() < whole; i++) {
        int value = bytes[i] & 63;
        if (value < ALPHABET.length()) {
          id.append(ALPHABET.charAt(value));
        }
      }
    }
  }
}
