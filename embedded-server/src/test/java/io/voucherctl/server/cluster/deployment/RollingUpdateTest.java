package io.voucherctl.server.cluster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.cluster.Yaml;
import io.voucherctl.server.cluster.deployment.RollingUpdate.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingUpdateTest {
  private static final Strategy ONE_MORE = new Strategy(false, 1, 0);

  @Test
  void startsAllPodsOfAFirstRollout() {
    assertThat(step(3, ONE_MORE, size("new", 0, 0))).isEqualTo(Map.of("new", 3));
  }

  @Test
  void addsOnePodBeforeItTakesOneAway() {
    assertThat(step(3, ONE_MORE, size("new", 0, 0), size("old", 3, 3))).isEqualTo(Map.of("new", 1));
    assertThat(step(3, ONE_MORE, size("new", 1, 0), size("old", 3, 3))).isEmpty();
    assertThat(step(3, ONE_MORE, size("new", 1, 1), size("old", 3, 3))).isEqualTo(Map.of("old", 2));
    assertThat(step(3, ONE_MORE, size("new", 1, 1), size("old", 2, 2))).isEqualTo(Map.of("new", 2));
    assertThat(step(3, ONE_MORE, size("new", 3, 3), size("old", 1, 1))).isEqualTo(Map.of("old", 0));
  }

  @Test
  void takesBrokenPodsAwayFirst() {
    assertThat(step(2, ONE_MORE, size("new", 1, 1), size("older", 1, 1), size("old", 1, 0)))
        .isEqualTo(Map.of("old", 0));
  }

  @Test
  void spendsUnavailabilityBeforeNewPodsAreReady() {
    Strategy oneLess = new Strategy(false, 0, 1);
    assertThat(step(3, oneLess, size("new", 0, 0), size("old", 3, 3))).isEqualTo(Map.of("old", 2));
    assertThat(step(3, oneLess, size("new", 0, 0), size("old", 2, 2))).isEqualTo(Map.of("new", 1));
    assertThat(step(3, oneLess, size("new", 1, 0), size("old", 2, 2))).isEmpty();
  }

  @Test
  void shrinksToFewerReplicas() {
    assertThat(step(1, ONE_MORE, size("new", 3, 3))).isEqualTo(Map.of("new", 1));
    assertThat(step(0, ONE_MORE, size("new", 2, 0))).isEqualTo(Map.of("new", 0));
  }

  @Test
  void recreateWaitsForTheLastOldPod() {
    Strategy recreate = new Strategy(true, 1, 0);
    assertThat(step(2, recreate, size("new", 0, 0), size("old", 2, 2))).isEqualTo(Map.of("old", 0));
    assertThat(step(2, recreate, size("new", 0, 0), new Size("old", 0, 0, 1))).isEmpty();
    assertThat(step(2, recreate, size("new", 0, 0), new Size("old", 0, 0, 0)))
        .isEqualTo(Map.of("new", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 4, false, 1, 0",
    "'{strategy: {type: Recreate}}', 4, true, 1, 0",
    "'{strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}}', 5, false, 2, 1",
    "'{strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}}', 5, false, 0, 1",
    "'{strategy: {rollingUpdate: {maxSurge: many, maxUnavailable: -3}}}', 5, false, 1, 0"
  })
  void readsTheStrategy(
      String spec, int replicas, boolean recreate, int maxSurge, int maxUnavailable) {
    assertThat(Strategy.of(Yaml.object(spec), replicas))
        .isEqualTo(new Strategy(recreate, maxSurge, maxUnavailable));
  }

  private static Map<String, Integer> step(
      int replicas, Strategy strategy, Size current, Size... old) {
    return new RollingUpdate(replicas, strategy).step(current, List.of(old));
  }

  private static Size size(String name, int wanted, int available) {
    return new Size(name, wanted, available, wanted);
  }
}
