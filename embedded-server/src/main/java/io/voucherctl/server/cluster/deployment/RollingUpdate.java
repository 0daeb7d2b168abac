package io.voucherctl.server.cluster.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a Deployment may move now: sizes of its ReplicaSets in, sizes to write out. The
 * deployment controller's {@code rolling.go} and {@code recreate.go}.
 */
final class RollingUpdate {
  /**
   * One ReplicaSet.
   *
   * @param wanted its {@code spec.replicas}
   * @param pods all of its pods that are still there, ending ones too
   */
  record Size(String name, int wanted, int available, int pods) {}

  private final int replicas;
  private final Strategy strategy;

  RollingUpdate(int replicas, Strategy strategy) {
    this.replicas = replicas;
    this.strategy = strategy;
  }

  /** The ReplicaSets to resize, with their new size; {@code old} is in order of age. */
  Map<String, Integer> step(Size current, List<Size> old) {
    return strategy.recreate() ? recreate(current, old) : roll(current, old);
  }

  private Map<String, Integer> recreate(Size current, List<Size> old) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Size set : old) {
      put(sizes, set, 0);
    }
    if (old.stream().allMatch(set -> set.wanted() == 0 && set.pods() == 0)) {
      put(sizes, current, replicas);
    }
    return sizes;
  }

  private Map<String, Integer> roll(Size current, List<Size> old) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    int wanted = current.wanted() + old.stream().mapToInt(Size::wanted).sum();
    int room = Math.max(0, replicas + strategy.maxSurge() - wanted);
    put(sizes, current, Math.min(replicas, current.wanted() + room));
    if (sizes.isEmpty()) {
      shrink(sizes, wanted, current, old);
    }
    return sizes;
  }

  private void shrink(Map<String, Integer> sizes, int wanted, Size current, List<Size> old) {
    int least = replicas - strategy.maxUnavailable();
    int unready = current.wanted() - current.available();
    int mayGo = wanted - least - unready;
    int available = current.available() + old.stream().mapToInt(Size::available).sum();
    int healthyMayGo = available - least;
    for (Size set : old) {
      int broken = Math.clamp(set.wanted() - set.available(), 0, Math.max(0, mayGo));
      mayGo -= broken;
      put(sizes, set, set.wanted() - broken);
    }
    for (Size set : old) {
      int left = sizes.getOrDefault(set.name(), set.wanted());
      int healthy = Math.clamp(left, 0, Math.max(0, Math.min(healthyMayGo, mayGo)));
      healthyMayGo -= healthy;
      mayGo -= healthy;
      put(sizes, set, left - healthy);
    }
  }

  private static void put(Map<String, Integer> sizes, Size set, int size) {
    if (size != set.wanted()) {
      sizes.put(set.name(), size);
    }
  }
}
