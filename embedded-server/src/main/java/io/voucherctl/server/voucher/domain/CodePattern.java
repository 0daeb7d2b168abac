package io.voucherctl.server.voucher.domain;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a voucher code is drawn: every {@code #} of {@code pattern} becomes a character of {@code
 * charset}.
 */
public record CodePattern(String prefix, String pattern, String postfix, String charset) {
  public static final int MAX_CODE_LENGTH = 256;
  private static final int DEFAULT_LENGTH = 8;
  private static final String DEFAULT_CHARSET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  public static final CodePattern DEFAULT =
      new CodePattern("", "#".repeat(DEFAULT_LENGTH), "", DEFAULT_CHARSET);

  /** Null fields take their defaults; a pattern beats a length. Refuses what can draw no code. */
  public static CodePattern of(
      @Nullable String prefix,
      @Nullable String pattern,
      @Nullable String postfix,
      @Nullable String charset,
      @Nullable Long length) {
    String letters = charset == null ? DEFAULT_CHARSET : charset;
    if (letters.isEmpty()) {
      throw impossible("charset is empty");
    }
    CodePattern drawn =
        new CodePattern(
            prefix == null ? "" : prefix,
            pattern == null ? places(length) : pattern,
            postfix == null ? "" : postfix,
            letters);
    if (drawn.pattern.indexOf('#') < 0) {
      throw impossible("pattern has no #");
    }
    if (drawn.prefix.length() + drawn.pattern.length() + drawn.postfix.length() > MAX_CODE_LENGTH) {
      throw impossible("code would be longer than " + MAX_CODE_LENGTH);
    }
    return drawn;
  }

  private static String places(@Nullable Long length) {
    if (length == null) {
      return DEFAULT.pattern;
    }
    if (length < 1 || length > MAX_CODE_LENGTH) {
      throw impossible("length must be 1 to " + MAX_CODE_LENGTH);
    }
    return "#".repeat(length.intValue());
  }

  private static Refused impossible(String details) {
    return Refusal.INVALID_CODE_CONFIG.because(details);
  }

  /** Whether there are so many different codes. */
  public boolean canDraw(long codes) {
    long letters = charset.codePoints().distinct().count();
    long different = 1;
    for (int i = 0; i < pattern.length() && different < codes; i++) {
      different *= pattern.charAt(i) == '#' ? letters : 1;
    }
    return different >= codes;
  }

  public String draw(RandomGenerator random) {
    int[] letters = charset.codePoints().toArray();
    StringBuilder code = new StringBuilder(prefix);
    for (int i = 0; i < pattern.length(); i++) {
      char place = pattern.charAt(i);
      if (place == '#') {
        code.appendCodePoint(letters[random.nextInt(letters.length)]);
      } else {
        code.append(place);
      }
    }
    return code.append(postfix).toString();
  }
}
