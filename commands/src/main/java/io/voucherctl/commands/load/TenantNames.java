package io.voucherctl.commands.load;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A tenant's name, or a pattern for many: {@code tenant-{001..200}}. */
final class TenantNames {
  static final int MOST = 2_000;

  private static final Pattern RANGE =
      Pattern.compile("([^{}]*)\\{(\\d{1,6})\\.\\.(\\d{1,6})}([^{}]*)");

  private TenantNames() {}

  /** In their order; what is wrong is the message of an IllegalArgumentException. */
  static List<String> of(String pattern) {
    Matcher matcher = RANGE.matcher(pattern);
    if (!matcher.matches()) {
      if (pattern.isBlank() || pattern.matches(".*[{}\\s].*")) {
        throw new IllegalArgumentException(
            "'" + pattern + "' is not a name; many are written as tenant-{001..200}");
      }
      return List.of(pattern);
    }
    int first = Integer.parseInt(matcher.group(2));
    int last = Integer.parseInt(matcher.group(3));
    if (last < first || last - first >= MOST) {
      throw new IllegalArgumentException(
          "'" + pattern + "' must count upwards, and at most " + MOST + " tenants");
    }
    String format = "%0" + matcher.group(2).length() + "d";
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> matcher.group(1) + format.formatted(i) + matcher.group(4))
        .toList();
  }
}
