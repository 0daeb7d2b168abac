package io.voucherctl.server.cluster.deployment;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A Deployment's {@code spec.strategy} for a number of replicas. Without one: rolling, one pod more
 * than wanted, never one less.
 *
 * @param recreate all old pods end before the first new one starts
 */
record Strategy(boolean recreate, int maxSurge, int maxUnavailable) {
  static Strategy of(JsonNode spec, int replicas) {
    JsonNode strategy = spec.path("strategy");
    JsonNode rolling = strategy.path("rollingUpdate");
    int surge = amount(rolling.path("maxSurge"), 1, replicas, true);
    int unavailable = amount(rolling.path("maxUnavailable"), 0, replicas, false);
    boolean recreate = strategy.path("type").asText().equals("Recreate");
    // Nothing could move with both at zero; Kubernetes resolves it the same way.
    return new Strategy(recreate, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }

  /** A number, or a percentage of the replicas: surge rounds up, unavailable down. */
  private static int amount(JsonNode value, int absent, int replicas, boolean up) {
    String text = value.asText();
    if (text.matches("\\d{1,3}%")) {
      int percent = Integer.parseInt(text.substring(0, text.length() - 1));
      return Math.floorDiv(percent * replicas + (up ? 99 : 0), 100);
    }
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : absent;
  }
}
