package io.voucherctl.server.cluster.kubelet;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' way to write an amount of memory: {@code 256Mi}, {@code 1.5G}, {@code 1000000}. */
final class MemoryQuantity {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(Ki|Mi|Gi|Ti|k|M|G|T|)");
  private static final Map<String, Long> BYTES =
      Map.of(
          "",
          1L,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L,
          "T",
          1_000_000_000_000L,
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40);

  private MemoryQuantity() {}

  /** Bytes, rounded down; what is no quantity above zero is an IllegalArgumentException. */
  static long bytes(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an amount of memory: \"" + text + "\"");
    }
    long unit = BYTES.getOrDefault(matcher.group(2), 1L);
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.ONE) < 0 || bytes.compareTo(BigDecimal.valueOf(1L << 60)) > 0) {
      throw new IllegalArgumentException("memory out of range: \"" + text + "\"");
    }
    return bytes.longValue();
  }
}
