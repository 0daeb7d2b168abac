package io.voucherctl.commands.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which share of the requests is which operation, by whole weights: {@code
 * validate=80,redeem=15,publish=5}. Weights need not add up to 100.
 */
public record OperationMix(Map<Operation, Integer> weights) {
  public static final OperationMix DEFAULT =
      new OperationMix(Map.of(Operation.VALIDATE, 80, Operation.REDEEM, 15, Operation.PUBLISH, 5));

  static final int MAX_WEIGHT = 1_000_000;

  public OperationMix {
    Map<Operation, Integer> ordered = new EnumMap<>(Operation.class);
    ordered.putAll(weights);
    weights = Map.copyOf(ordered);
    for (int weight : ordered.values()) {
      if (weight < 0 || weight > MAX_WEIGHT) {
        throw new IllegalArgumentException(
            "the weight of an operation is 0 to " + MAX_WEIGHT + ", not " + weight);
      }
    }
    if (ordered.values().stream().mapToInt(Integer::intValue).sum() == 0) {
      throw new IllegalArgumentException("an operation mix needs a weight above 0");
    }
  }

  public static OperationMix only(Operation operation) {
    return new OperationMix(Map.of(operation, 1));
  }

  /** Reads {@code name=weight,...}; what is wrong is the message of an IllegalArgumentException. */
  public static OperationMix parse(String text) {
    Map<Operation, Integer> weights = new EnumMap<>(Operation.class);
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split("=", -1);
      if (pair.length != 2 || !pair[1].matches("\\d{1,7}")) {
        throw new IllegalArgumentException(
            "'" + part + "' is not an operation and its weight, such as validate=80");
      }
      if (weights.put(operation(pair[0]), Integer.valueOf(pair[1])) != null) {
        throw new IllegalArgumentException("operation " + pair[0] + " stands twice");
      }
    }
    return new OperationMix(weights);
  }

  /** True when one of the requests needs a voucher that was issued before. */
  boolean needsVouchers() {
    return weights.entrySet().stream()
        .anyMatch(entry -> entry.getKey() != Operation.GUESS && entry.getValue() > 0);
  }

  /** In the order of the operations that are given. */
  double[] weightOf(Operation... operations) {
    return Arrays.stream(operations)
        .mapToDouble(operation -> weights.getOrDefault(operation, 0))
        .toArray();
  }

  @Override
  public String toString() {
    return Arrays.stream(Operation.values())
        .filter(weights::containsKey)
        .map(operation -> operation + "=" + weights.get(operation))
        .collect(Collectors.joining(","));
  }

  static Operation operation(String word) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.toString().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + word
                    + "' is not an operation; there are "
                    + Arrays.stream(Operation.values())
                        .map(Operation::toString)
                        .collect(Collectors.joining(", "))));
  }
}
