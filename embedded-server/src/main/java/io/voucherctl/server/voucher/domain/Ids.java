package io.voucherctl.server.voucher.domain;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Draws the ids of the contract, section 5: a prefix and letters and digits. Safe for several
 * threads when {@code random} is.
 */
public record Ids(RandomGenerator random) {
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

  /** Six random bits a character; the two values beyond the alphabet are drawn again. */
  private String draw(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
    byte[] bytes = new byte[length + 8];
    int whole = prefix.length() + length;
    while (id.length() < whole) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && id.length() < whole; i++) {
        int value = bytes[i] & 63;
        if (value < ALPHABET.length()) {
          id.append(ALPHABET.charAt(value));
        }
      }
    }
    return id.toString();
  }
}
