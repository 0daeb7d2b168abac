package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffRuleTest {
  private static final Instant DIED = Instant.parse("2030-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 10", "2, 20", "3, 40", "4, 80", "5, 160", "6, 300", "2147483647, 300"})
  void withoutAMessageTheStepFollowsFromTheRestarts(int restarts, int seconds) {
    BackOff backOff = BackOffRule.KUBERNETES.of(waiting(restarts, null));

    assertThat(backOff.stepSeconds()).isEqualByComparingTo(BigDecimal.valueOf(seconds));
    assertThat(backOff.nextRestartAt()).isEqualTo(DIED.plusSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "back-off 10s restarting failed container=gw pod=gw_ns(uid), 10000",
    "back-off 1m20s restarting failed container=gw pod=gw_ns(uid), 80000",
    "back-off 5m0s restarting failed container=gw pod=gw_ns(uid), 300000",
    "back-off 250ms restarting failed container=gw pod=gw_ns(uid), 250",
    "back-off 1.5s restarting failed container=gw pod=gw_ns(uid), 1500",
    "back-off soon restarting failed container=gw, 40000",
    "something else, 40000"
  })
  void theKubeletsOwnWordWins(String message, long millis) {
    assertThat(BackOffRule.KUBERNETES.of(waiting(3, message)).nextRestartAt())
        .isEqualTo(DIED.plusMillis(millis));
  }

  @Test
  void aShortenedUnitIsHonouredAndTold() {
    BackOff backOff = BackOffRule.of("250ms", "1s").of(waiting(9, null));

    assertThat(backOff.stepSeconds()).isEqualTo(new BigDecimal("1"));
    assertThat(backOff.unitSeconds()).isEqualTo(new BigDecimal("0.25"));
  }

  @ParameterizedTest
  @CsvSource({",", "fast,", "0s, 0s", "-1s, -1s", "'', ''"})
  void aBrokenAnnotationLeavesKubernetesOwnRule(@Nullable String unit, @Nullable String cap) {
    assertThat(BackOffRule.of(unit, cap)).isEqualTo(BackOffRule.KUBERNETES);
  }

  @ParameterizedTest
  @CsvSource({"Running", "Terminated", "ImagePullBackOff", "CreateContainerConfigError"})
  void onlyACrashLoopIsABackOff(String state) {
    assertThat(
            BackOffRule.KUBERNETES.of(
                new ContainerSnapshot("gw", ContainerKind.REGULAR, 3, state, null, null)))
        .isNull();
  }

  @Test
  void withoutAnEndTheNextStartIsUnknown() {
    ContainerSnapshot container =
        new ContainerSnapshot("gw", ContainerKind.REGULAR, 1, "CrashLoopBackOff", null, null);

    assertThat(BackOffRule.KUBERNETES.of(container).nextRestartAt()).isNull();
  }

  @Test
  void goDurationsAreRead() {
    assertThat(GoDurations.parse("1h2m3.5s")).isEqualTo(Duration.ofMillis(3_723_500));
    assertThat(GoDurations.parse("999999999h".repeat(4))).isPositive();
    assertThat(GoDurations.parse("999999999h".repeat(5))).isNull();
    assertThat(GoDurations.parse("10")).isNull();
    assertThat(GoDurations.parse("10s then")).isNull();
  }

  private static ContainerSnapshot waiting(int restarts, @Nullable String message) {
    return new ContainerSnapshot(
        "gw",
        ContainerKind.REGULAR,
        restarts,
        "CrashLoopBackOff",
        message,
        new Termination("Error", 1, 0, null, DIED));
  }
}
